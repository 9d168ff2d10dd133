// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
)

func edition(t testing.TB) taxonomy.Edition {
	t.Helper()
	e, err := taxonomy.At(civil.MustParse("2026-03-02"))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sources lists what can be asked about, and nothing.
func sources(t testing.TB) []taxonomy.Source {
	return append(edition(t).Sources.Broadest(), "")
}

// everyAnswer calls f for each set of hopes, of who can ask and of what about.
func everyAnswer(t *testing.T, f func(counsel.Answers)) {
	t.Helper()
	hopes := counsel.Hopes()
	for set := range 1 << len(hopes) {
		var chosen []counsel.Hope
		for i, h := range hopes {
			if set&(1<<i) != 0 {
				chosen = append(chosen, h)
			}
		}
		for _, asker := range append(counsel.Askers(), "") {
			for _, about := range sources(t) {
				f(counsel.Answers{Hopes: chosen, Asker: asker, About: about})
			}
		}
	}
}

func codes(all []counsel.Advice) (out []counsel.Code) {
	for _, a := range all {
		out = append(out, a.Route.Code)
	}
	return out
}

func TestNoRouteIsHidden(t *testing.T) {
	var want []counsel.Code
	for _, r := range counsel.Routes() {
		want = append(want, r.Code)
	}
	slices.Sort(want)
	everyAnswer(t, func(a counsel.Answers) {
		fitting, others := counsel.Advise(a)
		got := append(codes(fitting), codes(others)...)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: %s", a, diff)
		}
	})
}

// Each hope leads somewhere, whoever asks and whatever it is about, and each
// route says why it is where it is.
func TestEveryHopeLeadsSomewhere(t *testing.T) {
	everyAnswer(t, func(a counsel.Answers) {
		fitting, others := counsel.Advise(a)
		for _, h := range a.Hopes {
			if !slices.ContainsFunc(fitting, func(one counsel.Advice) bool { return slices.Contains(one.Fits, h) }) {
				t.Errorf("%v: nothing for %s", a, h)
			}
		}
		for _, one := range fitting {
			if len(one.Not) > 0 || len(a.Hopes) > 0 && len(one.Fits) == 0 {
				t.Errorf("%v: %s fits without a reason", a, one.Route.Code)
			}
		}
		for _, one := range others {
			if len(one.Not) == 0 {
				t.Errorf("%v: %s doesn't fit without a reason", a, one.Route.Code)
			}
		}
	})
}

func TestWhoWantsToStayUnknownReadsFirstWhereHeCan(t *testing.T) {
	everyAnswer(t, func(a counsel.Answers) {
		if !slices.Contains(a.Hopes, counsel.Unknown) {
			return
		}
		fitting, _ := counsel.Advise(a)
		rank := func(one counsel.Advice) int {
			if one.Route.Name == counsel.Named {
				return 1
			}
			return 0
		}
		if rank(fitting[0]) > 0 || !slices.IsSortedFunc(fitting, func(x, y counsel.Advice) int { return rank(x) - rank(y) }) {
			t.Errorf("%v: a route that needs a name comes before one that doesn't: %v", a, codes(fitting))
		}
		for _, one := range fitting {
			if one.Route.Name == counsel.Named && !slices.Contains(one.Mind, counsel.NeedsName) {
				t.Errorf("%v: %s doesn't say that it needs a name", a, one.Route.Code)
			}
		}
	})
}

// Another hope never takes a route away.
func TestHopingMoreNeverTakesARouteAway(t *testing.T) {
	all := sources(t)
	rapid.Check(t, func(t *rapid.T) {
		a := counsel.Answers{
			Hopes: rapid.SliceOfNDistinct(rapid.SampledFrom(counsel.Hopes()), 1, 5, rapid.ID[counsel.Hope]).Draw(t, "hopes"),
			Asker: rapid.SampledFrom(append(counsel.Askers(), "")).Draw(t, "asker"),
			About: rapid.SampledFrom(all).Draw(t, "about"),
		}
		more := a
		more.Hopes = append(slices.Clone(a.Hopes), rapid.SampledFrom(counsel.Hopes()).Draw(t, "more"))
		before, _ := counsel.Advise(a)
		after, _ := counsel.Advise(more)
		for _, one := range codes(before) {
			if !slices.Contains(codes(after), one) {
				t.Fatalf("%v to %v loses %s", a, more, one)
			}
		}
	})
}

