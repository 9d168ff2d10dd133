// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"strings"
	"testing"

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
			var page strings.Builder
			if err := nodes[0].Render(&page); err != nil {
				t.Fatal(err)
			}
			if want := strings.ReplaceAll(want.In(catalogue.Printer(lang)), "'", "&#39;"); !strings.Contains(page.String(), want) {
				t.Errorf("%v: %s, want %s", kept, page.String(), want)
			}
		}
		if nodes := s.kept(complaintserver.Paper{}); len(nodes) > 0 {
			t.Error("something is said of a paper that both read")
		}
	}
}
