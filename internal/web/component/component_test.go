// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/component"
)

func newUI(t *testing.T, path string) *component.UI {
	t.Helper()
	return &component.UI{Printer: texttest.Catalogue(t, web.Text).Printer(text.NL), Path: path, Version: "1"}
}

func html(t *testing.T, n g.Node) string {
	t.Helper()
	var b strings.Builder
	if err := n.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLinkTakesOnlyPagesMailAndNumbers(t *testing.T) {
	tests := []struct {
		to     string
		linked bool
	}{
		{"/components", true},
		{"?page=2", true},
		{"#main", true},
		{"https://example.nl/", true},
		{"mailto:help@example.nl", true},
		{"tel:+31701234567", true},
		{"javascript:alert(1)", false},
		{"JaVaScRiPt:alert(1)", false},
		{"java\nscript:alert(1)", false},
		{"data:text/html,x", false},
		{"vbscript:x", false},
		{"//elsewhere.example", false},
		{"/\\elsewhere.example", false},
		{":", false},
	}
	ui := newUI(t, "/")
	for _, tt := range tests {
		if got := strings.Contains(html(t, ui.Link(tt.to, text.Data(tt.to))), "href"); got != tt.linked {
			t.Errorf("%q: linked %v, want %v", tt.to, got, tt.linked)
		}
	}
}

func TestDataIsNeverMarkup(t *testing.T) {
	ui := newUI(t, "/")
	bad := `<script>alert("x")</script>"'`
	ui.Account = &component.Account{Name: bad, Role: text.Data(bad)}
	ui.Flash = &component.Flash{Kind: component.Success, Title: text.Data(bad)}
	field := component.Field{Name: "f", Label: text.Data(bad), Hint: text.Data(bad), Error: text.Data(bad), Value: bad}
	option := component.Option{Value: bad, Label: text.Data(bad), Hint: text.Data(bad)}
	page := html(t, ui.Page(
		text.Data(bad), ui.Lead(text.Data(bad)), ui.Code(text.Data(bad)), ui.CodeBlock(text.Data(bad)),
		ui.Form(bad, ui.TextField(field), ui.Textarea(field), ui.Select(field, option), ui.Radios(field, option)),
		ui.Table(component.Table{Caption: text.Data(bad), Columns: []component.Column{{Label: text.Data(bad)}}}),
		ui.Download("/x", text.Data(bad), bad, 5),
	))
	if strings.Contains(page, "<script>") || strings.Contains(page, `value="<`) {
		t.Errorf("markup in data came through:\n%s", page)
	}
}

func TestFieldNamesItsHintAndError(t *testing.T) {
	ui := newUI(t, "/")
	field := component.Field{Name: "name", Label: text.Data("Naam"), Hint: text.Data("Hint"), Error: text.Data("Vul in"), Value: "x"}
	got := html(t, ui.TextField(field))
	for _, want := range []string{
		`<label class="utrecht-form-label" for="name">`, `aria-describedby="name-hint name-error"`,
		`aria-invalid="true"`, `id="name-hint"`, `id="name-error"`, `value="x"`, "required", "Fout:",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	field.Optional, field.Error = true, nil
	got = html(t, ui.TextField(field))
	if strings.Contains(got, "required") || !strings.Contains(got, "(niet verplicht)") {
		t.Errorf("an optional field: %s", got)
	}
	if got := html(t, ui.PasswordField(component.Field{Name: "p", Label: text.Data("p"), Value: "geheim"})); strings.Contains(got, "geheim") {
		t.Errorf("a password is sent back: %s", got)
	}
}

func TestErrorSummaryChangesTheTitle(t *testing.T) {
	ui := newUI(t, "/")
	var errs component.Errors
	if got := html(t, ui.Page(text.Data("Titel"), ui.ErrorSummary(errs))); !strings.Contains(got, "<title>Titel – Baken</title>") {
		t.Errorf("without errors: %s", got)
	}
	errs.Add("name", text.Data("Vul in"))
	errs.Add("", text.Data("Er is iets anders"))
	got := html(t, ui.Page(text.Data("Titel"), ui.ErrorSummary(errs)))
	for _, want := range []string{"<title>Fout: Titel – Baken</title>", `href="#name"`, "<li>Er is iets anders</li>", "2 dingen"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if errs.For("name") == nil || errs.For("other") != nil {
		t.Error("errors of fields are mixed up")
	}
}

func TestComparisonHeadsEachColumnAndRow(t *testing.T) {
	say := func(s string) g.Node { return newUI(t, "/").Say(text.Data(s)) }
	got := html(t, newUI(t, "/").Comparison(component.Comparison{
		Caption: text.Data("Wegen"), Aspects: []text.Text{text.Data("Wie"), text.Data("Wat")},
		Things: []component.Thing{
			{Name: text.Data("A"), Says: []g.Node{say("a1"), say("a2")}},
			{Name: text.Data("B"), Says: []g.Node{say("b1"), say("b2")}},
		},
	}))
	for _, want := range []string{
		`<th scope="col">A</th><th scope="col">B</th>`, `<th scope="row">Wie</th><td>a1</td><td>b1</td>`,
		`<th scope="row">Wat</th><td>a2</td><td>b2</td>`, `<summary>B</summary>`, `open><summary>A</summary>`, `<dt>Wat</dt><dd>b2</dd>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestManyThingsAreComparedInSeveralTables(t *testing.T) {
	for things, want := range map[int][]int{1: {1}, 4: {4}, 5: {3, 2}, 8: {4, 4}, 11: {4, 4, 3}} {
		ui := newUI(t, "/")
		c := component.Comparison{Caption: text.Data("c"), Things: make([]component.Thing, things)}
		for i := range c.Things {
			c.Things[i].Name = text.Data("x")
		}
		var got []int
		for i, table := range strings.Split(html(t, ui.Comparison(c)), "<table") {
			if i > 0 {
				got = append(got, strings.Count(table, `scope="col"`))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d things: got columns %v, want %v", things, got, want)
		}
	}
}

func TestMenuMarksWhereTheReaderIs(t *testing.T) {
	tests := []struct{ at, want string }{
		{"/figures", `href="/figures" aria-current="page"`},
		{"/figures?page=2", `href="/figures" aria-current="page"`},
		{"/figures/2026", `href="/figures" aria-current="true"`},
		{"/figuresque", `href="/figures">`},
		{"/", `href="/" aria-current="page"`},
	}
	for _, tt := range tests {
		ui := newUI(t, tt.at)
		ui.Navigation = []component.NavItem{{Label: text.Data("a"), Path: "/"}, {Label: text.Data("b"), Path: "/figures"}}
		if got := html(t, ui.Page(text.Data("x"))); !strings.Contains(got, tt.want) {
			t.Errorf("%s: no %s in %s", tt.at, tt.want, got)
		}
	}
}

func TestDateFrom(t *testing.T) {
	tests := []struct{ day, month, year, want string }{
		{"5", "3", "2026", "2026-03-05"},
		{" 31", "12 ", "2026", "2026-12-31"},
		{"40", "13", "2026", "2026-13-40"},
		{"x", "3", "2026", "2026-03-x"},
		{"-1", "3", "2026", "2026-03- 1"},
		{"", "3", "", "-03-"},
		{"", "", "", ""},
	}
	for _, tt := range tests {
		form := url.Values{"d.day": {tt.day}, "d.month": {tt.month}, "d.year": {tt.year}}
		if got := component.DateFrom(form, "d"); got != tt.want {
			t.Errorf("%v: got %q, want %q", form, got, tt.want)
		}
	}
	field := component.Field{Name: "d", Label: text.Data("d"), Value: "2026-03-x"}
	got := html(t, newUI(t, "/").DateField(field))
	for _, want := range []string{`name="d.day"`, `value="x"`, `value="3"`, `value="2026"`} {
		if !strings.Contains(got, want) {
			t.Errorf("what was typed is lost: no %s in %s", want, got)
		}
	}
}

func TestForOutsideTheChassis(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a handler outside the chassis got a UI")
		}
	}()
	component.For(httptest.NewRequest(http.MethodGet, "/", nil))
}

// The words of a receipt are sent to no spelling or translation service, and
// what people wrote to none that translates.
func TestSecretWordsStayHere(t *testing.T) {
	ui := newUI(t, "/")
	label := text.Data("Words")
	for name, tt := range map[string]struct {
		node g.Node
		want string
	}{
		"asked for":    {ui.WordsField(component.Field{Name: "words", Label: label}), `spellcheck="false"`},
		"typed back":   {ui.WordField("word-1"), `spellcheck="false"`},
		"shown":        {ui.Receipt(label, text.Data("kiel")), `translate="no"`},
		"written":      {ui.Verbatim(text.Data("kiel")), `translate="no"`},
		"to be filled": {ui.SlotBlock("text"), `translate="no"`},
	} {
		if got := html(t, tt.node); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s isn't in %s", name, tt.want, got)
		}
	}
	if got := html(t, ui.Textarea(component.Field{Name: "story", Label: label})); strings.Contains(got, "spellcheck") {
		t.Errorf("who writes a story gets no help with spelling: %s", got)
	}
}
