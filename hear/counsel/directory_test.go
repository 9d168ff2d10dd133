// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

func day(s string) civil.Date { return civil.MustParse(s) }

// entry gives a counsellor who can be reached, changed.
func entry(id counsel.EntryID, change func(*counsel.Entry)) counsel.Entry {
	e := counseltest.Entry(id, orgtest.Agency)
	change(&e)
	return e
}

func away(from, until, substitute string) func(*counsel.Entry) {
	return func(e *counsel.Entry) {
		e.Away.Period = civil.Period{From: day(from)}
		if until != "" {
			e.Away.Until = day(until)
		}
		if substitute != "" {
			e.Away.Substitute = counsel.Contact{Name: substitute, Phone: "1234"}
		}
	}
}

func as(change func(*counsel.Details)) func(*counsel.Entry) {
	return func(e *counsel.Entry) { change(&e.Details) }
}

func there(*counsel.Entry) {}

func confirmed(on string) func(*counsel.Entry) {
	return func(e *counsel.Entry) { e.Confirmed = day(on) }
}

// orgtest.Now is on 2 March 2026.
func TestWhetherSomebodyCanBeReached(t *testing.T) {
	today := civil.On(orgtest.Now)
	for _, tc := range []struct {
		rule   string
		change func(*counsel.Entry)
		want   counsel.State
	}{
		{"there", there, counsel.Reachable},
		{"away since today", away("2026-03-02", "2026-03-10", ""), counsel.Absent},
		{"away until today", away("2026-02-01", "2026-03-02", ""), counsel.Reachable},
		{"away from tomorrow", away("2026-03-03", "", ""), counsel.Reachable},
		{"away for as long as it takes", away("2026-02-01", "", ""), counsel.Absent},
		{"away, with somebody else", away("2026-02-01", "", "Sem"), counsel.Substituted},
		{"confirmed half a year ago and a day less", confirmed("2025-09-03"), counsel.Reachable},
		{"confirmed half a year ago", confirmed("2025-09-02"), counsel.Unconfirmed},
		{"never confirmed", func(e *counsel.Entry) { e.Confirmed = civil.Date{} }, counsel.Unconfirmed},
		{"from tomorrow", as(func(d *counsel.Details) { d.From = day("2026-03-03") }), counsel.Planned},
		{"until today", as(func(d *counsel.Details) { d.Until = day("2026-03-02") }), counsel.Ended},
	} {
		if got := entry("e", tc.change).On(today, 6); got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.rule, got, tc.want)
		}
	}
}

func TestGap(t *testing.T) {
	agency, _ := orgtest.Tree(t).Find(orgtest.Agency)
	gone, old := away("2026-02-01", "", ""), confirmed("2025-01-01")
	ended := as(func(d *counsel.Details) { d.Until = day("2026-01-01") })
	doctor := as(func(d *counsel.Details) { d.Kind = counsel.KindDoctor })
	for _, tc := range []struct {
		rule    string
		changes []func(*counsel.Entry)
		want    counsel.Gap
	}{
		{"nobody", nil, counsel.NoCounsellor},
		{"somebody else than a counsellor", []func(*counsel.Entry){doctor}, counsel.NoCounsellor},
		{"one who left", []func(*counsel.Entry){ended}, counsel.NoCounsellor},
		{"one", []func(*counsel.Entry){there}, counsel.NoGap},
		{"one of two", []func(*counsel.Entry){gone, there}, counsel.NoGap},
		{"all away", []func(*counsel.Entry){gone, gone}, counsel.AllAway},
		{"away, with somebody else", []func(*counsel.Entry){away("2026-02-01", "", "Sem")}, counsel.NoGap},
		{"nobody confirmed", []func(*counsel.Entry){old}, counsel.NoneConfirmed},
		{"one away, one not confirmed", []func(*counsel.Entry){gone, old}, counsel.NoneConfirmed},
		{"one not confirmed, one away", []func(*counsel.Entry){old, gone}, counsel.NoneConfirmed},
	} {
		var all []counsel.Entry
		for i, c := range tc.changes {
			all = append(all, entry(counsel.EntryID("e"+string(rune('0'+i))), c))
		}
		if got := counsel.Arrange(agency, all, civil.On(orgtest.Now), 6).Gap(); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.rule, got, tc.want)
		}
	}
}

// Somebody who comes never makes a gap, and there is none exactly where
// somebody is reached.
func TestOneWhoCanBeReachedClosesEveryGap(t *testing.T) {
	agency, _ := orgtest.Tree(t).Find(orgtest.Agency)
	today := civil.On(orgtest.Now)
	changes := []func(*counsel.Entry){
		there, away("2026-02-01", "", ""), away("2026-02-01", "", "Sem"), confirmed("2025-01-01"),
		as(func(d *counsel.Details) { d.Kind = counsel.KindDoctor }),
		as(func(d *counsel.Details) { d.Until = day("2026-01-01") }),
	}
	rapid.Check(t, func(t *rapid.T) {
		var all []counsel.Entry
		for range rapid.IntRange(0, 4).Draw(t, "entries") {
			all = append(all, entry("e", changes[rapid.IntRange(0, len(changes)-1).Draw(t, "entry")]))
		}
		d := counsel.Arrange(agency, all, today, 6)
		reached := false
		for _, l := range d.Of(counsel.KindCounsellor) {
			reached = reached || l.Reached()
		}
		if reached != (d.Gap() == counsel.NoGap) {
			t.Fatalf("reached %v, gap %q", reached, d.Gap())
		}
		if got := counsel.Arrange(agency, append(all, entry("new", there)), today, 6).Gap(); got != counsel.NoGap {
			t.Fatalf("gap %q with somebody who is there", got)
		}
	})
}

