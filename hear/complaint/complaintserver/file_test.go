// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complainttest"
)

// What was filed here a browser opens: that of the secretary who was chosen, and
// that of the complainant with his words; and what stands in it is what a browser
// writes, with how it was sealed.
func TestWhatWasFiledHereABrowserOpens(t *testing.T) {
	h := open(t)
	words := h.files()
	f := h.opens(words)
	me, lookup := h.party(words)
	mine, err := h.House.Service.Follow(t.Context(), lookup)
	if err != nil || len(mine) != 1 {
		t.Fatal(len(mine), err)
	}
	here, day := []any{"sealed", "server"}, f.Today.String()
	want := map[complaint.Document][]map[string]any{
		complaint.Filing: {{
			"day": day, "text": answers()["text"], "facts": []any{[]any{"name", "Amira Haddad"}, []any{"about", "Kees Jansen"}, []any{"when", "maandag"}, here},
			"files": []any{map[string]any{"name": "brief.txt", "type": "text/plain", "data": "RWVuIGJyaWVmLgA="}},
		}},
		complaint.Details: {{"day": day, "text": "", "facts": []any{[]any{"address", answers()["address"]}, []any{"contact", "06 1"}, here}, "files": []any{}}},
	}
	for who, got := range map[string]map[complaint.Document][]map[string]any{
		"the complainant": me.reads(mine[0]), "the secretary": h.officer(complainttest.Sam).reads(h.stands(complainttest.Sam, f.ID)),
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s reads (-want +got):\n%s", who, diff)
		}
	}
	if _, err := h.House.Service.Stand(t.Context(), h.Actor(t, complainttest.Sol), f.ID); !errors.Is(err, complaint.ErrNotFound) {
		t.Errorf("a secretary who was left out: %v", err)
	}
	sees := complaint.Edition2026()
	if sees.Sees(complaint.Accused, complaint.Details) || !sees.Sees(complaint.Accused, complaint.Filing) {
		t.Error("the address doesn't stand apart")
	}
}

// The complainant reads it here again, and gets his file.
func TestWhatWasFiledHereOpensHere(t *testing.T) {
	h := open(t)
	words := h.files()
	f := h.opens(strings.ToUpper(strings.ReplaceAll(words, " ", ", ")))
	if f.Name.EN == "" || f.Names[complainttest.Sam] == "" || len(f.Papers) != 2 {
		t.Fatalf("%v, %v, %d papers", f.Name, f.Names, len(f.Papers))
	}
	first := f.Papers[0]
	want := &complaintserver.Content{Day: f.Today.String(), Text: answers()["text"], Files: []complaintserver.File{brief}, Facts: []complaintserver.Fact{
		{Code: "name", Value: "Amira Haddad"}, {Code: "about", Value: "Kees Jansen"}, {Code: "when", Value: "maandag"}, complaintserver.SealedHere(),
	}}
	if diff := cmp.Diff(want, first.Content, cmpopts.IgnoreUnexported(complaintserver.Content{}, complaintserver.Fact{}, complaintserver.File{}), cmpopts.EquateEmpty()); diff != "" || first.Doubt != "" {
		t.Errorf("%s (-want +got):\n%s", first.Doubt, diff)
	}
	got, err := h.Attached(t.Context(), words, 1, 0)
	if err != nil || string(got.Data) != string(brief.Data) {
		t.Errorf("the file: %q, %v", got.Data, err)
	}
	for _, at := range []struct {
		paper complaint.PaperNumber
		index int
	}{{1, 1}, {1, -1}, {2, 0}, {3, 0}} {
		if _, err := h.Attached(t.Context(), words, at.paper, at.index); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%v: %v", at, err)
		}
	}
}

// Where the complainant lives goes in whatever else is done meanwhile; and when it
// doesn't, he gets his words all the same.
func TestDetailsGoInLater(t *testing.T) {
	for busy, missed := range map[int]error{1: nil, 3: nil, 4: complaint.ErrStale} {
		h := open(t)
		h.lies.busy = busy
		filed, err := h.File(t.Context(), orgtest.Agency, complaintserver.Filing{To: []org.PersonID{complainttest.Sam, complainttest.Sol}, Answers: answers()})
		if err != nil || !errors.Is(filed.Missed, missed) || len(filed.Words) != 8 {
			t.Fatalf("after %d others: %v, missed %v", busy, err, filed.Missed)
		}
		f := h.opens(strings.Join(filed.Words, " "))
		if has := slices.ContainsFunc(f.Papers, func(p complaintserver.Paper) bool { return p.Kind == complaint.Details }); has != (missed == nil) {
			t.Errorf("after %d others: has its details %v", busy, has)
		}
	}
}

func TestFilingIsRefused(t *testing.T) {
	h := open(t)
	long := answers()
	long["text"] = strings.Repeat("x", seal.MaxContent)
	sam := []org.PersonID{complainttest.Sam}
	for rule, tc := range map[string]struct {
		at   org.ID
		to   []org.PersonID
		says map[string]string
		want error
	}{
		"to nobody":               {orgtest.Agency, nil, answers(), complaint.ErrSeat},
		"to who is no secretary":  {orgtest.Agency, []org.PersonID{complainttest.Mia}, answers(), complaint.ErrReaders},
		"to the same twice":       {orgtest.Agency, append(sam, sam...), answers(), complaint.ErrReaders},
		"about no organisation":   {"nowhere", sam, answers(), complaint.ErrNoCommittee},
		"more than a paper holds": {orgtest.Agency, sam, long, seal.ErrLarge},
	} {
		if _, err := h.File(t.Context(), tc.at, complaintserver.Filing{To: tc.to, Answers: tc.says}); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
}
