package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// charset is how the bytes of a file say characters. UTF-16 is turned into UTF-8 before anything else is done.
type charset uint8

const (
	utf8Text charset = iota
	gb18030Text
)

// enough is how many characters outside ASCII settle what the encoding is.
const enough = 20_000

// sniff tells the encoding of r by its content and returns a reader of its bytes from the start, without a byte order
// mark. It gives up at a line that is too long, which is refused later anyway.
func sniff(r io.ReadSeeker) (io.Reader, charset, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	head, err := b.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, utf8Text, err
	}
	switch {
	case bytes.Equal(head, []byte("\xef\xbb\xbf")):
		_, err := b.Discard(3)
		return b, utf8Text, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(b), utf8Text, nil
	}
	is, err := judge(b)
	if err != nil {
		return nil, is, err
	}
	_, err = r.Seek(0, io.SeekStart)
	return r, is, err
}

// judge weighs characters that are valid UTF-8 against bytes that are not: Chinese text in one encoding is hardly ever
// valid in the other, and a few broken bytes do not turn the balance.
func judge(b *bufio.Reader) (charset, error) {
	good, bad, line := 0, 0, 0
	for good+bad < enough && line <= longestLine {
		c, size, err := b.ReadRune()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return utf8Text, err
		}
		line += size
		switch {
		case c == '\n':
			line = 0
		case c == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
	}
	if bad > good {
		return gb18030Text, nil
	}
	return utf8Text, nil
}

// decoder turns the bytes of cells into text; what is no character becomes U+FFFD. It remembers words, which repeat.
type decoder struct {
	gb    *encoding.Decoder // nil in UTF-8
	known map[string]string
}

func newDecoder(c charset) *decoder {
	d := &decoder{known: map[string]string{}}
	if c == gb18030Text {
		d.gb = simplifiedchinese.GB18030.NewDecoder()
	}
	return d
}

func (d *decoder) text(cell []byte) string {
	if s, ok := d.known[string(cell)]; ok {
		return s
	}
	s := string(cell)
	if d.gb == nil {
		s = strings.ToValidUTF8(s, "\ufffd")
	} else if t, err := d.gb.String(s); err == nil {
		s = t
	}
	if len(cell) <= 64 && len(d.known) < 1<<16 {
		d.known[string(cell)] = s
	}
	return s
}