func TestArrangePutsFirstWhoCanBeReached(t *testing.T) {
	agency, _ := orgtest.Tree(t).Find(orgtest.Agency)
	all := []counsel.Entry{
		entry("a", as(func(d *counsel.Details) { d.Kind = counsel.KindNetwork })),
		entry("b", away("2026-02-01", "", "")),
		entry("d", there), entry("c", there),
	}
	var got []counsel.EntryID
	for _, l := range counsel.Arrange(agency, all, civil.On(orgtest.Now), 6).Entries {
		got = append(got, l.ID)
	}
	if diff := cmp.Diff([]counsel.EntryID{"c", "d", "b", "a"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestKeeper(t *testing.T) {
	foundings := orgtest.Foundings()
	all := orgtest.Register(t, foundings...)
	for i := range all {
		if all[i].ID == orgtest.Sibling {
			all[i].Period.Until, all[i].Successor = day("2026-01-01"), orgtest.Agency
		}
	}
	tree := org.Grow(all, civil.On(orgtest.Now))
	for id, want := range map[org.ID]org.ID{
		orgtest.Agency: orgtest.Agency, orgtest.Directorate: orgtest.Agency, orgtest.Ministry: orgtest.Ministry,
		orgtest.Crown: orgtest.Crown, orgtest.Sibling: orgtest.Agency, "nowhere": "",
	} {
		if got, _ := counsel.Keeper(tree, id); got.ID != want {
			t.Errorf("%s: got %s, want %s", id, got.ID, want)
		}
	}
}

func TestWhatAnEntryNeeds(t *testing.T) {
	set := func(change func(*counsel.Details)) counsel.Details {
		d := entry("e", there).Details
		change(&d)
		return d
	}
	for _, tc := range []struct {
		rule string
		in   counsel.Details
		want error
	}{
		{"all right", set(func(*counsel.Details) {}), nil},
		{"no kind", set(func(d *counsel.Details) { d.Kind = "friend" }), counsel.ErrKind},
		{"no side", set(func(d *counsel.Details) { d.Side = "" }), counsel.ErrSide},
		{"no name", set(func(d *counsel.Details) { d.Name = " " }), counsel.ErrName},
		{"two lines", set(func(d *counsel.Details) { d.Name = "a\nb" }), counsel.ErrName},
		{"a long name", set(func(d *counsel.Details) { d.Name = strings.Repeat("é", counsel.MostName+1) }), counsel.ErrName},
		{"no way to reach him", set(func(d *counsel.Details) { d.Phone = "" }), counsel.ErrContact},
		{"e-mail alone", set(func(d *counsel.Details) { d.Phone, d.Email = "", "noor@voorbeeld.example" }), nil},
		{"no number", set(func(d *counsel.Details) { d.Phone = "ask for Noor" }), counsel.ErrPhone},
		{"two digits", set(func(d *counsel.Details) { d.Phone = "12" }), counsel.ErrPhone},
		{"no address", set(func(d *counsel.Details) { d.Email = "noor" }), org.ErrEmail},
		{"times in one language", set(func(d *counsel.Details) { d.When.NL = "maandag" }), counsel.ErrWhen},
		{"long times", set(func(d *counsel.Details) { d.When = counsel.Words{NL: strings.Repeat("x", 301), EN: "x"} }), counsel.ErrWhenLong},
		{"no first day", set(func(d *counsel.Details) { d.From = civil.Date{} }), counsel.ErrPeriod},
		{"ended before it began", set(func(d *counsel.Details) { d.Until = d.From }), counsel.ErrPeriod},
	} {
		if _, _, err := counsel.NewEntry("e", orgtest.Agency, tc.in, civil.On(orgtest.Now)); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestAnEntryIsTidied(t *testing.T) {
	d := entry("e", there).Details
	d.Name, d.Phone, d.Person, d.Kind = "  Arts ", " 1234 ", "p", counsel.KindDoctor
	d.Languages = []counsel.Language{"tr", "xx", "nl", "tr"}
	e, _, err := counsel.NewEntry("e", orgtest.Agency, d, civil.On(orgtest.Now))
	if err != nil {
		t.Fatal(err)
	}
	if e.Name != "Arts" || e.Phone != "1234" || e.Person != "" || !cmp.Equal(e.Languages, []counsel.Language{"nl", "tr"}) {
		t.Errorf("got %+v", e.Details)
	}
}

func TestWhatBeingAwayNeeds(t *testing.T) {
	sem := counsel.Contact{Name: "Sem", Phone: "1234"}
	period := civil.Period{From: day("2026-04-01"), Until: day("2026-05-01")}
	for _, tc := range []struct {
		rule string
		in   counsel.Away
		want error
	}{
		{"there again", counsel.Away{}, nil},
		{"away", counsel.Away{Period: period}, nil},
		{"somebody instead", counsel.Away{Period: period, Substitute: sem}, nil},
		{"no first day", counsel.Away{Period: civil.Period{Until: period.Until}}, counsel.ErrAway},
		{"somebody instead, of nobody knows when", counsel.Away{Substitute: sem}, counsel.ErrAway},
		{"back before leaving", counsel.Away{Period: civil.Period{From: period.Until, Until: period.From}}, counsel.ErrAway},
		{"a name alone", counsel.Away{Period: period, Substitute: counsel.Contact{Name: "Sem"}}, counsel.ErrSubstitute},
		{"a number alone", counsel.Away{Period: period, Substitute: counsel.Contact{Phone: "1234"}}, counsel.ErrSubstitute},
		{"no number", counsel.Away{Period: period, Substitute: counsel.Contact{Name: "Sem", Phone: "x"}}, counsel.ErrPhone},
	} {
		e := entry("e", there)
		if _, err := e.Leave(tc.in, 1); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}
