package rule

import (
	"encoding/json"

	"github.com/rotateplan/rotate/model"
)

// object is a JSON object; encoding/json sorts its keys.
type object = map[string]any

// Schema returns the JSON Schema (draft 2020-12) of policy files, for editors that complete and check while one types.
// It knows every rule and parameter; what a policy extends only LoadPolicy can check.
func Schema() []byte {
	clauses := object{}
	for _, r := range All() {
		clauses[r.Name] = r.schema()
	}
	text, err := json.MarshalIndent(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "rotate policy",
		"type":    []string{"object", "null"}, "additionalProperties": false,
		"properties": object{
			"name":    object{"type": "string", "description": "策略名称 / name of the policy"},
			"extends": object{"type": "string", "description": "所依据的预设或文件 / preset or file it builds on", "examples": Presets()},
			"clauses": object{"type": []string{"object", "null"}, "properties": clauses, "additionalProperties": false},
		},
	}, "", "  ")
	if err != nil {
		panic(err) // objects of strings and numbers only
	}
	return append(text, '\n')
}

func (r *Rule) schema() object {
	fields := object{
		"mode":   object{"enum": modes, "default": r.Mode.String()},
		"weight": object{"type": "integer", "minimum": 0, "maximum": MaxWeight, "default": r.Weight},
		"source": object{"type": "string"},
		"relax":  object{"enum": relaxWords, "default": relaxWords[0], "description": "没有可行方案时可否放宽本条：法律规定的写 never / whether the clause may be relaxed when there is no plan: never for what the law gives"},
		"soften": object{"type": "string", "description": "只把这一个指标按 should 处理，写它的键 / the key of the one quota that counts as should"},
	}
	for i := range r.Params {
		fields[r.Params[i].Name] = r.Params[i].schema()
	}
	return object{"type": []string{"object", "null"}, "title": r.Title, "description": r.SaysZh + " / " + r.Says,
		"properties": fields, "additionalProperties": false}
}

func (p *Param) schema() object {
	o := object{"description": p.SaysZh + " / " + p.Says, "default": p.Default}
	switch {
	case p.List:
		o["type"], o["items"], o["uniqueItems"], o["default"] = "array", object{"enum": p.Words}, true, p.Chosen(p.Default)
	case p.IsYesNo():
		o["type"], o["default"] = "boolean", p.Default != 0
	case len(p.Words) > 0:
		o["enum"], o["default"] = p.Words, p.Text(p.Default)
	default:
		o["type"], o["minimum"], o["maximum"] = "integer", p.Min, p.Max
	}
	return o
}

// relaxWords are what a policy says of relaxing a clause when there is no plan.
var relaxWords = []string{"may", "never"}

// modes in the words of policies, by model.Mode.
var modes = []string{model.Off.String(), model.Should.String(), model.Must.String()}
