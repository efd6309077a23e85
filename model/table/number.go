package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/model"
)

// thousandths is the codec of numbers of at most three decimals, from 0 to most thousandths. A blank cell is unknown.
func thousandths(most int) codec[int] {
	bad := complaint{code: "bad-number", expected: fmt.Sprintf("0 到 %d 的数，至多三位小数 / a number from 0 to %[1]d with at most three decimals", most/1000),
		remedy: "只写数字，如 4.33 / write digits only, such as 4.33"}
	return codec[int]{
		read: func(s string) (int, *complaint) {
			v, err := strconv.ParseFloat(strings.TrimRight(fold(s), "节课时 "), 64)
			n := math.Round(1000 * v)
			if err != nil || !(v >= 0 && n <= float64(most)) || math.Abs(1000*v-n) > 1e-6 { // what binary fractions leave over
				return unknown, &bad
			}
			return int(n), nil
		},
		write: func(n int) string {
			if n == unknown {
				return ""
			}
			return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64)
		},
	}
}

var badGrade = complaint{code: "unknown-word", expected: "一年级 到 十二年级，或 1 到 12 / a grade from 1 to 12",
	remedy: "从小学一年级数起，初一为 7、高一为 10；各年级相同则留空 / count from the first of primary school; leave it blank where all grades are alike"}

// grades is the codec of grades; 0 is none.
var grades = codec[int]{
	read: func(s string) (int, *complaint) {
		n := model.Grade(strings.TrimSuffix(plain(s), ".0"))
		if n == 0 {
			return 0, &badGrade
		}
		return n, nil
	},
	write: func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	},
}
