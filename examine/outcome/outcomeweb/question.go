// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"slices"
	"strings"

	"baken/base/plan"
	"baken/internal/text"
)

// question is one that is answered in words.
type question struct {
	name     string
	rows     int // more than one line when above zero
	optional bool
}

func line(name string) question { return question{name: name} }
func area(name string) question { return question{name: name, rows: 3} }

func needed(q question) question { return q }
func maybe(q question) question  { q.optional = true; return q }

// questionOf finds the question that a broken rule of a plan is about.
func (a *answers) questionOf(b plan.Broken) string {
	value, _ := b.Err.Args()["value"].(string)
	name := strings.NewReplacer(".", "_", "-", "_").Replace(b.Field)
	switch {
	case name == "column":
		return a.columnOf(value) + "_column"
	case name == "strata" && slices.ContainsFunc(a.codes("proxies", ""), begins(value)):
		return "proxies"
	case strings.HasPrefix(name, "strata"):
		for n := 1; n <= mostStrata; n++ {
			if at := stratum(n); a.said(at+"_column") == value || slices.ContainsFunc(a.codes(at+"_values", ""), begins(value)) {
				return at + "_values"
			}
		}
		return stratum(1) + "_values"
	case name == "selection" || name == "finding":
		return name + "_no"
	default:
		return name
	}
}

// begins tells whether a line names the value.
func begins(value string) func(string) bool {
	return func(line string) bool {
		code, _, _ := strings.Cut(line, "|")
		return strings.TrimSpace(code) == value
	}
}

// columnOf finds the last part of the page that uses a column.
func (a *answers) columnOf(column string) string {
	found := "group"
	for _, part := range []string{"selection", "finding", stratum(1), stratum(2), stratum(3)} {
		if a.said(part+"_column") == column {
			found = part
		}
	}
	return found
}

// label is the question of a name, without the number of a stratum in it.
func label(name string) text.Text {
	base := plain(name)
	for _, lang := range []string{"nl", "en"} {
		if stem, ok := strings.CutSuffix(base, "_"+lang); ok {
			return text.With("outcome.write.in_"+text.Key(lang), "question", text.Key("outcome.write.q."+stem))
		}
	}
	return text.Key("outcome.write.q." + base)
}

// hint helps to answer a question, where that needs help.
func hint(name string) text.Text {
	base := strings.TrimSuffix(strings.TrimSuffix(plain(name), "_nl"), "_en")
	if !slices.Contains(hinted(), base) {
		return nil
	}
	return text.Key("outcome.write.hint." + base)
}

func hinted() []string {
	return []string{
		"group_outside", "group_reference", "group_values", "population", "proxies", "selection_yes", "shows", "shows_not",
		"source_count", "source_file", "source_person", "stratum_doubt", "stratum_reason", "stratum_values",
		"test_confidence", "test_matters", "test_power", "finding_alike", "finding_matters",
	}
}

// plain takes the number out of the name of a stratum's question.
func plain(name string) string {
	for n := 1; n <= mostStrata; n++ {
		if rest, ok := strings.CutPrefix(name, stratum(n)); ok {
			return "stratum" + rest
		}
	}
	return name
}
