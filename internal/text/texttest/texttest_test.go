// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package texttest_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken/internal/text/texttest"
)

// TestModule judges Baken's own sources.
func TestModule(t *testing.T) {
	tree, err := texttest.Read(os.DirFS("../../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range tree.Unknown() {
		t.Error(fault)
	}
	for _, fault := range tree.Unsaid() {
		t.Error(fault)
	}
	for _, fault := range tree.Literals() {
		t.Error(fault)
	}
}

// TestRules shows the judge a small module with every fault in it.
func TestRules(t *testing.T) {
	page := `package x

import (
	"baken/base/fault"
	"baken/internal/text"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

const kind text.Key = "x.kind."

var (
	err = fault.New(fault.Invalid, "x.fault")
	a   = text.Key("x.said")
	b   = text.With("x.groups", "n", 1)
	c   = text.Key("x.ground." + code)
	d   = text.Key("x.nowhere")
	e   = text.Data("literal")
	f   = text.Data(code)
	i   = g.Text("literal")
	j   = h.P()
	k   = "x.core." + code
)
`
	words := `{"x.fault":"a","x.said":"b","x.groups.one":"c","x.groups.other":"d","x.ground.race":"e","x.kind.a":"f","x.core.a":"h","x.silent":"g"}`
	tree, err := texttest.Read(fstest.MapFS{
		"x/xweb/page.go":                   {Data: []byte(page)},
		"x/xweb/page_test.go":              {Data: []byte("not even Go")},
		"x/xweb/text/nl.json":              {Data: []byte(words)},
		"internal/web/component/page.go":   {Data: []byte(strings.ReplaceAll(page, "text.Data(\"literal\")", "nil"))},
		"internal/asset/node_modules/x.go": {Data: []byte("not even Go")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{"unknown": tree.Unknown(), "unsaid": tree.Unsaid(), "literals": tree.Literals()}
	want := map[string][]string{
		"unknown": {`x/xweb/page.go:17:17: no message for "x.nowhere"`},
		"unsaid":  {`x/xweb/text/nl.json: nothing says "x.silent"`},
		"literals": {
			"x/xweb/page.go:18:8: a literal is no data",
			"x/xweb/page.go:20:8: text becomes markup in internal/web/component alone",
			"x/xweb/page.go:21:8: elements are drawn in internal/web/component alone",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}
