// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"strings"
	"testing"

	g "maragu.dev/gomponents"

	"baken/ground/document/documentweb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/component"
)

// A letter to the other party isn't called withheld; what is withheld says why.
func TestWhatIsSaidOfAPaperThatIsKept(t *testing.T) {
	catalogue := texttest.Catalogue(t, web.Text, documentweb.Text, Text)
	for _, lang := range text.Langs() {
		s := served{doing: doing{ui: &component.UI{Printer: catalogue.Printer(lang)}}}
		party := text.Key("complaint.party.accused")
		for kept, want := range map[complaint.Withheld]text.Text{
			{From: complaint.Accused, Ground: complaint.OwnLetter}: text.With("complaint.view.own_letter", "party", party),
			{From: complaint.Accused, Ground: "safety"}:            text.With("complaint.view.withheld", "party", party, "why", text.Key("document.reason.safety")),
		} {
			nodes := s.kept(complaintserver.Paper{Paper: complaint.Paper{Withheld: kept}})
			if len(nodes) != 1 {
				t.Fatalf("%v: %d lines", kept, len(nodes))
			}
			if page, want := rendered(t, nodes[0]), want.In(catalogue.Printer(lang)); !strings.Contains(page, want) {
				t.Errorf("%v: %s, want %s", kept, page, want)
			}
		}
		if nodes := s.kept(complaintserver.Paper{}); len(nodes) > 0 {
			t.Error("something is said of a paper that both read")
		}
	}
}

// A file that is none is said to be so, and isn't offered.
func TestABrokenFileIsToldWithoutAScript(t *testing.T) {
	printer := texttest.Catalogue(t, web.Text, documentweb.Text, Text).Printer(text.NL)
	s := served{doing: doing{ui: &component.UI{Printer: printer}}}
	for broken, want := range map[bool]string{true: text.Key("complaint.view.file_broken").In(printer), false: "<form"} {
		page := rendered(t, s.file(1, 0, complaintserver.File{Name: "foto.jpg", Broken: broken}))
		if !strings.Contains(page, want) || !strings.Contains(page, "foto.jpg") || broken == strings.Contains(page, "<form") {
			t.Errorf("broken %v: %s", broken, page)
		}
	}
}

func rendered(t *testing.T, n g.Node) string {
	t.Helper()
	var page strings.Builder
	if err := n.Render(&page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}
