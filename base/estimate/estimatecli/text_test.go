// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"baken/base/fault"
	"baken/internal/db"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web"
)

// printer is a language, and what it can say.
type printer struct {
	*text.Printer
	has func(key string) bool
}

func printers(t testing.TB) []printer {
	t.Helper()
	c, err := text.Load(web.Text, db.Text, table.Text, Text) // refuses what stands in one language only
	if err != nil {
		t.Fatal(err)
	}
	var out []printer
	for _, l := range text.Langs() {
		out = append(out, printer{c.Printer(l), func(key string) bool { return c.Has(text.Key(key)) }})
	}
	return out
}

func args(err error) map[string]any {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Args()
	}
	return nil
}

// Every error of the library and of this package has a message.
func TestEveryErrorHasAMessage(t *testing.T) {
	p := printers(t)[0]
	for _, file := range []string{"../errors.go", "errors.go"} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, `"estimate.`) {
				key, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				if found++; !p.has(key) {
					t.Errorf("%s: no message for %s", file, key)
				}
			}
			return true
		})
		if found < 10 {
			t.Errorf("%s: only %d keys found", file, found)
		}
	}
}
