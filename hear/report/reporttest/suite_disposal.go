// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/internal/db/dbtest"
)

// ends makes a case that ended at an instant, held or not.
func ends(t *testing.T, s Kept, n int, change func(*report.Head)) {
	t.Helper()
	submit(t, s, IDOf(n), orgtest.Agency)
	err := s.Update(t.Context(), org.System("test"), IDOf(n), func(c *report.Case) ([]ledger.Event, error) {
		change(&c.Head)
		c.Grants = append(c.Grants, report.Grant{Epoch: 1, Readers: []report.Ref{"r9"}, Sealed: Sealed("k")})
		c.Attachments = append(c.Attachments, report.Attachment{ID: "a", Chunks: 1, Seq: 1, Upload: "u" + report.Upload(IDOf(n))})
		return []ledger.Event{{Verb: "report.moved"}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ended finds what ended before an instant.
func ended(t *testing.T, s Kept) {
	at := func(d time.Duration) func(*report.Head) {
		return func(h *report.Head) { h.State, h.Ended = report.Closed, orgtest.Now.Add(d) }
	}
	ends(t, s, 1, at(0))
	ends(t, s, 2, at(-time.Hour))
	ends(t, s, 3, func(h *report.Head) { at(-time.Hour)(h); h.Held = true })
	ends(t, s, 4, at(-2*time.Hour))
	ends(t, s, 5, func(*report.Head) {})
	for _, tc := range []struct {
		rule   string
		before time.Duration
		after  report.ID
		most   int
		want   []report.ID
	}{
		{"all, held ones too", time.Hour, "", 9, []report.ID{IDOf(1), IDOf(2), IDOf(3), IDOf(4)}},
		{"before the instant alone", 0, "", 9, []report.ID{IDOf(2), IDOf(3), IDOf(4)}},
		{"so many", time.Hour, "", 2, []report.ID{IDOf(1), IDOf(2)}},
		{"and the next", time.Hour, IDOf(2), 2, []report.ID{IDOf(3), IDOf(4)}},
	} {
		heads, err := s.Ended(t.Context(), org.System("test"), orgtest.Now.Add(tc.before), tc.after, tc.most)
		if err != nil {
			t.Fatal(err)
		}
		var got []report.ID
		for _, h := range heads {
			got = append(got, h.ID)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, got, tc.want)
		}
	}
	if c, err := s.Find(t.Context(), org.System("test"), IDOf(3)); err != nil || !c.Held || !c.Ended.Equal(orgtest.Now.Add(-time.Hour)) {
		t.Errorf("comes back as %+v, %v", c.Head, err)
	}
}

// deleted takes one case away with all its parts and events, and leaves the
// other; a change that refuses leaves everything.
func deleted(t *testing.T, s Kept) {
	ctx, as, none := t.Context(), org.System("test"), func(*report.Head) {}
	ends(t, s, 1, none)
	ends(t, s, 2, none)
	lookup, _ := Draft(IDOf(1), orgtest.Agency)
	goes := func(c *report.Case) ([]ledger.Event, error) {
		if c.Version != 2 || c.Org != orgtest.Agency {
			t.Errorf("the change is given %+v", c.Head)
		}
		return []ledger.Event{{Verb: "report.deleted"}}, nil
	}
	if err := s.Log(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(ctx, as, IDOf(1), func(*report.Case) ([]ledger.Event, error) { return nil, report.ErrKept }); !errors.Is(err, report.ErrKept) {
		t.Errorf("got %v, want ErrKept", err)
	}
	if c, err := s.Find(ctx, as, IDOf(1)); err != nil || len(c.Epochs)+len(c.Grants)+len(c.Said)+len(c.Attachments) != 4 {
		t.Errorf("after a refusal: %+v, %v", c, err)
	}
	if err := s.Delete(ctx, as, IDOf(1), goes); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(ctx, as, IDOf(1), goes); !errors.Is(err, report.ErrNotFound) {
		t.Errorf("again: got %v, want ErrNotFound", err)
	}
	for name, find := range map[string]func() (report.Case, error){
		"by id":      func() (report.Case, error) { return s.Find(ctx, as, IDOf(1)) },
		"by receipt": func() (report.Case, error) { return s.Lookup(ctx, as, lookup.Lookup) },
	} {
		if c, err := find(); !errors.Is(err, report.ErrNotFound) || len(c.Epochs)+len(c.Grants)+len(c.Said)+len(c.Attachments) > 0 {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
	claimed, err := s.Claimed(ctx, as, []report.Upload{"u" + report.Upload(IDOf(1)), "u" + report.Upload(IDOf(2))})
	if diff := cmp.Diff(map[report.Upload]bool{"u" + report.Upload(IDOf(2)): true}, claimed); err != nil || diff != "" {
		t.Errorf("claimed: %v %s", err, diff)
	}
	for n, want := range map[int][]dbtest.Recorded{1: {{Version: 3, Verb: "report.deleted"}}, 2: {{Version: 1, Verb: "report.submitted"}, {Version: 2, Verb: "report.moved"}}} {
		events, err := s.Events(ctx, string(IDOf(n)))
		if diff := cmp.Diff(want, events); err != nil || diff != "" {
			t.Errorf("events of %d: %v %s", n, err, diff)
		}
	}
}
