// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// messages reads one language as people get it.
func messages(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := Text.ReadFile("text/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]string
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// Every fault has a message in both languages, with the same arguments.
func TestMessages(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, `"table.`) {
			key, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, key)
		}
		return true
	})
	slices.Sort(keys)
	nl, en := messages(t, "nl"), messages(t, "en")
	for lang, m := range map[string]map[string]string{"nl": nl, "en": en} {
		if diff := cmp.Diff(keys, slices.Sorted(maps.Keys(m))); diff != "" {
			t.Errorf("%s:\n%s", lang, diff)
		}
	}
	place := regexp.MustCompile(`\{\w+\}`)
	for key := range nl {
		a, b := place.FindAllString(nl[key], -1), place.FindAllString(en[key], -1)
		slices.Sort(a)
		slices.Sort(b)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("%s:\n%s", key, diff)
		}
	}
}
