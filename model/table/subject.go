package table

import (
	"strings"

	"github.com/rotateplan/rotate/model"
)

// subjectWords are the spellings of subjects besides code and canonical word.
var subjectWords = map[model.Subject]string{
	model.Chinese:       "中文 阅读 写作",
	model.Maths:         "算术 math mathematics",
	model.Foreign:       "英语 英文 english 外国语",
	model.Morality:      "道法 思想政治 政治 思想品德 思品 品德 品德与生活 品德与社会 道德法治",
	model.Geography:     "地理学",
	model.Biology:       "生物学",
	model.Science:       "自然",
	model.PE:            "体育与健康 体健",
	model.Music:         "唱游 音乐艺术",
	model.Art:           "书法 美术艺术",
	model.Computing:     "信息技术 信息 计算机 电脑",
	model.Labour:        "劳动技术 劳技 劳动教育",
	model.Practice:      "综合实践活动 综合",
	model.Psychology:    "心理 心理健康教育",
	model.MinorLanguage: "日语 俄语 法语 德语 西班牙语 韩语",
}

var knownSubjects = words(model.Subjects-1, subjectWords)

var (
	doubtfulSubject = complaint{code: "doubtful-subject", warn: true, expected: "学科名称，如 语文、外语、道德与法治 / the name of one subject",
		remedy: "已按其中的学科读取：请核对，第二学科请填在“第二学科”列 / read as the subject it contains: check it, a second subject has a column of its own"}
	unknownSubject = complaint{code: "unknown-subject", warn: true, expected: "学科名称，如 语文、外语、道德与法治 / the name of a subject",
		remedy: "按没有学科读取：请改成通用名称 / read as no subject: use the usual name"}
)

// subject is the codec of subjects. What only contains the name of one is doubtful.
var subject = codec[model.Subject]{
	read: func(s string) (model.Subject, *complaint) {
		if v, wrong := knownSubjects.read(s); wrong == nil {
			return v, nil
		}
		if v, wrong := knownSubjects.read(strings.TrimSuffix(plain(s), "课")); wrong == nil {
			return v, nil
		}
		return containedSubject(plain(s))
	},
	write: knownSubjects.write,
	words: knownSubjects.words,
}

// containedSubject finds the subject whose name stands first in a word, the longest of several there.
func containedSubject(word string) (model.Subject, *complaint) {
	best, at, length := model.NoSubject, len(word), 0
	for x := model.NoSubject + 1; x < model.Subjects; x++ {
		for _, name := range append(strings.Fields(subjectWords[x]), x.Chinese()) {
			if i := strings.Index(word, name); i >= 0 && (i < at || i == at && len(name) > length) {
				best, at, length = x, i, len(name)
			}
		}
	}
	if best == model.NoSubject {
		return best, &unknownSubject
	}
	return best, &doubtfulSubject
}
