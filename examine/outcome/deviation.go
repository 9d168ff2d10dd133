// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"baken/base/disclose"
	"baken/base/ledger"
)

// Replaces names the plan that was registered before and whose place this one takes. What
// differs is worked out from both texts, not told by who wrote them.
type Replaces struct {
	File string         `yaml:"file"` // the earlier plan, beside this one
	Plan string         `yaml:"plan"` // its SHA-256, in hexadecimal
	Why  disclose.Label `yaml:"why"`
}

func (p Plan) checkReplaces() error {
	r := p.Replaces
	if r == nil {
		return nil
	}
	raw, err := hex.DecodeString(r.Plan)
	switch {
	case r.File == "":
		return broken("replaces.file", "replaces_file")
	case err != nil || len(raw) != 32 || strings.ToLower(r.Plan) != r.Plan:
		return broken("replaces.plan", "replaces_plan", r.Plan)
	case r.Why.Empty():
		return broken("replaces.why", "replaces_why")
	}
	return nil
}

// Change is a field of a plan that another plan has otherwise; empty where it isn't there.
type Change struct{ Field, Before, After string }

// Changes gives what differs between the texts of two plans, by field. Parts of a list are
// named by their id, code or column, so that another order is no change.
//
// Errors: ErrAlias, and those of the YAML.
func Changes(before, after []byte) ([]Change, error) {
	var all [2]map[string]string
	for i, raw := range [][]byte{before, after} {
		if aliased(raw) {
			return nil, ErrAlias
		}
		var tree any
		if err := yaml.Unmarshal(raw, &tree); err != nil {
			return nil, fmt.Errorf("read a plan: %w", err)
		}
		all[i] = map[string]string{}
		flatten(all[i], "", tree)
		maps.DeleteFunc(all[i], func(field, _ string) bool { return strings.HasPrefix(field, "replaces.") })
	}
	var out []Change
	both := maps.Clone(all[0])
	maps.Copy(both, all[1])
	for _, field := range slices.Sorted(maps.Keys(both)) {
		if c := (Change{field, all[0][field], all[1][field]}); c.Before != c.After {
			out = append(out, c)
		}
	}
	return out, nil
}

// aliased tells whether a text has an alias of YAML, which can stand for far more than it is
// long: what is read by everyone has to be what stands there.
func aliased(raw []byte) bool {
	return slices.ContainsFunc(lexer.Tokenize(string(raw)), func(t *token.Token) bool { return t.Type == token.AliasType })
}

// flatten puts the values of a tree under their paths.
func flatten(into map[string]string, path string, tree any) {
	below := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	switch t := tree.(type) {
	case nil:
	case map[string]any:
		for name, v := range t {
			flatten(into, below(name), v)
		}
	case []any:
		var plain []string
		for i, v := range t {
			if part, ok := v.(map[string]any); ok {
				flatten(into, path+"["+partName(part, i)+"]", v)
				continue
			}
			plain = append(plain, visible(v))
		}
		if len(plain) > 0 {
			into[path] = strings.Join(plain, ", ")
		}
	default:
		into[path] = visible(t)
	}
}

// visible writes a value, so that an empty one can be told from none.
func visible(v any) string { return cmp.Or(fmt.Sprint(v), `""`) }

func partName(part map[string]any, i int) string {
	for _, key := range []string{"id", "code", "column"} {
		if name, ok := part[key]; ok {
			return fmt.Sprint(name)
		}
	}
	return fmt.Sprint(i + 1)
}

// Deviations lists how what was done differs from what was settled before: the changes
// since the plan that this one takes the place of, whose text is earlier, and the columns
// with values that the plan doesn't name.
//
// Errors: ErrReplaced where the text isn't that of the plan; those of Changes.
func (p Plan) Deviations(earlier []byte, a Account) (notes []disclose.Note, err error) {
	if r := p.Replaces; r != nil {
		if ledger.DigestOf(earlier).String() != r.Plan {
			return nil, ErrReplaced.With("plan", r.Plan)
		}
		changes, err := Changes(earlier, p.raw)
		if err != nil {
			return nil, err
		}
		notes = append(notes, disclose.Note{Key: "outcome.deviation.replaces", Args: map[string]string{
			"plan": r.Plan, "why_nl": r.Why.NL, "why_en": r.Why.EN,
		}})
		for _, c := range changes {
			notes = append(notes, c.Note())
		}
	}
	for _, o := range byColumn(a.Unforeseen) {
		of := p.columnLabel(o.Column)
		notes = append(notes, disclose.Note{Key: "outcome.deviation.unforeseen", Args: map[string]string{"column_nl": of.NL, "column_en": of.EN}})
	}
	return notes, nil
}

// Note says a change.
func (c Change) Note() disclose.Note {
	args := map[string]string{"field": c.Field, "before": shortened(c.Before), "after": shortened(c.After)}
	switch {
	case c.Before == "":
		return disclose.Note{Key: "outcome.deviation.added", Args: args}
	case c.After == "":
		return disclose.Note{Key: "outcome.deviation.gone", Args: args}
	}
	return disclose.Note{Key: "outcome.deviation.changed", Args: args}
}

// shortened cuts what nobody reads in a list.
func shortened(s string) string {
	const most = 160
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
