// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

func edition(t testing.TB) taxonomy.Edition {
	t.Helper()
	e, err := taxonomy.At(civil.MustParse("2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestClassify(t *testing.T) {
	for rule, tc := range map[string]struct {
		in   report.Classification
		want string
		err  error
	}{
		"nothing is known": {want: "conduct:unsaid ground:unsaid source:unsaid"},
		"a ground is counted in the broader ones, once each": {
			in:   report.Classification{Grounds: []string{"antisemitism", "race", "anti-black"}, Conduct: []string{"bullying"}, Sources: []string{"manager"}},
			want: "conduct:bullying ground:race ground:religion source:manager",
		},
		"several of each": {
			in:   report.Classification{Grounds: []string{"sex", "age"}, Conduct: []string{"bullying", "discrimination"}, Sources: []string{"rule", "system"}},
			want: "conduct:bullying conduct:discrimination ground:age ground:sex source:rule source:system",
		},
		"a ground that isn't one": {in: report.Classification{Grounds: []string{"hair"}}, err: taxonomy.ErrGround},
		"conduct that isn't":      {in: report.Classification{Conduct: []string{"race"}}, err: taxonomy.ErrConduct},
		"a source that isn't":     {in: report.Classification{Sources: []string{"unsaid"}}, err: taxonomy.ErrSource},
	} {
		got, err := report.Classify(orgtest.Agency, tc.in, edition(t))
		if !errors.Is(err, tc.err) {
			t.Errorf("%s: got %v, want %v", rule, err, tc.err)
		}
		var codes []string
		for _, c := range got.Codes {
			if !slices.Contains(report.TallyTriage.Codes(edition(t)), c) {
				t.Errorf("%s: %s is counted and never shown", rule, c)
			}
			codes = append(codes, string(c))
		}
		if text := strings.Join(codes, " "); text != tc.want {
			t.Errorf("%s: got %s, want %s", rule, text, tc.want)
		}
	}
}

func TestEndTally(t *testing.T) {
	for want, h := range map[string]report.Head{
		"terms:met feedback:given":   {},
		"terms:missed feedback:none": {Missed: true, Awaits: orgtest.Now},
	} {
		got := report.EndTally(h).Codes
		if text := fmt.Sprint(string(got[0]), " ", string(got[1])); text != want {
			t.Errorf("got %s, want %s", text, want)
		}
	}
}

// tallyHouse is a House with its tallies in hand.
type tallyHouse struct {
	*reporttest.House
	t     *testing.T
	store *reporttest.Memory
}

func newTallyHouse(t *testing.T) tallyHouse {
	t.Helper()
	store := reporttest.New()
	return tallyHouse{reporttest.NewHouse(t, store, reporttest.NewChunks(), nil), t, store}
}

// triage counts a report about race, under a name of its own.
func (h tallyHouse) triage(n int) error {
	h.t.Helper()
	c := report.Classification{Grounds: []string{"race"}, Conduct: []string{"bullying"}, Sources: []string{"manager"}}
	return h.Service.CountTriage(h.t.Context(), h.Actor(h.t, reporttest.Ans), report.TallyID(fmt.Sprintf("%032x", n)), orgtest.Agency, c)
}

func (h tallyHouse) until(day string) {
	h.Clock.Pass(noon(day).Sub(h.Clock.Now()))
}

func (h tallyHouse) counts() []report.Count {
	h.t.Helper()
	if err := h.Service.CountUp(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
	counts, err := h.Service.Tally.Store.Counts(h.t.Context(), org.Public(), "")
	if err != nil {
		h.t.Fatal(err)
	}
	return counts
}

func TestOnlyADeskCounts(t *testing.T) {
	h := newTallyHouse(t)
	for who, want := range map[org.PersonID]error{reporttest.Ans: nil, reporttest.Cis: nil} {
		if err := h.Service.CountTriage(t.Context(), h.Actor(t, who), "a", orgtest.Agency, report.Classification{}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", who, err, want)
		}
	}
	elsewhere := h.Service.CountTriage(t.Context(), h.Actor(t, reporttest.Ans), "b", orgtest.Ministry, report.Classification{})
	nobody := h.Service.CountTriage(t.Context(), org.Public(), "c", orgtest.Agency, report.Classification{})
	for _, err := range []error{elsewhere, nobody} {
		if !errors.Is(err, report.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
}

// Fewer than can be published wait, sealed, for the next quarter; a quarter
// that isn't over is left alone.
func TestCountUpWaits(t *testing.T) {
	h := newTallyHouse(t)
	h.until("2027-02-01")
	least := int(report.LeastTallies())
	for n := range least - 1 {
		if err := h.triage(n); err != nil {
			t.Fatal(err)
		}
	}
	h.until("2027-04-02")
	if got := h.counts(); len(got) != 0 {
		t.Errorf("one too few were counted: %+v", got)
	}
	for n := range 2 {
		if err := h.triage(least + n); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.counts(); len(got) != 0 {
		t.Errorf("a quarter that goes on was counted: %+v", got)
	}
	h.until("2027-07-01")
	want := []report.Count{{
		Pool: report.Pool{Org: orgtest.Agency, Kind: report.TallyTriage},
		From: reporttest.Quarter(t, "2027-Q1"), Until: reporttest.Quarter(t, "2027-Q2"), N: int64(least + 1),
		Codes: map[report.Code]int64{"ground:race": int64(least + 1), "conduct:bullying": int64(least + 1), "source:manager": int64(least + 1)},
	}}
	for range 2 { // the second round finds nothing more
		if diff := cmp.Diff(want, h.counts(), cmp.Comparer(func(a, b civil.Quarter) bool { return a == b })); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if err := h.triage(0); !errors.Is(err, report.ErrCounted) {
		t.Errorf("counted twice: %v", err)
	}
}

// Of every case that has ended it is counted once whether its terms were met,
// held ones too, and not on the day itself.
func TestEndedIsCountedOnce(t *testing.T) {
	h := newTallyHouse(t)
	for n := range int(report.LeastTallies()) + 2 {
		c, events := reporttest.Draft(reporttest.IDOf(n+1), orgtest.Agency)
		c.State, c.Ended, c.Held, c.Missed, c.Awaits = report.Closed, noon("2027-02-01"), n%2 == 0, n < 3, c.Submitted
		if err := h.store.Submit(t.Context(), org.Public(), c, events); err != nil {
			t.Fatal(err)
		}
	}
	h.until("2027-02-01")
	h.counts()
	h.until("2027-02-02")
	h.counts()
	h.until("2027-04-02")
	got := h.counts()
	if len(got) != 1 || got[0].N != report.LeastTallies()+2 || got[0].Codes["terms:missed"] != 3 || got[0].Until.String() != "2027-Q1" {
		t.Errorf("got %+v", got)
	}
}

// What was late stays known after it was made good; what is in time doesn't
// become late by being done.
func TestWhatWasLateStaysKnown(t *testing.T) {
	for after, want := range map[int]bool{7: false, 8: true} {
		h := newTallyHouse(t)
		c, events := reporttest.Draft(reporttest.IDOf(1), orgtest.Agency)
		c.Submitted = h.Clock.Now()
		if err := h.store.Submit(t.Context(), org.Public(), c, events); err != nil {
			t.Fatal(err)
		}
		h.Clock.Pass(time.Duration(after) * 24 * time.Hour)
		for _, to := range []report.State{report.Acknowledged, report.Answered} {
			as := h.Actor(t, reporttest.Ans)
			found, err := h.Service.Find(t.Context(), as, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := h.Service.Move(t.Context(), as, c.ID, to, found.Version); err != nil {
				t.Fatal(err)
			}
			if found, err = h.Service.Find(t.Context(), as, c.ID); err != nil || found.Missed != want {
				t.Errorf("%s after %d days: missed %v, %v; want %v", to, after, found.Missed, err, want)
			}
		}
	}
}

// The figures are worked by hand from what is printed: 64 reports print as 65
// (63 to 67), beside 260 people of a survey that was rounded to tens.
func TestGap(t *testing.T) {
	survey := disclose.Label{NL: "Enquête 2026", EN: "Survey 2026"}
	people := func(n, low, high float64) report.Experienced {
		return report.Experienced{Source: survey, People: disclose.Figure{Kind: disclose.Published, Value: n, Range: disclose.Between(low, high)}}
	}
	count := func(kind report.TallyKind, n int64) report.Count {
		return report.Count{Pool: report.Pool{Org: orgtest.Agency, Kind: kind}, N: n, Codes: map[report.Code]int64{"ground:unsaid": 8}}
	}
	table, ok, err := count(report.TallyTriage, 64).Gap(people(260, 255, 265), name)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	row := table.Rows()[0]
	got := fmt.Sprintf("%s %v %v %.1f %.1f-%.1f", row.Labels[0].EN, row.Figures[0].Value, row.Figures[1].Value,
		row.Figures[2].Value, *row.Figures[2].Range.Low, *row.Figures[2].Range.High)
	if want := "Survey 2026 260 65 25.0 23.8-26.3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	open, ok, err := count(report.TallyTriage, 64).Gap(people(3, 0, 9), name)
	if err != nil || !ok || open.Rows()[0].Figures[2].Range.High != nil {
		t.Errorf("of perhaps nobody there is no highest number: %v, %v", ok, err)
	}
	for rule, x := range map[string]report.Experienced{"nobody": people(0, 0, 4), "withheld": {People: disclose.Figure{Kind: disclose.Withheld}}} {
		if _, ok, err := count(report.TallyTriage, 64).Gap(x, name); ok || err != nil {
			t.Errorf("%s: got %v, %v; want no table", rule, ok, err)
		}
	}
	if _, ok, err := count(report.TallyTriage, 9).Gap(people(260, 255, 265), name); ok || err != nil {
		t.Errorf("too few reports: got %v, %v; want no table", ok, err)
	}
	if _, _, err := count(report.TallyEnd, 64).Gap(people(260, 255, 265), name); !errors.Is(err, report.ErrCode) {
		t.Errorf("of another count: got %v, want ErrCode", err)
	}
}

func name(key string) disclose.Label { return disclose.Label{NL: key, EN: key} }

// Who knows the rules and adds up all that is printed of a small desk finds at
// least ten possible numbers behind each figure, and behind each that isn't
// printed: also where the answers exclude each other and add up to everybody.
// All that can be counted of so few people is gone through.
func TestFiguresOfTheSmallestDesksDontIdentify(t *testing.T) {
	const most = 62 // prints as 60
	behind := map[string][3]map[int64]bool{}
	for n := report.LeastTallies(); n <= most; n++ {
		for yes := range n + 1 {
			for partly := range n - yes + 1 {
				printed := heard(t, n, yes, partly)
				if behind[printed][0] == nil {
					behind[printed] = [3]map[int64]bool{{}, {}, {}}
				}
				for i, x := range []int64{yes, partly, n - yes - partly} {
					behind[printed][i][x] = true
				}
			}
		}
	}
	figures := 0
	for printed, possible := range behind {
		for i, numbers := range possible {
			if len(numbers) < 10 {
				t.Errorf("%s: answer %d is one of %d numbers", printed, i, len(numbers))
			}
		}
		figures += strings.Count(printed, "%")
	}
	if figures == 0 {
		t.Error("nothing is printed at all")
	}
}

// heard prints what so many reporters answered.
func heard(t *testing.T, n, yes, partly int64) string {
	t.Helper()
	c := report.Count{Pool: report.Pool{Org: "a", Kind: report.TallyHeard}, N: n, Codes: map[report.Code]int64{
		"heard:yes": yes, "heard:partly": partly, "heard:no": n - yes - partly, "retaliation:no": n,
	}}
	tables, err := c.Tables(taxonomy.Edition{}, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if strings.HasPrefix(table.Spec().ID, "heard") {
			var out strings.Builder
			fmt.Fprint(&out, table.N())
			for _, row := range table.Rows() {
				f := row.Figures[0]
				fmt.Fprintf(&out, " %s %s", row.Labels[0].NL, f.Kind)
				if f.Range != nil {
					fmt.Fprintf(&out, " %v-%v%%", *f.Range.Low, *f.Range.High)
				}
			}
			return out.String()
		}
	}
	return fmt.Sprint("nothing of ", (n+2)/5*5)
}
