// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complainttest"
)

// moves takes steps, and gives what the secretary reads of each.
func (h house) moves(words string, all ...complaint.StepName) {
	h.t.Helper()
	for _, step := range all {
		err := h.Do(h.t.Context(), words, complaintserver.Move{Step: step, Since: h.opens(words).Version, Text: "Bij " + string(step) + ".\r\n", Files: []complaintserver.File{brief}})
		if err != nil {
			h.t.Fatalf("%s: %v", step, err)
		}
	}
}

// Each step that a party takes is written, and a browser reads it.
func TestStepsThatAreTakenHere(t *testing.T) {
	h := open(t)
	words := h.files()
	id := h.opens(words).ID
	h.moves(words, complaint.Supplement, complaint.MakeComplete)
	h.takes(id, complaint.Act{Step: complaint.Acknowledge}, complaint.Acknowledgement, written)
	h.takes(id, complaint.Act{Step: complaint.CheckHandler, Sit: h.chamber()}, complaint.NoDocument, "")
	h.takes(id, complaint.Act{Step: complaint.Admit}, complaint.NoDocument, "")
	h.moves(words, complaint.Seek, complaint.Resume, complaint.Settle)
	s := h.stands(complainttest.Sam, id)
	if s.State != complaint.Satisfied {
		t.Errorf("the state is %s", s.State)
	}
	got := h.officer(complainttest.Sam).reads(s)
	for kind, want := range map[complaint.Document][]string{
		complaint.Enclosure: {"Bij supplement.\n"}, complaint.Filing: {answers()["text"], "Bij make-complete.\n"}, complaint.Confirmation: {"Bij seek.\n", "Bij settle.\n"},
	} {
		var said []string
		for _, content := range got[kind] {
			said = append(said, content["text"].(string))
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s: the secretary reads %q", kind, said)
		}
	}
}

func TestStepsAreRefused(t *testing.T) {
	h := open(t)
	words := h.files()
	now := h.opens(words).Version
	for rule, tc := range map[string]struct {
		move complaintserver.Move
		want error
	}{
		"of the secretary":        {complaintserver.Move{Step: complaint.Admit, Since: now}, complaint.ErrStep},
		"from another screen":     {complaintserver.Move{Step: complaint.Withdraw, Since: now - 1}, complaint.ErrStale},
		"at another time":         {complaintserver.Move{Step: complaint.Resume, Since: now}, complaint.ErrState},
		"more than a paper holds": {complaintserver.Move{Step: complaint.Supplement, Since: now, Text: strings.Repeat("x", seal.MaxContent)}, seal.ErrLarge},
	} {
		if err := h.Do(t.Context(), words, tc.move); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	if h.opens(words).Version != now {
		t.Error("what is refused changes something")
	}
}

// Words of one's own open all that was opened before, and the old ones nothing.
// Whose answer was lost sends them again.
func TestWordsOfOnesOwn(t *testing.T) {
	h := open(t)
	words := h.files()
	id := h.opens(words).ID
	h.takes(id, complaint.Act{Step: complaint.Acknowledge}, complaint.Acknowledgement, written)
	next := strings.Join(h.Draw(), " ")
	h.lies.busy = 2
	for range 2 {
		if err := h.Own(t.Context(), words, next); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.Open(t.Context(), words); !errors.Is(err, complaint.ErrNotFound) {
		t.Errorf("the old words: %v", err)
	}
	f := h.opens(next)
	for _, p := range f.Papers {
		if p.Doubt != complaintserver.NoDoubt {
			t.Errorf("the %s is %q", p.Kind, p.Doubt)
		}
	}
	me, lookup := h.party(next)
	mine, err := h.House.Service.Follow(t.Context(), lookup)
	if err != nil || len(me.reads(mine[0])) != 3 {
		t.Errorf("a browser reads less: %v", err)
	}
	h.moves(next, complaint.Withdraw)
	if err := h.Own(t.Context(), next, next); !errors.Is(err, complaint.ErrSeat) {
		t.Errorf("the same words again: %v", err)
	}
}

// Who supports or represents somebody reads what he reads, with words that are drawn
// for him.
func TestWhoIsInvitedReads(t *testing.T) {
	h := open(t)
	words := h.files()
	for as, may := range map[complaint.Capacity]error{complaint.Supporter: complaint.ErrParty, complaint.Representative: nil} {
		next := strings.Join(h.Draw(), " ")
		h.lies.busy = 1
		for range 2 {
			if err := h.Invite(t.Context(), words, next, as); err != nil {
				t.Fatalf("%s: %v", as, err)
			}
		}
		f := h.opens(next)
		if f.Seat.Capacity != as || !f.Seat.Lent {
			t.Errorf("%s sits as %q, lent %v", as, f.Seat.Capacity, f.Seat.Lent)
		}
		for _, p := range f.Papers {
			if p.Content == nil || p.Doubt != complaintserver.NoDoubt {
				t.Errorf("%s: the %s is %q", as, p.Kind, p.Doubt)
			}
		}
		if err := h.Do(t.Context(), next, complaintserver.Move{Step: complaint.Supplement, Since: f.Version, Text: "x"}); !errors.Is(err, may) {
			t.Errorf("%s adds something: %v, want %v", as, err, may)
		}
	}
	if err := h.Invite(t.Context(), words, strings.Join(h.Draw(), " "), complaint.Chair); !errors.Is(err, complaint.ErrSeat) {
		t.Errorf("a chair: %v", err)
	}
}

// The accused party reads with the words that were lent to it, and makes its own.
func TestTheAccusedParty(t *testing.T) {
	h := open(t)
	words := h.files()
	id := h.opens(words).ID
	h.admits(id)
	lent := seal.NewReceipt()
	keys, err := lent.Stretch(siteName)
	if err != nil {
		t.Fatal(err)
	}
	h.takes(id, complaint.Act{Step: complaint.SendCopy, Sit: []complaint.Seat{{
		Party: complaint.Accused, Lookup: h.House.Service.Lookup.Hash(keys.Lookup),
		Public: complaint.Public{Recipient: keys.Identity.Recipient().String(), Verify: keys.Signing.VerifyKey().String()},
	}}}, complaint.Copy, written)
	own := strings.Join(h.Draw(), " ")
	if err := h.Own(t.Context(), lent.Export(), own); err != nil {
		t.Fatal(err)
	}
	f := h.opens(own)
	var kinds []complaint.Document
	for _, p := range f.Papers {
		if kinds = append(kinds, p.Kind); p.Doubt != complaintserver.NoDoubt {
			t.Errorf("the %s is %q", p.Kind, p.Doubt)
		}
	}
	if f.Seat.Lent || !slices.Equal(kinds, []complaint.Document{complaint.Filing, complaint.Copy}) {
		t.Errorf("lent %v, reads %v", f.Seat.Lent, kinds)
	}
	h.moves(own, complaint.Supplement)
	if got := h.opens(words).Papers; got[len(got)-1].Content.Text != "Bij supplement.\n" {
		t.Error("the complainant doesn't read the answer")
	}
}
