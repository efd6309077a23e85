package table

import (
	"slices"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// idle are headers of real exports that tell nothing a plan needs, in plain form.
var idle = plainSet("序号 编号 备注 说明 联系电话 手机 手机号 手机号码 电话 曾用名 身份证件号 身份证号 身份证号码 身份证 民族 政治面貌 年龄 " +
	"学校简称 简称 学校地址 详细地址 地址 城市 省份 最大班额 教职工数 专任教师数 专任教师总人数 在编人数 空编数 县级及以上骨干教师数 高于规定学历教师数 " +
	"中级岗位数 初级岗位数 校级领导职数 校区个数 校长 体育专任教师人数 音乐专任教师人数 美术专任教师人数 " +
	"是否在编 编制类型 编制状态 入编时间 用人形式 签订合同情况 教职工类别 现任岗位类别 岗位分类 是否专任教师 是否教学岗 " +
	"现任岗位等级 专业技术岗位等级 所聘岗位等级 专业技术岗位 职称聘用时间 行政职级 任职开始年月 兼任工作 班主任年限 班主任年级 " +
	"认证学科 资格证种类 资格取得学科 教师资格证号码 第一学历 所学专业 是否全日制师范类专业毕业 是否特级教师 荣誉称号 教育人才类别 学科带头人 " +
	"是否承担特色课程领衔教师 名师工作室负责人 是否心理健康教育教师 人员状态 健康状况 婚姻状况 子女 配偶单位 住址 家庭住址 考核年度 " +
	"近5年培训学时 任教节数1 任教节数2 原单位名称 派出学校 原任教学校 流出学校 证明人 是否农村 单位性质类别 任职岗位")

var (
	twoColumns = complaint{code: "two-columns", expected: "一列 / one column",
		remedy: "两列意思相同：删去一列，或改掉它的表头 / two columns mean the same: remove one or change its header"}
)

// match finds the column of every header and returns the index of each column's cells, or -1. A header that may be
// several columns is the one still free whose codec reads most of its cells. A key counts more than the header below it.
func (t *rows[R]) match(columns []Column[R], known map[string][]int, keys []string) []int {
	at := slices.Repeat([]int{-1}, len(columns))
	claims := make([][]int, len(t.sheet.Header))
	for i, head := range t.sheet.Header {
		claims[i] = known[plain(head)]
		if i < len(keys) && known[plain(keys[i])] != nil {
			claims[i] = known[plain(keys[i])]
		}
	}
	for _, several := range []bool{false, true} {
		for i, claim := range claims {
			if len(claim) > 0 && len(claim) > 1 == several {
				t.take(columns, at, i, claim)
			}
		}
	}
	for i, claim := range claims {
		if len(claim) == 0 {
			t.passOver(columns, i)
		}
	}
	for k, c := range columns {
		if at[k] < 0 && c.Need != Optional {
			t.header(c.Headers[0], "", noColumn(&c))
		}
	}
	return at
}

// noColumn is the complaint that a table lacks a column.
func noColumn[R any](c *Column[R]) complaint {
	return complaint{code: "missing-column", warn: c.Need < Asked,
		expected: "以下表头之一：" + strings.Join(c.Headers, "、") + " / one of the headers " + strings.Join(append(c.Headers[:len(c.Headers):len(c.Headers)], c.Key), ", "),
		remedy:   "增加这一列，或把已有列的表头改成这个名称 / add the column, or give an existing one this header"}
}

// byHeader returns the indices of the columns that answer to each header in plain form.
func byHeader[R any](columns []Column[R]) map[string][]int {
	known := map[string][]int{}
	for k, c := range columns {
		for _, h := range append([]string{c.Key}, c.Headers...) {
			if word := plain(h); !slices.Contains(known[word], k) {
				known[word] = append(known[word], k)
			}
		}
	}
	return known
}

// take gives header i to one of the columns that claim it.
func (t *rows[R]) take(columns []Column[R], at []int, i int, claim []int) {
	free := slices.DeleteFunc(slices.Clone(claim), func(k int) bool { return at[k] >= 0 })
	head := clean(t.sheet.Header[i])
	if len(free) == 0 {
		t.header(head, clean(t.sheet.Header[at[claim[0]]]), twoColumns)
		return
	}
	k, most := free[0], -1
	for _, j := range free {
		if n := t.readable(&columns[j], i); n > most {
			k, most = j, n
		}
	}
	at[k] = i
	t.heads[columns[k].Key] = head
}

// readable counts how many of the first cells below header i a column's codec reads.
func (t *rows[R]) readable(c *Column[R], i int) int {
	var scratch R
	n := 0
	for _, cells := range t.sheet.Rows[:min(len(t.sheet.Rows), 50)] {
		if i < len(cells) && clean(cells[i]) != "" && c.Set(&scratch, clean(cells[i])) == nil {
			n++
		}
	}
	return n
}

// passOver warns of a header nobody claims, unless it is known to be of no use or stands above nothing.
func (t *rows[R]) passOver(columns []Column[R], i int) {
	head := t.sheet.Header[i]
	filled := slices.ContainsFunc(t.sheet.Rows, func(cells []string) bool { return i < len(cells) && clean(cells[i]) != "" })
	if idle[plain(head)] || clean(head) == "" && !filled {
		return
	}
	wrong := complaint{code: "unknown-column", warn: true, expected: "已知的表头 / a known header",
		remedy: "这一列不会读取 / the column is not read"}
	var known []string
	for _, c := range columns {
		known = append(append(known, c.Headers...), c.Key)
	}
	if near := nearest(plain(head), known); near != "" {
		wrong.expected = "是否为“" + near + "” / perhaps " + near
		wrong.remedy = "若是，请改表头；否则这一列不会读取 / if so, correct the header; else the column is not read"
	}
	t.header(clean(head), clean(head), wrong)
}

// header records what is wrong with the header row.
func (t *rows[R]) header(head, found string, c complaint) {
	t.add(model.Fault{Code: c.code, File: t.sheet.File, Sheet: t.sheet.Name, Row: t.sheet.First - 1, Column: head,
		Found: shorten(found), Expected: c.expected, Remedy: c.remedy, Warn: c.warn})
}
