// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/action"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

func lists(t *testing.T, s Kept) {
	for i, owner := range []org.ID{orgtest.Agency, orgtest.Sibling, orgtest.Agency, orgtest.Agency} {
		submit(t, s, IDOf(i), owner)
	}
	touch(t, s, IDOf(0), orgtest.Now.Add(time.Hour))
	all := org.Everywhere()
	place := func(n int, at time.Time) report.Place { return report.Place{Last: at, ID: IDOf(n)} }
	for _, tc := range []struct {
		rule string
		in   org.Scope
		q    report.Query
		want []int
	}{
		{"last message first, then the latest id", all, report.Query{Limit: 9}, []int{0, 3, 2, 1}},
		{"one organisation", org.Only(orgtest.Agency), report.Query{Limit: 9}, []int{0, 3, 2}},
		{"no organisation", org.Only(), report.Query{Limit: 9}, nil},
		{"one state", all, report.Query{Limit: 9, State: report.Answered}, []int{0}},
		{"one state of one organisation", org.Only(orgtest.Agency), report.Query{Limit: 9, State: report.New}, []int{3, 2}},
		{"the first page", all, report.Query{Limit: 2}, []int{0, 3}},
		{"the second page", all, report.Query{Limit: 2, After: place(3, orgtest.Now)}, []int{2, 1}},
		{"after the last", all, report.Query{Limit: 2, After: place(1, orgtest.Now)}, nil},
	} {
		listed(t, s, tc.rule, org.Public(), tc.in, tc.q, tc.want...)
	}
}

func listed(t *testing.T, s Kept, rule string, as org.Actor, in org.Scope, q report.Query, want ...int) {
	t.Helper()
	list, err := s.List(t.Context(), as, in, q)
	if err != nil {
		t.Fatal(err)
	}
	var got, wanted []report.ID
	for _, h := range list {
		got = append(got, h.ID)
	}
	for _, n := range want {
		wanted = append(wanted, IDOf(n))
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("%s: %s", rule, diff)
	}
}