func TestAdvise(t *testing.T) {
	for _, tc := range []struct {
		rule string
		in   counsel.Answers
		want []counsel.Code
	}{
		{
			"an employee who wants to talk",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Talk}, Asker: counsel.Employee},
			[]counsel.Code{counsel.Counsellor, counsel.Local, counsel.Doctor},
		},
		{
			"a citizen who wants to talk",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Talk}, Asker: counsel.Citizen},
			[]counsel.Code{counsel.Local},
		},
		{
			"judged, about a colleague",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Judged}, About: "colleague"},
			[]counsel.Code{counsel.Complaint, counsel.Rights, counsel.Ombudsman, counsel.Police},
		},
		{
			"judged, about a system",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Judged}, About: "system"},
			[]counsel.Code{counsel.Rights, counsel.Ombudsman},
		},
		{
			"stopped and unknown",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Stop, counsel.Unknown}, About: "rule"},
			[]counsel.Code{counsel.Report, counsel.Whistleblower, counsel.Local, counsel.Inspectorate, counsel.Signal},
		},
		{
			"talk and unknown",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Talk, counsel.Unknown}, Asker: counsel.Employee},
			[]counsel.Code{counsel.Counsellor, counsel.Local, counsel.Doctor, counsel.Report, counsel.Signal, counsel.Whistleblower},
		},
		{
			"judged and unknown: a name comes last",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Judged, counsel.Unknown}, About: "system"},
			[]counsel.Code{counsel.Report, counsel.Signal, counsel.Whistleblower, counsel.Rights, counsel.Ombudsman},
		},
		{
			"a personal conflict is no wrongdoing: it comes last",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Stop}, About: "manager"},
			[]counsel.Code{counsel.Report, counsel.Complaint, counsel.Local, counsel.Inspectorate, counsel.Whistleblower, counsel.Police},
		},
		{
			"a colleague who saw it",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Other}, Asker: counsel.Bystander},
			[]counsel.Code{counsel.Counsellor, counsel.Report, counsel.Signal, counsel.Local, counsel.Inspectorate},
		},
	} {
		got, _ := counsel.Advise(tc.in)
		if diff := cmp.Diff(tc.want, codes(got)); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}

func TestNothingAnsweredShowsEveryRouteInTheOrderOfTheTable(t *testing.T) {
	fitting, others := counsel.Advise(counsel.Answers{})
	if len(others) > 0 || len(fitting) != len(counsel.Routes()) {
		t.Errorf("got %v and %v", codes(fitting), codes(others))
	}
}

func TestParseAnswers(t *testing.T) {
	for _, tc := range []struct {
		rule         string
		hopes        []string
		asker, about string
		want         counsel.Answers
		err          error
	}{
		{"nothing", nil, "", "", counsel.Answers{}, nil},
		{
			"all",
			[]string{"talk", "stop", "talk"},
			"citizen", "system",
			counsel.Answers{Hopes: []counsel.Hope{counsel.Talk, counsel.Stop}, Asker: counsel.Citizen, About: "system"},
			nil,
		},
		{"no such hope", []string{"money"}, "", "", counsel.Answers{}, counsel.ErrAnswer},
		{"nobody", nil, "king", "", counsel.Answers{}, counsel.ErrAnswer},
		{"about nothing", nil, "", "weather", counsel.Answers{}, counsel.ErrAnswer},
	} {
		got, err := counsel.ParseAnswers(tc.hopes, tc.asker, tc.about, edition(t))
		if !errors.Is(err, tc.err) || err == nil && !cmp.Equal(tc.want, got) {
			t.Errorf("%s: got %+v, %v", tc.rule, got, err)
		}
	}
}

// A term that is law names its article as DOMAIN.md has it, and every body
// outside has an address with its source.
func TestTermsAndBodies(t *testing.T) {
	bodies := counsel.Bodies()
	for _, r := range counsel.Routes() {
		if len(r.Terms) == 0 {
			t.Errorf("%s says nothing of terms", r.Code)
		}
		for _, term := range r.Terms {
			if term.Law.Act == counsel.AWB && term.Law.Article == "" {
				t.Errorf("%s: %s names no article", r.Code, term.Code)
			}
		}
		if b := bodies[r.Code]; r.Next == counsel.ToOutside && (b.Web == "" || b.Site == "" || b.Source == "") {
			t.Errorf("%s leads nowhere", r.Code)
		}
	}
}
