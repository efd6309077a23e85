package rule

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/rotateplan/rotate/model"
)

// kind is the type of a YAML value as a policy sees it.
type kind uint8

const (
	otherKind kind = iota // what no policy may hold: null, fractions, aliases …
	mapKind
	listKind
	intKind
	boolKind
	textKind
)

func (k kind) String() string {
	return [...]string{"其他 / something else", "映射 / a mapping", "列表 / a list", "整数 / a whole number", "true 或 false / true or false", "文字 / text"}[k]
}

// place is a position in a policy file, both counted from 1.
type place struct{ line, column int }

// value is a YAML value with its place. Fields keep the order of the file, duplicates included.
type value struct {
	place
	kind   kind
	text   string
	number int64
	fields []field
	items  []value
}

type field struct {
	place
	key   string
	value value
}

// readYAML reads one YAML document. An empty one is an empty mapping.
func readYAML(file string, data []byte) (v value, fault *model.Fault) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return value{}, encodingFault(file, data)
	}
	defer func() { // the parser panics on some malformed texts
		if recover() != nil {
			fault = syntaxFault(file, data, place{})
		}
	}()
	tree, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return value{}, yamlFault(file, data, err)
	}
	if len(tree.Docs) > 1 {
		return value{}, syntaxFault(file, data, placeOf(tree.Docs[1].Body))
	}
	if len(tree.Docs) == 0 || tree.Docs[0].Body == nil || tree.Docs[0].Body.Type() == ast.CommentType {
		return value{kind: mapKind}, nil
	}
	return valueOf(tree.Docs[0].Body), nil
}

func yamlFault(file string, data []byte, err error) *model.Fault {
	var known yaml.Error
	if errors.As(err, &known) && known.GetToken() != nil {
		at := known.GetToken().Position
		return syntaxFault(file, data, place{at.Line, at.Column})
	}
	return syntaxFault(file, data, place{})
}

// encodingFault names the first line that is not UTF-8.
func encodingFault(file string, data []byte) *model.Fault {
	lines := bytes.Split(data, []byte("\n"))
	i := slices.IndexFunc(lines, func(line []byte) bool { return !utf8.Valid(line) })
	return &model.Fault{Code: "policy-encoding", File: file, Row: i + 1, Found: fmt.Sprintf("%q", lines[i]),
		Expected: "UTF-8", Remedy: "以 UTF-8 编码另存 / save the file again as UTF-8"}
}

// syntaxFault shows the line at which a text ceases to be YAML.
func syntaxFault(file string, data []byte, at place) *model.Fault {
	found := ""
	if lines := strings.Split(string(data), "\n"); 0 < at.line && at.line <= len(lines) {
		found = strings.TrimSpace(lines[at.line-1])
	}
	return &model.Fault{Code: "policy-syntax", File: file, Row: at.line, Column: at.String(), Found: found,
		Expected: "一个 YAML 文档 / one YAML document",
		Remedy:   "检查缩进、冒号和括号 / check indentation, colons and braces near this place"}
}

func (p place) String() string {
	if p.line == 0 {
		return ""
	}
	return fmt.Sprintf("第 %[1]d 列 / column %[1]d", p.column)
}

func placeOf(n ast.Node) place {
	if n == nil || n.GetToken() == nil {
		return place{}
	}
	at := n.GetToken().Position
	return place{at.Line, at.Column}
}

func valueOf(n ast.Node) value {
	v := value{place: placeOf(n)}
	switch x := n.(type) {
	case *ast.MappingNode:
		v.kind, v.text = mapKind, "{…}"
		for _, entry := range x.Values {
			v.fields = append(v.fields, fieldOf(entry))
		}
	case *ast.MappingValueNode:
		v.kind, v.text, v.fields = mapKind, "{…}", []field{fieldOf(x)}
	case *ast.SequenceNode:
		v.kind, v.text = listKind, n.String()
		for _, item := range x.Values {
			v.items = append(v.items, valueOf(item))
		}
	case *ast.IntegerNode:
		v.text = x.Token.Value
		if i, ok := x.Value.(int64); ok {
			v.kind, v.number = intKind, i
		} else if u, ok := x.Value.(uint64); ok && u < 1<<63 {
			v.kind, v.number = intKind, int64(u)
		}
	case *ast.BoolNode:
		v.kind, v.text = boolKind, x.Token.Value
		if x.Value {
			v.number = 1
		}
	case *ast.StringNode:
		v.kind, v.text = textKind, x.Value
	case *ast.LiteralNode:
		v.kind, v.text = textKind, x.Value.Value
	case *ast.NullNode: // a key with nothing behind it sets nothing
		v.kind = mapKind
	default:
		v.text = n.String()
	}
	return v
}

func fieldOf(n *ast.MappingValueNode) field {
	f := field{place: placeOf(n.Key), key: n.Key.String(), value: valueOf(n.Value)}
	if s, ok := n.Key.(*ast.StringNode); ok {
		f.key = s.Value
	}
	return f
}
