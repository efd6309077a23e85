package table

import (
	"strings"
	"unicode"

	"github.com/rotateplan/rotate/model"
)

// fold turns full-width forms into ASCII.
func fold(s string) string { return model.HalfWidth(s) }

// clean takes from a cell what nobody typed on purpose: blanks around it, line breaks, wide and zero-width spaces, the
// marks by which spreadsheets are told that digits are text (="0123", '0123).
func clean(s string) string {
	if tidy(s) {
		return s
	}
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '\u3000', '\u00a0', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\r', '\n':
			return -1
		}
		return r
	}, s))
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) {
		s = inner[:len(inner)-1]
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "'"))
}

// quoted is what to write into a cell so that clean gives text back.
func quoted(text string) string {
	if clean(text) == text {
		return text
	}
	return "'" + text
}

// tidy reports whether clean would change nothing: printable ASCII with no blank or mark at its ends.
func tidy(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s == "" || s[0] > '\'' && s[0] != '=' && s[len(s)-1] > ' '
}

// plain is the form in which headers and code words are compared: without what stands in brackets.
func plain(s string) string {
	word, _ := bracketless(s)
	return word
}

// bracketless parts a text into its plain form and what stands in its brackets.
func bracketless(s string) (word string, inner []string) {
	var out, in strings.Builder
	depth := 0
	for _, r := range strings.ToLower(fold(s)) {
		switch {
		case strings.ContainsRune("([{（【〔", r):
			depth++
		case strings.ContainsRune(")]}）】〕", r):
			depth = max(depth-1, 0)
		case depth > 0:
			in.WriteRune(simplified(r))
			continue
		case unicode.IsSpace(r) || strings.ContainsRune("_-*:：'\u00a0\u200b\u200c\u200d\u2060\ufeff", r):
		default:
			out.WriteRune(simplified(r))
		}
		if depth == 0 && in.Len() > 0 {
			inner = append(inner, in.String())
			in.Reset()
		}
	}
	if in.Len() > 0 {
		inner = append(inner, in.String())
	}
	return out.String(), inner
}

// simplified returns the simplified form of a character that occurs in headers and code words.
func simplified(r rune) rune {
	if s, ok := simplify[r]; ok {
		return s
	}
	return r
}

// simplify is made from pairs traditional, simplified.
var simplify = func() map[rune]rune {
	m := map[rune]rune{}
	pairs := []rune("學学號号稱称類类別别區区縣县鄉乡鎮镇職职務务擔担師师資资質质級级數数員员額额開开關关結结間间轉转輪轮崗岗進进參参齡龄歷历曆历編编製制單单屆届" +
		"項项課课時时週周節节專专業业無无優优異异門门條条與与體体會会訓训練练幹干導导黨党書书記记園园長长託托舊旧聯联盟盟緊紧協协綁绑報报產产經经緯纬標标識识碼码駐驻" +
		"辦办層层審审後后離离緩缓護护證证題题藝艺術术樂乐語语國国際际環环綜综勞劳動动總总實实驗验點点連连貫贯寫写發发現现創创簡简隸隶屬属機机構构調调終终運运麗丽" +
		"齊齐備备廳厅場场營营養养價价債债傷伤傳传側侧備备兒儿內内冊册況况劃划劑剂勝胜勵励勢势醫医協协卻却參参員员團团圍围圖图壓压壞坏夠够奧奥媽妈婦妇孫孙寶宝對对屬属嶺岭幣币幼幼廣广" +
		"應应戶户擬拟據据擇择換换攝摄敘叙斷断條条極极樣样檔档檢检櫃柜權权歡欢歸归殘残殺杀氣气決决沒没況况淺浅減减測测準准滿满潔洁濟济為为爾尔狀状獎奖獨独現现畫画當当療疗瘋疯盡尽監监" +
		"礎础礙碍禮礼種种稅税積积穩稳窮穷競竞筆笔範范納纳純纯紙纸細细組组絡络統统緒绪維维網网績绩縮缩繳缴繼继續续罷罢聖圣聘聘聲声腦脑舉举與与舊旧艱艰華华萬万葉叶處处虛虚蘭兰補补裝装裡里" +
		"規规視视親亲覺觉計计訂订討讨設设許许評评詞词試试詳详認认論论證证譜谱議议讀读變变讓让財财責责貧贫貴贵費费賢贤賽赛贊赞趙赵跡迹軍军軟软較较輔辅輸输農农述述違违遠远適适選选遲迟還还" +
		"邊边郵邮醜丑釋释鐵铁錄录鎖锁闡阐陽阳陸陆隊队隨随險险雙双雜杂難难電电靈灵靜静項项順顺須须預预領领頭头顧顾願愿顯显風风飛飞養养駕驾驅驱騎骑黃黄齡龄僅仅慶庆術术閱阅薦荐係系壹一貳二叁三")
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}()

// nearest returns the candidate with the fewest edits from s, or "" where none has fewer than half of its characters
// changed. The first of several wins.
func nearest(s string, candidates []string) string {
	word, best, least := []rune(s), "", 1<<30
	for _, c := range candidates {
		n := len([]rune(c))
		if d := edits(word, []rune(c)); d < least && 2*d < max(n, len(word)) {
			best, least = c, d
		}
	}
	return best
}

// edits is the Levenshtein distance of a and b.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