// handling gives cases to another desk and to a handler, and keeps somebody
// away from one.
func handling(t *testing.T, s Kept) {
	for i := range 4 {
		submit(t, s, IDOf(i), orgtest.Agency)
	}
	change := func(n int, do func(*report.Head)) {
		t.Helper()
		err := s.Update(t.Context(), org.System("test"), IDOf(n), func(c *report.Case) ([]ledger.Event, error) {
			do(&c.Head)
			return nil, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	change(0, func(h *report.Head) { h.Desk = orgtest.Crown })
	change(1, func(h *report.Head) { h.Handler = "ans" })
	change(2, func(h *report.Head) { h.Excluded = []org.PersonID{"ans", "bas"} })
	ans, as := org.Actor{Person: "ans"}, org.Actor{Person: "an"}
	agency, crown, any := org.Only(orgtest.Agency), org.Only(orgtest.Crown), org.Everywhere()
	listed(t, s, "a desk lacks what another one handles", as, agency, report.Query{Limit: 9}, 3, 2, 1)
	listed(t, s, "which has it", as, crown, report.Query{Limit: 9}, 0)
	listed(t, s, "who is excluded doesn't see it", ans, any, report.Query{Limit: 9}, 3, 1, 0)
	listed(t, s, "by handler", as, any, report.Query{Limit: 9, Handlers: []org.PersonID{"ans", "bas"}}, 1)
	listed(t, s, "without one", ans, any, report.Query{Limit: 9, Handlers: []org.PersonID{""}}, 3, 0)
	listed(t, s, "of one organisation, wherever it is handled", as, any, report.Query{Limit: 9, Org: orgtest.Agency}, 3, 2, 1, 0)
	listed(t, s, "of these", ans, any, report.Query{Limit: 9, IDs: []report.ID{IDOf(1), IDOf(2), IDOf(3), IDOf(99)}, Handlers: []org.PersonID{""}}, 3)
	listed(t, s, "of another", as, any, report.Query{Limit: 9, Org: orgtest.Crown})
}

func touch(t *testing.T, s Kept, id report.ID, at time.Time) {
	t.Helper()
	err := s.Update(t.Context(), org.Public(), id, func(c *report.Case) ([]ledger.Event, error) {
		c.Last, c.State = at, report.Answered
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func readers(t *testing.T, s Kept) {
	submit(t, s, IDOf(1), orgtest.Agency)
	submit(t, s, IDOf(2), orgtest.Agency)
	err := s.Update(t.Context(), org.Public(), IDOf(1), func(c *report.Case) ([]ledger.Event, error) {
		c.Epoch = 2
		c.Epochs = append(c.Epochs, report.Epoch{Number: 2, Readers: []report.Ref{"r9"}, Sealed: Sealed("k")})
		c.Grants = append(c.Grants, report.Grant{Epoch: 1, Readers: []report.Ref{"r9"}, Sealed: Sealed("k")})
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Readers(t.Context(), org.Public(), []report.ID{IDOf(1), IDOf(2), IDOf(3)})
	if err != nil {
		t.Fatal(err)
	}
	want := map[report.ID]map[int64][]report.Ref{
		IDOf(1): {1: {"r1", "r2", "r9"}, 2: {"r9"}},
		IDOf(2): {1: {"r1", "r2"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if none, err := s.Readers(t.Context(), org.Public(), nil); err != nil || len(none) > 0 {
		t.Errorf("of no case: %v, %v", none, err)
	}
}

func claimed(t *testing.T, s Kept) {
	submit(t, s, IDOf(1), orgtest.Agency)
	err := s.Update(t.Context(), org.Public(), IDOf(1), func(c *report.Case) ([]ledger.Event, error) {
		c.Attachments = append(c.Attachments, report.Attachment{ID: "a", Chunks: 1, Seq: 1, Upload: "u1"})
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Claimed(t.Context(), org.Public(), []report.Upload{"u1", "u2"})
	if diff := cmp.Diff(map[report.Upload]bool{"u1": true}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func keyrings(t *testing.T, s Kept) {
	ctx, as := t.Context(), org.System("test")
	if _, err := s.Keyring(ctx, as, "robin"); !errors.Is(err, report.ErrNotFound) {
		t.Errorf("before the first: got %v, want ErrNotFound", err)
	}
	first, second := report.Public{Recipient: "age1", Verify: "v1"}, report.Public{Recipient: "age2", Verify: "v2"}
	later := orgtest.Now.Add(time.Hour)
	set := func(person org.PersonID, p report.Public, at time.Time) error {
		return s.UpdateKeyring(ctx, as, person, func(k *report.Keyring) ([]ledger.Event, error) { return k.Set([]byte(p.Verify), p, at) })
	}
	if err := set("robin", first, orgtest.Now); err != nil {
		t.Fatal(err)
	}
	if err := set("other", first, orgtest.Now); !errors.Is(err, report.ErrKeyTwice) {
		t.Errorf("another's keys: got %v, want ErrKeyTwice", err)
	}
	if err := set("robin", second, later); !errors.Is(err, report.ErrHasKeys) {
		t.Errorf("other keys without renewal: got %v, want ErrHasKeys", err)
	}
	err := s.UpdateKeyring(ctx, as, "robin", func(k *report.Keyring) ([]ledger.Event, error) { return k.Renew([]byte("w2"), second, later) })
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Keyring(ctx, as, "robin")
	want := report.Keyring{Person: "robin", Version: 2, Wrapped: []byte("w2"), Public: second, Since: later, Renewed: true}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	wantKeys := []report.Key{
		{Public: first, Person: "robin", Since: orgtest.Now, Until: later},
		{Public: second, Person: "robin", Since: later},
	}
	all, err := s.KeysOf(ctx, as, []org.PersonID{"robin", "nobody"})
	if diff := cmp.Diff(wantKeys, all); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	old, err := s.Keys(ctx, as, []report.Ref{first.Ref(), "none"})
	if diff := cmp.Diff(wantKeys[:1], old); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if none, err := s.Keys(ctx, as, nil); err != nil || len(none) > 0 {
		t.Errorf("no keys: %v, %v", none, err)
	}
}

func desks(t *testing.T, s Kept) {
	ctx, as := t.Context(), org.System("test")
	one := report.Key{Public: report.Public{Recipient: "age1", Verify: "v1"}, Person: "p1"}
	two := report.Key{Public: report.Public{Recipient: "age2", Verify: "v2"}, Person: "p2"}
	for _, k := range []report.Key{one, two} {
		err := s.UpdateKeyring(ctx, as, k.Person, func(r *report.Keyring) ([]ledger.Event, error) {
			return r.Set([]byte("w"), k.Public, orgtest.Now)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	staff := func(at time.Time, keys ...report.Key) {
		t.Helper()
		err := s.UpdateDesk(ctx, as, orgtest.Agency, func(d *report.Desk) ([]ledger.Event, error) { return d.Staff(keys, at), nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	later := orgtest.Now.Add(time.Hour)
	staff(orgtest.Now, one, two)
	staff(orgtest.Now, one, two) // nothing changes
	staff(later, two)
	got, err := s.Desk(ctx, as, orgtest.Agency)
	want := report.Desk{Org: orgtest.Agency, Version: 2, Logged: 3, Keys: []report.DeskKey{
		{Person: "p1", Ref: one.Ref(), Recipient: "age1", Since: orgtest.Now, Until: later},
		{Person: "p2", Ref: two.Ref(), Recipient: "age2", Since: orgtest.Now},
	}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	staffed, err := s.Staffed(ctx, as)
	if diff := cmp.Diff([]org.ID{orgtest.Agency}, staffed); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	staff(later)
	if staffed, err = s.Staffed(ctx, as); err != nil || len(staffed) > 0 {
		t.Errorf("an empty desk: %v, %v", staffed, err)
	}
	if none, err := s.Desk(ctx, as, orgtest.Sibling); err != nil || none.Version != 0 || none.Org != orgtest.Sibling {
		t.Errorf("a desk that never was: %+v, %v", none, err)
	}
}

func site(t *testing.T, s Kept) {
	for _, proposed := range []string{"one.example", "two.example"} {
		if got, err := s.Site(t.Context(), org.System("test"), proposed); err != nil || got != "one.example" {
			t.Errorf("got %q, %v", got, err)
		}
	}
}

func indexes(t *testing.T, s Kept) {
	ctx, as := t.Context(), org.System("test")
	if _, err := s.Index(ctx, as, "robin"); !errors.Is(err, report.ErrNotFound) {
		t.Errorf("before the first: got %v, want ErrNotFound", err)
	}
	put := func(version int64, what string) error {
		return s.PutIndex(ctx, as, "robin", report.Index{Version: version, Envelope: []byte(what)})
	}
	for version, what := range []string{"one", "two"} {
		if err := put(int64(version), what); err != nil {
			t.Fatal(err)
		}
		if err := put(int64(version), "late"); !errors.Is(err, report.ErrStale) {
			t.Errorf("over version %d again: got %v, want ErrStale", version, err)
		}
	}
	got, err := s.Index(ctx, as, "robin")
	if diff := cmp.Diff(report.Index{Version: 2, Envelope: []byte("two")}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

// waiting finds cases of the scope by the day on which something was due, the
// earliest first where they are listed.
func waiting(t *testing.T, s Kept) {
	for i, owner := range []org.ID{orgtest.Agency, orgtest.Agency, orgtest.Sibling} {
		submit(t, s, IDOf(i), owner)
	}
	as, due := org.System("test"), civil.On(orgtest.Now).AddDays(7)
	find := func(rule string, in org.Scope, today civil.Date, want ...report.ID) {
		t.Helper()
		waiting, err := s.Waiting(t.Context(), as, in, today)
		listed, also := s.List(t.Context(), as, in, report.Query{Overdue: today, Limit: 9})
		n, third := s.Count(t.Context(), as, in, report.Query{Overdue: today, Limit: 1})
		if err := errors.Join(err, also, third); err != nil {
			t.Fatal(err)
		}
		if got := ids(listed); !slices.Equal(got, want) || n != len(want) {
			t.Errorf("%s: %d listed as %v, want %v", rule, n, got, want)
		}
		if got := ids(waiting); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: %v wait, want %v", rule, got, want)
		}
	}
	change := func(id report.ID, do func(c *report.Case) ([]ledger.Event, error)) {
		t.Helper()
		if err := s.Update(t.Context(), as, id, do); err != nil {
			t.Fatal(err)
		}
	}
	agency := org.Only(orgtest.Agency)
	find("on the day itself", org.Everywhere(), due)
	find("the day after", agency, due.AddDays(1), IDOf(0), IDOf(1))
	change(IDOf(0), func(c *report.Case) ([]ledger.Event, error) {
		m := report.Message{Seq: 2, Epoch: 1, From: "robin", At: orgtest.Now, Version: 2, Envelope: Sealed("done"), Feedback: true}
		return c.Say(m, nil, "")
	})
	find("after feedback", agency, due.AddDays(900), IDOf(1))
	change(IDOf(0), func(c *report.Case) ([]ledger.Event, error) {
		c.Tracks = []report.Track{{Regime: report.RegimeComplaint, Since: civil.On(orgtest.Now)}}
		return nil, nil
	})
	find("while a law's term runs", agency, due.AddDays(900), IDOf(1), IDOf(0))
	today := civil.On(orgtest.Now)
	change(IDOf(1), func(c *report.Case) ([]ledger.Event, error) {
		c.State, c.Actions = report.Closed, action.List{{Number: 1, Owner: "robin", Due: today, Done: today}}
		return nil, nil
	})
	look := today.Add(civil.Months(3)) // after the complaint's six weeks
	find("closed, before it is looked whether an action helped", agency, look, IDOf(0))
	find("closed, after the day on which that is looked", agency, look.AddDays(1), IDOf(0), IDOf(1))
}

func ids(list []report.Head) []report.ID {
	var out []report.ID
	for _, h := range list {
		out = append(out, h.ID)
	}
	return out
}

func leaves(t *testing.T, s Kept) {
	as := org.Actor{Person: "ans"}
	away := func(p org.PersonID, from, until string) report.Leave {
		return report.Leave{Person: p, Period: civil.Period{From: civil.MustParse(from), Until: civil.MustParse(until)}, Substitute: "bas"}
	}
	for _, l := range []report.Leave{
		away("cis", "2026-03-01", "2026-03-09"), away("ans", "2026-03-02", "2026-03-05"), away("ans", "2026-03-04", "2026-03-20"), away("dik", "2026-03-01", "2026-03-09"),
		{Person: "dik"},
	} {
		if err := s.SetLeave(t.Context(), as, l); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Leaves(t.Context(), as)
	if want := []report.Leave{away("ans", "2026-03-04", "2026-03-20"), away("cis", "2026-03-01", "2026-03-09")}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}
