package table

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// merge is a block of cells that shows the text of its first one. Rows and columns count from 1, both ends belong to it.
type merge struct{ top, left, bottom, right int }

// layout is what a sheet of a workbook holds beside its stored texts. It is read tag by tag: the library streams the texts
// of a sheet, but for its merged cells and styles it loads the whole. A sheet of half a million blank styled rows then took
// 3.6 GiB instead of 88 MiB, and time grows with the square of the merged blocks.
type layout struct {
	merges []merge
	hidden [][2]int // first and last of columns out of sight, from 1
	bare   []string // names of cells whose formula has no stored result
	padded []padded // cells in order
}

// padded is a cell whose number is shown with so many digits, zeros leading.
type padded struct {
	name   string
	digits int
}

// mostMerges is far beyond what people merge.
const mostMerges = 1 << 18

var errManyMerges = errors.New("too many merged cells")

// layouts finds the layout of sheets in the parts of a workbook.
type layouts struct {
	zip   *zip.ReadCloser
	parts map[string]string // of sheets, by name
	zeros map[string]int    // by style: digits of its numbers, where zeros lead
}

// openLayouts opens the workbook at path. Where its parts are not found by their usual names, no sheet has a layout.
func openLayouts(path string) (*layouts, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	return &layouts{z, partsOf(z), zerosOf(z)}, nil
}

// zeroes are formats such as 000000, by which an id that is stored as a number keeps its zeros.
var zeroes = regexp.MustCompile(`^(0{2,30})(_.|;.*)?$`)

// zerosOf returns the styles whose numbers have leading zeros.
func zerosOf(z *zip.ReadCloser) map[string]int {
	var styles struct {
		Formats []struct {
			ID   string `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format string `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if decodePart(z, "xl/styles.xml", &styles) != nil {
		return nil
	}
	digits, zeros := map[string]int{}, map[string]int{}
	for _, f := range styles.Formats {
		if m := zeroes.FindStringSubmatch(f.Code); m != nil {
			digits[f.ID] = len(m[1])
		}
	}
	for i, x := range styles.Cells {
		if n := digits[x.Format]; n > 0 {
			zeros[strconv.Itoa(i)] = n
		}
	}
	return zeros
}

// partsOf returns the part of each sheet by its name.
func partsOf(z *zip.ReadCloser) map[string]string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if decodePart(z, "xl/workbook.xml", &book) != nil || decodePart(z, "xl/_rels/workbook.xml.rels", &links) != nil {
		return nil
	}
	targets, parts := map[string]string{}, map[string]string{}
	for _, k := range links.List {
		targets[k.ID] = strings.TrimPrefix(path.Join("/xl", k.Target), "/")
		if strings.HasPrefix(k.Target, "/") {
			targets[k.ID] = strings.TrimPrefix(k.Target, "/")
		}
	}
	for _, s := range book.Sheets {
		parts[s.Name] = targets[s.ID]
	}
	return parts
}

func decodePart(z *zip.ReadCloser, name string, into any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return xml.NewDecoder(io.LimitReader(f, largestUnpacked)).Decode(into)
}

// of reads the layout of a sheet.
func (k *layouts) of(sheet string) (*layout, error) {
	l := &layout{}
	f, err := k.zip.Open(k.parts[sheet])
	if err != nil {
		return l, nil
	}
	defer f.Close()
	return l, l.read(io.LimitReader(f, largestUnpacked), k.zeros)
}

// read passes over the tags of a sheet. Text is looked at only to tell whether a formula has a result. Zeros are the styles
// whose numbers have leading zeros.
func (l *layout) read(r io.Reader, zeros map[string]int) error {
	b := bufio.NewReaderSize(r, 1<<16)
	var c struct {
		name                  string
		text, formula, result bool
	}
	last := ""
	for {
		text, err := sliceUntil(b, '<')
		if last == "v" && text > 0 {
			c.result = true
		}
		if err != nil {
			return nil
		}
		tag, err := b.ReadSlice('>')
		if err != nil {
			last = ""
			continue
		}
		last = tagName(tag)
		switch last {
		case "c":
			c.name, c.text, c.formula, c.result = attribute(tag, "r"), attribute(tag, "t") == "str", false, false
			if n := zeros[attribute(tag, "s")]; n > 0 && (attribute(tag, "t") == "" || attribute(tag, "t") == "n") {
				l.padded = append(l.padded, padded{c.name, n})
			}
		case "v":
			c.result = c.text // an empty text is a result, an empty number none
		case "f":
			c.formula = true
		case "/c":
			if c.formula && !c.result {
				l.bare = append(l.bare, c.name)
			}
		case "col":
			l.column(tag)
		case "mergeCell":
			if err := l.merge(attribute(tag, "ref")); err != nil {
				return err
			}
		}
	}
}

// sliceUntil reads up to a delimiter and returns how many bytes stand before it.
func sliceUntil(b *bufio.Reader, delimiter byte) (n int, err error) {
	for {
		text, err := b.ReadSlice(delimiter)
		n += len(text)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return n - 1, err
		}
	}
}

// tagName is the name of a tag without the prefix of its namespace; that of a closing one begins with a slash.
func tagName(tag []byte) string {
	name := tag[:len(tag)-1]
	if i := bytes.IndexAny(name, " \t\r\n"); i >= 0 {
		name = name[:i]
	}
	closing := ""
	if bytes.HasPrefix(name, []byte("/")) {
		closing = "/"
	}
	name = bytes.Trim(name, "/")
	return closing + string(name[bytes.IndexByte(name, ':')+1:])
}

// attribute returns the value of an attribute of a tag, or "".
func attribute(tag []byte, name string) string {
	for _, quote := range []string{`"`, "'"} {
		if _, rest, ok := bytes.Cut(tag, []byte(" "+name+"="+quote)); ok {
			value, _, _ := bytes.Cut(rest, []byte(quote))
			return string(value)
		}
	}
	return ""
}

func (l *layout) column(tag []byte) {
	if h := attribute(tag, "hidden"); h != "1" && h != "true" {
		return
	}
	first, err := strconv.Atoi(attribute(tag, "min"))
	last, alsoErr := strconv.Atoi(attribute(tag, "max"))
	if err == nil && alsoErr == nil && len(l.hidden) < mostColumns {
		l.hidden = append(l.hidden, [2]int{first, last})
	}
}

func (l *layout) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	top, left := cellAt(from)
	bottom, right := cellAt(to)
	switch {
	case top == 0 || bottom == 0:
		return fmt.Errorf("merged cells %q", ref)
	case len(l.merges) == mostMerges:
		return errManyMerges
	}
	l.merges = append(l.merges, merge{min(top, bottom), min(left, right), max(top, bottom), max(left, right)})
	return nil
}

// cellAt is the row and the column, from 1, of a cell named like C5; zeros where it is none.
func cellAt(name string) (row, column int) {
	digits := strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, c := range name[:len(name)-len(digits)] {
		column = 26*column + int(c-'A') + 1
	}
	row, err := strconv.Atoi(digits)
	if err != nil || row < 1 || row > mostRows || len(name)-len(digits) > 3 || column < 1 || column > mostColumns {
		return 0, 0
	}
	return row, column
}

// mostColumns is how many a workbook can have.
const mostColumns = 1 << 14

// outOfSight says of each column whether it is hidden, as far as any is.
func (l *layout) outOfSight() []bool {
	var out []bool
	for _, span := range l.hidden {
		for j := max(span[0], 1); j <= min(span[1], mostColumns); j++ {
			for len(out) < j {
				out = append(out, false)
			}
			out[j-1] = true
		}
	}
	return out
}
