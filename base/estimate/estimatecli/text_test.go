// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"testing"

	"baken/base/fault"
	"baken/base/plan"
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
	c, err := text.Load(web.Text, db.Text, table.Text, plan.Text, Text) // refuses what stands in one language only
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
