package table

import (
	"fmt"
	"regexp"
	"strings"
)

// idle are headers of real exports that are not read, in plain form, each with the reason.
var idle = func() map[string]string {
	reasons := map[string]string{}
	for _, group := range [][2]string{
		{"names or explains a row", "序号 备注 说明 编号 填表日期"},
		{"personal, and never needed: a plan knows people by their ids", "联系电话 手机 手机号 手机号码 电话 曾用名 身份证件号 身份证号 身份证号码 身份证 民族 政治面貌 " +
			"健康状况 婚姻状况 子女 配偶单位 住址 家庭住址 邮箱 qq 微信"},
		{"an age is none on another day: the date of birth is read", "年龄"},
		{"a second name", "学校简称 简称 学校机构简称"},
		{"a place in words; coordinates are read", "学校地址 详细地址 地址 城市 省份"},
		{"counted from the table of teachers", "教职工数 专任教师数 专任教师总人数 在编人数 空编数 县级及以上骨干教师数 高于规定学历教师数 校长 " +
			"体育专任教师人数 音乐专任教师人数 美术专任教师人数"},
		{"no rule asks for it", "最大班额 中级岗位数 初级岗位数 校级领导职数 校区个数 校区数 编制类型 编制状态 入编时间 用人形式 签订合同情况 现任岗位等级 专业技术岗位等级 " +
			"所聘岗位等级 专业技术岗位 职称聘用时间 行政职级 任职开始年月 兼任工作 班主任年限 班主任年级 认证学科 资格取得学科 教师资格证号码 第一学历 所学专业 " +
			"是否全日制师范类专业毕业 荣誉称号 教育人才类别 名师工作室负责人 是否心理健康教育教师 考核年度 近5年培训学时 是否参加基层服务项目 基层服务项目起止年月"},
		{"the school's type and pupils say it", "教学点 是否教学点"},
		{"about an earlier post, not the posting", "证明人 是否农村 单位性质类别 任职岗位"},
	} {
		for _, word := range strings.Fields(group[1]) {
			reasons[plain(word)] = group[0]
		}
	}
	return reasons
}()

// idleForms are headers with a number or a subject within, of which the same holds.
var idleForms = regexp.MustCompile(`^(每班.*班级个?数|(体育|音乐|美术|/)+(专任|交流轮岗|兼职|走教|/)*教师人数)$`)

// isIdle reports whether a header in plain form is known and not read.
func isIdle(word string) bool { return idle[word] != "" || idleForms.MatchString(word) }

// telling are headers that are not read, as no rule says how, but whose content may concern a plan: where a row says
// anything but the words after the bar, a warning says so.
var telling = func() map[string]tell {
	tells := map[string]tell{}
	for _, x := range []struct{ headers, remedy string }{
		{"是否在编 | 是 在编 y yes 1", "不在编的人不应参加交流的，请从教师表删去 / those without a post of the state who are not to be exchanged: remove their rows"},
		{"是否专任教师 是否教学岗 | 是 y yes 1", "不任教的人也按教师读取：请从教师表删去 / those who do not teach are read as teachers: remove their rows"},
		{"教职工类别 现任岗位类别 岗位分类 | 专任教师 教师 专任 教师岗位 教师岗 专业技术岗位 专技岗 教学岗位 教学岗",
			"不任教的人也按教师读取：请从教师表删去 / those who do not teach are read as teachers: remove their rows"},
		{"特岗 是否特岗 特岗教师 是否特岗教师 免费师范生 公费师范生 是否属于免费师范生 是否属于公费师范生 是否免费师范生 是否公费师范生 服务期剩余时间 | 否 无 不是 n no 0 已满",
			"服务期未满的，请填写“服务期截止日期”，或在“暂缓原因”写 服务期 / for a service term that runs on fill in 服务期截止日期, or exempt: service_term"},
		{"资格证种类 教师资格证种类 |", "请在“教师资格学段”写明学段 / write the stages as certificate"},
		{"是否特级教师 学科带头人 | 否 无 不是 n no 0", "请把级别写入“骨干级别” / write the level as backbone"},
	} {
		headers, words, _ := strings.Cut(x.headers, "|")
		for _, h := range strings.Fields(headers) {
			tells[plain(h)] = tell{plainSet(words), complaint{code: "unused-column", warn: true,
				expected: "这一列不读取 / the column is not read", remedy: x.remedy}}
		}
	}
	return tells
}()

// tell is what a column that is not read may say without concern, and what to say else.
type tell struct {
	harmless map[string]bool
	complaint
}

// tells warns where a column that is not read says anything that may concern a plan.
func (t *rows[R]) tells(i int, is tell) {
	n, first := 0, ""
	for _, cells := range t.sheet.Rows {
		if i >= len(cells) || clean(cells[i]) == "" || is.harmless[strings.TrimLeft(plain(cells[i]), "0123456789.、")] || is.harmless[plain(cells[i])] {
			continue
		}
		if n++; n == 1 {
			first = clean(cells[i])
		}
	}
	if head := clean(t.sheet.Header[i]); n > 0 {
		t.header(head, fmt.Sprintf("%d × %s…", n, first), is.complaint)
	}
}

// stacked are headers, and each heading with each word below it, as headers of two rows have them.
func stacked(headers, headings, words string) []string {
	list := strings.Fields(headers)
	for _, h := range strings.Fields(headings) {
		for _, w := range strings.Fields(words) {
			list = append(list, h+w)
		}
	}
	return list
}
