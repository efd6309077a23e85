package table

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/rotateplan/rotate/geo"
)

// text is the codec of words that are kept as written.
var text = codec[string]{
	read:  func(s string) (string, *complaint) { return s, nil },
	write: func(s string) string { return s },
}

var (
	digitsLost = complaint{code: "id-as-number", expected: "完整的编号，如 3199114501 / the whole id, such as 3199114501",
		remedy: "编号被电子表格变成了科学计数：把该列设为“文本”格式，重新填写 / a spreadsheet turned the id into a rounded number: format the column as text and type the ids again"}
	thousands = regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.0+)?$`)
	noughts   = regexp.MustCompile(`\.0+$`)
	rounded   = regexp.MustCompile(`^\d+(\.\d+)?[eE]\+?\d+$`)
)

// ident is the codec of ids: text, half-width, all digits kept. A whole number that a program stored as 17.0 is 17.
var ident = codec[string]{
	read: func(s string) (string, *complaint) {
		s = strings.TrimSpace(fold(s))
		if rounded.MatchString(s) {
			return s, &digitsLost
		}
		if whole, ok := strings.CutSuffix(s, ".0"); ok && isDigits(whole) {
			return whole, nil
		}
		return s, nil
	},
	write: text.write,
}

// idents is the codec of lists of ids or names.
var idents = codec[[]string]{
	read: func(s string) ([]string, *complaint) {
		var list []string
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";；,，、|", r) }) {
			id, wrong := ident.read(part)
			if wrong != nil {
				return nil, wrong
			}
			if id != "" {
				list = append(list, id)
			}
		}
		return list, nil
	},
	write: func(list []string) string { return strings.Join(list, ";") },
}

// parts splits a list of words at the marks that people use.
func parts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";；,，、/|\t ", r) })
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// whole is the codec of whole numbers within bounds; none is the value of a blank cell.
func whole(least, most, none int) codec[int] {
	bad := complaint{code: "bad-number", expected: fmt.Sprintf("%d 到 %d 的整数 / a whole number from %[1]d to %[2]d", least, most),
		remedy: "只写数字 / write digits only"}
	return codec[int]{
		read: func(s string) (int, *complaint) {
			s = strings.TrimRight(fold(s), "人个班名节课时年岁校 ")
			if thousands.MatchString(s) {
				s = strings.ReplaceAll(s, ",", "")
			}
			n, err := strconv.Atoi(noughts.ReplaceAllString(s, ""))
			if err != nil || n < least || n > most {
				return none, &bad
			}
			return n, nil
		},
		write: func(n int) string {
			if n == none {
				return ""
			}
			return strconv.Itoa(n)
		},
	}
}

// degrees is the codec of a latitude or longitude; NaN is unknown. Whether it lies on the globe is checked in pairs.
var degrees = codec[float64]{
	read: func(s string) (float64, *complaint) {
		s = strings.Trim(fold(s), "° ")
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(s, "xX_") {
			return math.NaN(), &badDegrees
		}
		return v, nil
	},
	write: func(v float64) string {
		if math.IsNaN(v) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	},
}

var badDegrees = complaint{code: "bad-number", expected: "十进制度数，如 113.6253 / decimal degrees, such as 113.6253",
	remedy: "度分秒请换算成十进制度数 / turn degrees, minutes and seconds into decimal degrees"}

// point is the codec of longitude and latitude in one cell, in the order of Chinese maps: 113.6253,34.7466.
var point = codec[[2]float64]{
	read: func(s string) ([2]float64, *complaint) {
		p := parts(fold(s))
		if len(p) != 2 {
			return [2]float64{}, &badDegrees
		}
		lng, wrong := degrees.read(p[0])
		lat, alsoWrong := degrees.read(p[1])
		if wrong == nil {
			wrong = alsoWrong
		}
		return [2]float64{lng, lat}, wrong
	},
}

// datum is the codec of coordinate systems.
var datum = codec[*geo.Datum]{
	read: func(s string) (*geo.Datum, *complaint) {
		d, ok := geo.ParseDatum(fold(s))
		if !ok {
			return nil, &badDatum
		}
		return &d, nil
	},
	write: func(d *geo.Datum) string {
		if d == nil {
			return ""
		}
		return d.String()
	},
	words: []string{geo.WGS84.String(), geo.GCJ02.String(), geo.BD09.String()},
}

var badDatum = complaint{code: "bad-datum", expected: "WGS-84、GCJ-02 或 BD-09 / WGS-84, GCJ-02 or BD-09",
	remedy: "高德、腾讯地图为 GCJ-02，百度地图为 BD-09，卫星定位为 WGS-84 / maps published in China are GCJ-02, Baidu's BD-09, satellite positions WGS-84"}

// county is the codec of GB/T 2260 codes; longer statistical codes are cut to the county.
var county = codec[string]{
	read: func(s string) (string, *complaint) {
		s, wrong := ident.read(s)
		if wrong != nil {
			return "", wrong
		}
		if !isDigits(s) || len(s) != 6 && len(s) != 9 && len(s) != 12 {
			return "", &complaint{code: "bad-county", expected: "6 位区县代码，或 12 位统计用区划代码 / a county code of 6 digits, or a statistical code of 12",
				remedy: "改正行政区划代码 / correct the code"}
		}
		return s[:6], nil
	},
	write: text.write,
}
