// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// staffTables releases two tables: one by unit, scale and answer, and one by unit alone, of which
// there is nothing to choose.
func staffTables(t *testing.T) []disclose.Table {
	t.Helper()
	label := func(x string) disclose.Label { return disclose.Label{NL: x + "-nl", EN: x + "-en"} }
	named := func(h disclose.Hierarchy) disclose.Hierarchy {
		h.Label = label(h.Name)
		for i, c := range h.Categories {
			h.Categories[i].Label = label(c.Code)
		}
		h.Categories[0].Label = label("everybody")
		return h
	}
	unit := disclose.Flat("unit", "office", "field", "desk", "road")
	unit.Categories[3].Part, unit.Categories[4].Part = 2, 2 // of the field
	answer := disclose.Flat("met", "yes", "no")
	answer.Answer = true
	by := []disclose.Hierarchy{named(unit), named(disclose.Flat("scale", "low", "high")), named(answer)}
	one := disclose.Crosstable{Population: "staff", By: by, Spec: disclose.Spec{ID: "met", Title: "outcome.table.selection", Subject: label("met"), Method: "outcome.method.rate"}}
	for i, n := range []int64{400, 1600, 3, 90, 210, 700, 2, 9, 150, 640, 60, 300} {
		at := []string{[]string{"office", "desk", "road"}[i/4], []string{"low", "high"}[i/2%2], []string{"yes", "no"}[i%2]}
		one.Counts = append(one.Counts, disclose.Count{At: at, N: n})
	}
	two := disclose.Crosstable{Population: "staff", By: by[:1], Spec: one.Spec}
	two.Spec.ID = "unit"
	for _, code := range []string{"office", "desk", "road"} {
		var n int64
		for _, c := range one.Counts {
			if c.At[0] == code {
				n += c.N
			}
		}
		two.Counts = append(two.Counts, disclose.Count{At: []string{code}, N: n})
	}
	r, err := disclose.History{}.Protect(t.Context(), disclose.ForEveryone(), []disclose.Crosstable{one, two})
	if err != nil {
		t.Fatal(err)
	}
	return r.Tables
}

// release publishes these tables, and gives where the first is looked at.
func (s *site) release(tables []disclose.Table) (id publish.ID, look string) {
	s.t.Helper()
	label := disclose.Label{NL: "nl", EN: "en"}
	raw, err := disclose.Sign(disclose.Header{
		Organisation: oin, Title: label, Population: label, Shows: label, ShowsNot: label,
		Plan: "aa", Snapshot: "bb", Engine: "engine", Made: orgtest.Now,
	}, tables, s.secret)
	if err != nil {
		s.t.Fatal(err)
	}
	if id, err = s.Import(s.t.Context(), manager(s.t), raw); err != nil {
		s.t.Fatal(err)
	}
	look = "/figures/" + string(id) + "/look/" + tables[0].Spec().ID
	s.get("", look).want(http.StatusNotFound)                   // a draft
	s.get(org.ProgrammeManager, look).want(http.StatusNotFound) // also for who may see it elsewhere
	if err := s.Publish(s.t.Context(), manager(s.t), id, 1); err != nil {
		s.t.Fatal(err)
	}
	return id, look
}

var (
	row = regexp.MustCompile(`(?s)<tr[ >].*?</tr>`)
	tag = regexp.MustCompile(`(?s)<[^>]*>`)
)

// rows gives what stands in the rows of the page's table, without what is empty: a column
// that is so in all rows isn't there.
func (a answer) rows() (all []string) {
	_, body, _ := strings.Cut(a.Body.String(), "<tbody")
	body, _, _ = strings.Cut("<"+body, "</tbody>")
	for _, one := range row.FindAllString(body, -1) {
		all = append(all, strings.Join(strings.Fields(strings.ReplaceAll(tag.ReplaceAllString(one, " "), "–", " ")), " "))
	}
	return all
}

func TestLook(t *testing.T) {
	s := build(t)
	id, look := s.release(staffTables(t))
	page := "/figures/" + string(id)
	s.get("", page).want(http.StatusOK, `href="`+look+`"`).without(page + "/look/unit")
	all := s.get("", look).want(http.StatusOK, "15 van 15 rijen", "unit-nl", "scale-nl", page+"/met.csv").rows()
	if len(all) != 15 {
		t.Fatalf("%d rows: %q", len(all), all)
	}
	// The third unit is the field, and of the scales the first is everybody.
	one := s.get("", look+"?by0=2&by1=all").want(http.StatusOK, "3 van 15 rijen", `<option value="2" selected`).rows()
	if len(one) != 3 || !slices.Contains(all, one[0]) || slices.ContainsFunc(one, func(r string) bool { return !strings.Contains(r, "field-nl") }) {
		t.Errorf("%q", one)
	}
	several := s.get("", look+"?by0=4&by1=2").want(http.StatusOK, "1 van 15 rijen").rows()
	if len(several) != 1 || !strings.Contains(several[0], "road-nl") || !strings.Contains(several[0], "high-nl") {
		t.Errorf("%q", several)
	}
	for _, strange := range []string{"?by0=5", "?by0=-1", "?by0=x", "?by0=", "?by9=1", "?by0=1e0", "?by0=99999999999999999999", "?by0=%00", "?by0=all&by1=3"} {
		s.get("", look+strange).want(http.StatusOK, "15 van 15 rijen")
	}
	for _, none := range []string{page + "/look/unit", page + "/look/none", "/figures/none/look/met", page + "/look/"} {
		s.get("", none).want(http.StatusNotFound)
	}
}

// No combination shows a row that isn't in the whole table, nor leaves out one that is asked
// for.
func TestLookShowsNothingElse(t *testing.T) {
	s := build(t)
	_, look := s.release(staffTables(t))
	all := s.get("", look).rows()
	for unit := -1; unit < 5; unit++ {
		for scale := -1; scale < 3; scale++ {
			some := s.get("", fmt.Sprintf("%s?by0=%d&by1=%d", look, unit, scale)).want(http.StatusOK).rows()
			var want []string
			for i, r := range all {
				if (unit < 0 || i/3 == unit) && (scale < 0 || i%3 == scale) {
					want = append(want, r)
				}
			}
			if !slices.Equal(some, want) {
				t.Errorf("unit %d, scale %d: %q, want %q", unit, scale, some, want)
			}
		}
	}
}

func TestLookIsGoneWithTheFigures(t *testing.T) {
	s := build(t)
	id, look := s.release(staffTables(t))
	if err := s.Withdraw(t.Context(), manager(t), id, 2, publish.Label{NL: "Dubbel geteld", EN: "Counted twice"}); err != nil {
		t.Fatal(err)
	}
	s.get("", look).want(http.StatusNotFound).without("field-nl")
	// Figures that aren't of a release can't be chosen from, however many heads they have.
	s.get("", "/figures/"+string(s.published())+"/look/selection").want(http.StatusNotFound)
}
