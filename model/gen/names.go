package gen

import (
	"strconv"
	"strings"
)

// mark says in every name that does not begin with 示例 that the school is made up.
const mark = "（示例）"

var (
	townFirst  = []string{"青", "白", "红", "清", "双", "石", "柳", "松", "新", "东", "金", "平"}
	townSecond = []string{"山", "河", "桥", "泉", "林", "坪"}
	villages   = []string{"上河", "下湾", "前坪", "后岭", "南沟", "北坡", "东岗", "西洼", "高坎", "长塘", "大坝", "小冲"}
	digits     = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
)

// townName names the i-th town; every third is a 镇, the others are 乡.
func townName(i int) string {
	name := townFirst[i%12] + townSecond[(i+i/12)%6]
	if i >= 72 {
		name += ordinal(i / 72)
	}
	if i%3 == 0 {
		return name + "镇"
	}
	return name + "乡"
}

func villageName(i int) string {
	name := villages[i%12]
	if i >= 12 {
		name += ordinal(i / 12)
	}
	return name + "村"
}

// ordinal writes the number after the 0-based i in words, up to 九十九, then in digits.
func ordinal(i int) string {
	switch n := i + 1; {
	case n <= 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n%10]
	case n < 100:
		return digits[n/10] + "十" + digits[n%10]
	default:
		return strconv.Itoa(n)
	}
}

// marked adds the mark to a name that does not carry it in front.
func marked(name string) string {
	if strings.HasPrefix(name, "示例") {
		return name
	}
	return name + mark
}
