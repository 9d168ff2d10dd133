// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

// space gives a service over notes in memory.
func space(t testing.TB) *counsel.Service {
	t.Helper()
	return counsel.NewService(counsel.Config{
		Store: counseltest.New(), Policy: orgtest.Policy(t, counsel.Rules()), Now: func() time.Time { return orgtest.Now },
	})
}

// whoever lists people of the small government, in every role and place, the
// public and a job, beside the counsellor whose space it is.
func whoever(t testing.TB) (owner org.Actor, others []org.Actor) {
	owner = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	others = []org.Actor{org.Public(), org.System("test")}
	for _, role := range org.Roles() {
		for _, in := range []org.ID{orgtest.Crown, orgtest.Ministry, orgtest.Agency, orgtest.Sibling, orgtest.Directorate} {
			if as := orgtest.Actor(t, role, in); as.Person != owner.Person {
				others = append(others, as)
			}
		}
	}
	successor := org.Person{ID: "successor", Version: 1, Name: "Sam Bakker"}
	held := []org.Membership{{ID: "m2", Version: 1, Person: successor.ID, Org: orgtest.Agency, Role: org.Counsellor, Period: civil.Since(orgtest.Start)}}
	return owner, append(others, org.As(successor, held, orgtest.Tree(t), orgtest.Now))
}

// No order of actions lets anybody but the counsellor himself read, change or
// delete what is in his space.
func TestNobodyElseReachesASpace(t *testing.T) {
	owner, others := whoever(t)
	rapid.Check(t, func(r *rapid.T) {
		s, ctx := space(t), t.Context()
		mine := map[counsel.NoteID]string{}
		for range rapid.IntRange(1, 40).Draw(r, "actions") {
			id, words := counseltest.NoteID(rapid.IntRange(0, 3).Draw(r, "note")), rapid.StringMatching("[a-z]{4}").Draw(r, "words")
			since := rapid.Int64Range(0, 3).Draw(r, "since")
			as, own := owner, rapid.Bool().Draw(r, "own")
			if !own {
				as = rapid.SampledFrom(others).Draw(r, "who")
			}
			switch keeps := rapid.Bool().Draw(r, "keeps"); {
			case keeps:
				in := rapid.SampledFrom([]org.ID{orgtest.Agency, orgtest.Crown, orgtest.Sibling}).Draw(r, "in")
				envelope := words
				if !own {
					envelope = "foreign " + words
				}
				if err := s.KeepNote(ctx, as, in, id, since, counseltest.Envelope(envelope)); err == nil && own {
					mine[id] = words
				}
			case s.DropNote(ctx, as, id, since) == nil && own:
				delete(mine, id)
			}
		}
		read(r, s, t, owner, mine)
		for _, as := range others {
			page, _, err := s.Space(ctx, as, "")
			if err != nil && !errors.Is(err, org.ErrNotFound) {
				r.Fatalf("%s: %v", as, err)
			}
			if slices.ContainsFunc(page, func(n counsel.Note) bool { return n.Counsellor != as.Person }) {
				r.Fatalf("%s reads %v", as, page)
			}
		}
	})
}

// read fails unless the owner finds his notes as he left them.
func read(r *rapid.T, s *counsel.Service, t *testing.T, owner org.Actor, mine map[counsel.NoteID]string) {
	page, _, err := s.Space(t.Context(), owner, "")
	if err != nil || len(page) != len(mine) {
		r.Fatalf("the counsellor finds %d notes of %d: %v", len(page), len(mine), err)
	}
	for _, n := range page {
		if string(n.Envelope) != string(counseltest.Envelope(mine[n.ID])) {
			r.Fatalf("%s holds %q, want %q", n.ID, n.Envelope, mine[n.ID])
		}
	}
}

// Who is no counsellor learns of nothing: an administrator is told what a
// stranger is told.
func TestASpaceIsNotThere(t *testing.T) {
	s := space(t)
	owner, others := whoever(t)
	if err := s.KeepNote(t.Context(), owner, orgtest.Agency, counseltest.NoteID(1), 0, counseltest.Envelope("a")); err != nil {
		t.Fatal(err)
	}
	for _, as := range others {
		if s.Listens(as) {
			continue // he has a space of his own, which is empty
		}
		if _, _, err := s.Space(t.Context(), as, ""); !errors.Is(err, org.ErrNotFound) {
			t.Errorf("%s lists: %v", as, err)
		}
		if err := s.DropNote(t.Context(), as, counseltest.NoteID(1), 1); !errors.Is(err, org.ErrNotFound) {
			t.Errorf("%s deletes: %v", as, err)
		}
	}
}

// A counsellor whose role ended has no way in any more, and nobody after him.
func TestASpaceClosesWithTheRole(t *testing.T) {
	s := space(t)
	owner, _ := whoever(t)
	if err := s.KeepNote(t.Context(), owner, orgtest.Agency, counseltest.NoteID(1), 0, counseltest.Envelope("a")); err != nil {
		t.Fatal(err)
	}
	left := org.As(org.Person{ID: owner.Person, Name: owner.Name}, nil, orgtest.Tree(t), orgtest.Now)
	if _, _, err := s.Space(t.Context(), left, ""); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("after his role he lists: %v", err)
	}
}

func TestNotesAreRefused(t *testing.T) {
	s := space(t)
	owner, _ := whoever(t)
	for _, tc := range []struct {
		rule     string
		in       org.ID
		since    int64
		envelope []byte
		want     error
	}{
		{"what isn't sealed", orgtest.Agency, 0, []byte("in clear"), counsel.ErrEnvelope},
		{"what is too large", orgtest.Agency, 0, counseltest.Envelope(string(make([]byte, counsel.MostNote))), counsel.ErrNoteLarge},
		{"an organisation where he isn't counsellor", orgtest.Ministry, 0, counseltest.Envelope("a"), org.ErrNotFound},
		{"a version that was never there", orgtest.Agency, 3, counseltest.Envelope("a"), counsel.ErrStale},
	} {
		if err := s.KeepNote(t.Context(), owner, tc.in, counseltest.NoteID(1), tc.since, tc.envelope); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
	for id, want := range map[string]bool{string(counseltest.NoteID(1)): true, "": false, "note": false, "ILO00000000000000000000000": false} {
		if _, err := counsel.ParseNoteID(id); (err == nil) != want {
			t.Errorf("the id %q: %v", id, err)
		}
	}
}
