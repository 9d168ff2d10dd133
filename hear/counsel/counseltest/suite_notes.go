// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

// Envelope looks like something sealed.
func Envelope(s string) []byte { return []byte("age-encryption.org/v1\n-> " + s) }

// NoteID gives the id of a note by its number.
func NoteID(n int) counsel.NoteID { return counsel.NoteID(fmt.Sprintf("%026d", n)) }

func counsellorIn(t *testing.T, in org.ID) org.Actor {
	t.Helper()
	return orgtest.Actor(t, org.Counsellor, in)
}

// keep keeps words in a note, over the version that is there.
func keep(as org.Actor, words string) func(*counsel.Note) ([]ledger.Event, error) {
	return func(n *counsel.Note) ([]ledger.Event, error) {
		n.Org, n.Counsellor = orgtest.Agency, as.Person
		return n.Keep(Envelope(words), n.Version, civil.On(orgtest.Now))
	}
}

func update(t *testing.T, s Kept, as org.Actor, id counsel.NoteID, words string) {
	t.Helper()
	if err := s.UpdateNote(t.Context(), as, id, keep(as, words)); err != nil {
		t.Fatal(err)
	}
}

func notes(t *testing.T, s Kept, as org.Actor, after counsel.NoteID, most int) []counsel.Note {
	t.Helper()
	all, err := s.Notes(t.Context(), as, after, most)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func notePages(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	note := func(n int, version int64, words string) counsel.Note {
		return counsel.Note{
			ID: NoteID(n), Version: version, Org: orgtest.Agency, Counsellor: as.Person,
			On: civil.On(orgtest.Now), Envelope: Envelope(words),
		}
	}
	for n := range 3 {
		update(t, s, as, NoteID(2-n), "first")
	}
	update(t, s, as, NoteID(1), "again")
	for _, tc := range []struct {
		rule  string
		after counsel.NoteID
		want  []counsel.Note
	}{
		{"from the top", "", []counsel.Note{note(0, 1, "first"), note(1, 2, "again")}},
		{"the next page", NoteID(1), []counsel.Note{note(2, 1, "first")}},
		{"after the last", NoteID(2), nil},
	} {
		if diff := cmp.Diff(tc.want, notes(t, s, as, tc.after, 2), days(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}

func ownNotes(t *testing.T, s Kept) {
	owner, other := counsellorIn(t, orgtest.Agency), counsellorIn(t, orgtest.Sibling)
	update(t, s, owner, NoteID(1), "mine")
	if got := notes(t, s, other, "", 9); len(got) > 0 {
		t.Errorf("another counsellor sees %v", got)
	}
	if err := s.UpdateNote(t.Context(), other, NoteID(1), keep(other, "theirs")); !errors.Is(err, counsel.ErrStale) {
		t.Errorf("a note over that of another: %v", err)
	}
	drop := func(n counsel.Note) ([]ledger.Event, error) { return n.Drop(n.Version) }
	if err := s.DeleteNote(t.Context(), other, NoteID(1), drop); !errors.Is(err, counsel.ErrNotFound) {
		t.Errorf("another counsellor deletes: %v", err)
	}
	if got := notes(t, s, owner, "", 9); len(got) != 1 || string(got[0].Envelope) != string(Envelope("mine")) {
		t.Errorf("after that the owner sees %v", got)
	}
}

func staleNotes(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	update(t, s, as, NoteID(1), "one")
	update(t, s, as, NoteID(1), "two")
	late := func(n *counsel.Note) ([]ledger.Event, error) {
		return n.Keep(Envelope("late"), 1, civil.On(orgtest.Now))
	}
	if err := s.UpdateNote(t.Context(), as, NoteID(1), late); !errors.Is(err, counsel.ErrStale) {
		t.Errorf("kept over an older version: %v", err)
	}
	drop := func(n counsel.Note) ([]ledger.Event, error) { return n.Drop(1) }
	if err := s.DeleteNote(t.Context(), as, NoteID(1), drop); !errors.Is(err, counsel.ErrStale) {
		t.Errorf("deleted an older version: %v", err)
	}
	if got := notes(t, s, as, "", 9); len(got) != 1 || got[0].Version != 2 {
		t.Errorf("after that there is %v", got)
	}
}

func goneNotes(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	update(t, s, as, NoteID(1), "one")
	drop := func(n counsel.Note) ([]ledger.Event, error) { return n.Drop(1) }
	if err := s.DeleteNote(t.Context(), as, NoteID(1), drop); err != nil {
		t.Fatal(err)
	}
	if got := notes(t, s, as, "", 9); len(got) > 0 {
		t.Errorf("it is still there: %v", got)
	}
	if err := s.DeleteNote(t.Context(), as, NoteID(1), drop); !errors.Is(err, counsel.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	got, err := s.Events(t.Context(), "note:"+string(NoteID(1)))
	if err != nil {
		t.Fatal(err)
	}
	want := []dbtest.Recorded{{Version: 1, Verb: "counsel.kept"}, {Version: 2, Verb: "counsel.deleted"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was recorded: %s", diff)
	}
}
