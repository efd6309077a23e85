package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
)

const (
	longestLine = 1 << 20 // bytes of one record
	mostRows    = 1 << 20 // records of one file
)

var (
	errLongLine  = errors.New("line too long")
	errOpenQuote = errors.New("quote without end")
	errSwallowed = errors.New("rows within quotes")
	errNUL       = errors.New("NUL byte")
	errManyRows  = errors.New("too many rows")
	errCutShort  = errors.New("last line cut short")
)

// csvFaults says what is wrong with a text that cannot be read as lines of cells.
var csvFaults = map[error]complaint{
	errLongLine: {code: "long-line", expected: "每行不超过 1 MiB / at most 1 MiB a line",
		remedy: "确认文件是逗号分隔的表格，并由电子表格软件重新导出 / make sure that it is a table of comma-separated values and export it again"},
	errOpenQuote: {code: "open-quote", expected: "成对的引号 / a closing quote",
		remedy: "补上这一行单元格的右引号，或删去左引号；文件可能不完整 / close or remove the quote that opens in this row; the file may be cut short"},
	errSwallowed: {code: "rows-in-quotes", expected: "一格只含本行的内容 / a cell of its own row",
		remedy: "这一行起有一个引号，直到另一个引号为止的几行都成了一格：删去多余的引号；若确是一格多行，请删去换行或改用中文逗号 / a quote in this row takes the rows up to the next quote into one cell: remove the stray quotes; if it is one cell of several lines, remove its line breaks or commas"},
	errNUL: {code: "nul-byte", expected: "文本，不含空字节 / text without NUL bytes",
		remedy: "文件不是文本或已损坏，请重新导出为 CSV UTF-8 / not a text file, or damaged: export it again as CSV UTF-8"},
	errManyRows: {code: "many-rows", expected: "不超过 1,048,576 行 / at most 1,048,576 rows",
		remedy: "按区县拆分文件 / split the file by county"},
	errCutShort: {code: "cut-short", expected: "完整的最后一行 / a last line that is whole",
		remedy: "文件在行中断开：重新导出或重新复制；若确实完整，请在末尾加换行 / the file breaks off within a line: export or copy it again; if it is whole, end it with a line break"},
}

// noLineEnd is worth a word: what breaks off in the last cell of a file does not show.
var noLineEnd = complaint{code: "no-line-end", warn: true, expected: "以换行结尾的文件 / a file that ends with a line break",
	remedy: "核对最后一格是否完整，再在末尾加换行 / check that the last cell is whole, then end the file with a line break"}

// readCSV reads a text of cells apart by comma, semicolon or tab. Where it breaks off, nothing of it is used.
func readCSV(file string, r io.ReadSeeker, l *ledger) *Sheet {
	s := &Sheet{File: file, First: 1, asText: true}
	text, is, err := sniff(r)
	if err != nil {
		l.file(s, 0, err.Error(), unreadable)
		return nil
	}
	p := newParser(text)
	d := newDecoder(is)
	width := 0 // of the widest row so far
	for {
		cells, err := p.record()
		switch n := len(s.Rows); {
		case errors.Is(err, io.EOF):
			return s
		case err == nil && n == mostRows:
			err = errManyRows
		case err == nil && swallows(cells, p.sep, width-1):
			err = errSwallowed
		case err == nil && p.open && n > 0 && len(cells) < len(s.Rows[n-1]):
			err = errCutShort
		case err == nil && p.open:
			l.file(s, n+1, "", noLineEnd)
		}
		if err != nil {
			c, ok := csvFaults[err]
			if !ok {
				c = unreadable
			}
			l.file(s, len(s.Rows)+1, shorten(d.text(p.start())), c)
			return nil
		}
		width = max(width, len(cells))
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = d.text(cell)
		}
		s.Rows = append(s.Rows, row)
	}
}

// swallows reports whether a cell has lines like those of the table, each with about as many separators.
func swallows(cells [][]byte, sep byte, separators int) bool {
	return separators >= 2 && slices.ContainsFunc(cells, func(c []byte) bool {
		breaks := max(bytes.Count(c, []byte{'\n'}), bytes.Count(c, []byte{'\r'}))
		return breaks > 0 && 4*bytes.Count(c, []byte{sep}) >= 3*separators*breaks
	})
}

// parser splits bytes into records. The separators and quotes are ASCII bytes that occur in no character of UTF-8 or
// GB18030 but themselves, so cells are split before they are decoded.
type parser struct {
	r      *bufio.Reader
	sep    byte
	buffer []byte
	ends   []int // of the cells in buffer
	cells  [][]byte
	open   bool // the file ended before the line did
}

func newParser(r io.Reader) *parser {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(1 << 12)
	return &parser{r: b, sep: separator(head)}
}

// separator returns the most frequent of comma, semicolon and tab outside quotes.
func separator(head []byte) byte {
	var count [256]int
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte(";\t") {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// record returns the cells of the next record, valid until the next call. A blank line is a record without text.
func (p *parser) record() ([][]byte, error) {
	p.buffer, p.ends = p.buffer[:0], p.ends[:0]
	quoted, some, opening := false, false, true
	for {
		c, err := p.r.ReadByte()
		switch {
		case err != nil && (!errors.Is(err, io.EOF) || !some):
			return nil, err
		case err != nil && quoted:
			return nil, errOpenQuote
		case err != nil:
			p.open = true
			return p.split(), nil
		case c == 0:
			return nil, errNUL
		case len(p.buffer)+len(p.ends) >= longestLine && quoted:
			return nil, errOpenQuote
		case len(p.buffer)+len(p.ends) >= longestLine:
			return nil, errLongLine
		}
		some = true
		switch {
		case quoted && c == '"':
			quoted = p.doubled()
		case quoted:
			p.buffer = append(p.buffer, c)
		case c == '"' && opening:
			quoted, opening = true, false
		case c == p.sep:
			p.ends, opening = append(p.ends, len(p.buffer)), true
		case c == '\n', c == '\r' && p.next() != '\n':
			return p.split(), nil
		default:
			p.buffer, opening = append(p.buffer, c), false
		}
	}
}

// doubled looks behind a quote inside quotes: a second one stands for the character, anything else ends the quotation.
func (p *parser) doubled() bool {
	if p.next() != '"' {
		return false
	}
	p.r.Discard(1)
	p.buffer = append(p.buffer, '"')
	return true
}

// next is the byte to be read next, 0 at the end.
func (p *parser) next() byte {
	if b, err := p.r.Peek(1); err == nil {
		return b[0]
	}
	return 0
}

// split cuts the buffer into cells and drops the carriage return that ends a line.
func (p *parser) split() [][]byte {
	if n := len(p.buffer); n > 0 && p.buffer[n-1] == '\r' {
		p.buffer = p.buffer[:n-1]
	}
	p.cells = p.cells[:0]
	from := 0
	for _, end := range p.ends {
		p.cells = append(p.cells, p.buffer[from:end])
		from = end
	}
	return append(p.cells, p.buffer[min(from, len(p.buffer)):])
}

// start returns how the record begins that could not be read.
func (p *parser) start() []byte { return p.buffer[:min(len(p.buffer), 256)] }

// shorten keeps what a person needs to recognise a value.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return strings.ToValidUTF8(string(r[:60]), "\ufffd") + "…"
	}
	return s
}
