// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// someRegression draws groups, an ordered column and a number away from
// 0, and now and then a column that follows from others.
func someRegression(r *rand.Rand) (columns int, numbers []float64) {
	groups, extra := 1+r.IntN(3), r.IntN(3) == 0
	columns = groups + 2
	if extra {
		columns++
	}
	numbers = []float64{float64(columns)}
	most := size(r, 3, 30, 300)
	effects := make([]float64, columns)
	for j := range effects {
		effects[j] = r.NormFloat64()
	}
	for range 6 + r.IntN(20) {
		x := make([]float64, columns)
		if g := r.IntN(groups + 1); g < groups {
			x[g] = 1
		}
		x[groups] = float64(r.IntN(4))
		x[groups+1] = 20 + math.Round(8*r.Float64())/8
		if extra {
			x[groups+2] = x[groups] + 2*x[0]
		}
		at := -1.0
		for j := range groups + 1 {
			at += effects[j] * x[j]
		}
		n, events := r.Int64N(most+1), 0.0
		for range n {
			if r.Float64() < 1/(1+math.Exp(-at)) {
				events++
			}
		}
		numbers = append(append(numbers, events, float64(n)-events), x...)
	}
	return columns, numbers
}

func regressionOf(t *testing.T, numbers []float64) Regression {
	t.Helper()
	var g Regression
	columns := int(numbers[0])
	for j := range columns {
		g.Columns = append(g.Columns, "x"+strconv.Itoa(j))
	}
	for i := 1; i < len(numbers); i += columns + 2 {
		g.Rows = append(g.Rows, Row{split(t, int64(numbers[i]), int64(numbers[i+1])), numbers[i+2 : i+2+columns]})
	}
	return g
}

func TestLogisticAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		_, numbers := someRegression(r)
		rows = append(rows, numbers)
	}
	separated, aliased := 0, 0
	for i, want := range ask(t, "logistic.R", rows) {
		fit, err := regressionOf(t, rows[i]).Logistic(usual)
		if errors.Is(err, ErrSeparated) {
			if separated++; want[0] != 1 {
				t.Errorf("%v: %v, but R fits it", rows[i], err)
			}
			continue
		}
		if err != nil || want[0] == 1 {
			t.Errorf("%v: got %v, R says separated %v", rows[i], err, want[0])
			continue
		}
		agree(t, "deviance", rows[i], fit.Deviance, want[1], 1e-10)
		if fit.DF != int(want[2]) {
			t.Errorf("%v: %d degrees of freedom, want %v", rows[i], fit.DF, want[2])
		}
		aliased += len(fit.Aliased)
		for j, term := range fit.Terms {
			if want[3+3*j] == -9999 {
				if term.LogOdds.Gap() != Aliased {
					t.Errorf("%v: %s is %v, R drops it", rows[i], term.Name, term.LogOdds)
				}
				continue
			}
			agree(t, term.Name, rows[i], term.LogOdds, want[3+3*j], 1e-9)
			agree(t, term.Name+", SE", rows[i], term.SE, want[4+3*j], 0)
			agree(t, term.Name+", robust", rows[i], term.RobustSE, want[5+3*j], 0)
		}
	}
	if separated < 5 || separated > tries/2 || aliased < 20 {
		t.Errorf("generated regressions: %d separated and %d aliased columns of %d", separated, aliased, tries)
	}
}

func TestSeparationIsNamed(t *testing.T) {
	x := func(v ...float64) []float64 { return v }
	for _, c := range []struct {
		rule string
		rows []Row
		term string
	}{
		{"no event at all", []Row{{of(t, 0, 9), x(0, 1)}, {of(t, 0, 5), x(1, 0)}, {of(t, 0, 4), x(1, 1)}}, Intercept},
		{"no event in a group", []Row{{of(t, 3, 9), x(0, 0)}, {of(t, 4, 5), x(0, 1)}, {of(t, 0, 40), x(1, 0)}, {of(t, 0, 7), x(1, 1)}}, "group"},
		{"a threshold tells all", []Row{{of(t, 0, 9), x(0, 1)}, {of(t, 0, 5), x(0, 2)}, {of(t, 40, 40), x(0, 3)}, {of(t, 7, 7), x(0, 4)}}, "score"},
		{"a threshold tells all but its edge", []Row{{of(t, 0, 9), x(0, 1)}, {of(t, 2, 5), x(0, 2)}, {of(t, 40, 40), x(0, 3)}}, "score"},
	} {
		_, err := Regression{Columns: []string{"group", "score"}, Rows: c.rows}.Logistic(usual)
		if !errors.Is(err, ErrSeparated) {
			t.Errorf("%s: got %v, want %v", c.rule, err, ErrSeparated)
			continue
		}
		var fault interface{ Args() map[string]any }
		if errors.As(err, &fault); fault.Args()["term"] != c.term {
			t.Errorf("%s: names %v, want %s", c.rule, fault.Args()["term"], c.term)
		}
	}
}

func TestRefusedRegressions(t *testing.T) {
	one := Row{of(t, 1, 2), []float64{1}}
	for _, c := range []struct {
		rule string
		g    Regression
		want error
	}{
		{"a name twice", Regression{[]string{"a", "a"}, nil}, ErrColumn},
		{"the intercept's name", Regression{[]string{Intercept}, nil}, ErrColumn},
		{"a row too long", Regression{nil, []Row{one}}, ErrWidth},
		{"NaN", Regression{[]string{"a"}, []Row{{of(t, 1, 2), []float64{math.NaN()}}}}, ErrColumn},
		{"infinite", Regression{[]string{"a"}, []Row{{of(t, 1, 2), []float64{math.Inf(1)}}}}, ErrColumn},
		{"too large", Regression{make([]string, MaxEntries), []Row{one}}, ErrEntries},
	} {
		if _, err := c.g.Logistic(usual); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.rule, err, c.want)
		}
	}
	fit, err := Regression{[]string{"a"}, []Row{{Count{}, []float64{1}}}}.Logistic(usual)
	must(t, fit, err)
	if got := fit.Terms[1].LogOdds.Gap(); got != EmptyGroup {
		t.Errorf("nobody: got %q, want %q", got, EmptyGroup)
	}
	if _, _, err := MainEffects("none", []GroupCell{{Group: "a"}}); !errors.Is(err, ErrReference) {
		t.Errorf("no reference: got %v, want %v", err, ErrReference)
	}
}

// The group's term is the same with every stratum's intercept in the regression
// as with none made, its robust error too.
func TestTwoWaysToAdjust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strata(1, 5).Draw(t, "strata")
		s = append(s, Stratum{Pair: Pair{Count{}, Count{events: 3, others: 2}}})
		var cells []GroupCell
		for i, x := range s {
			name := strconv.Itoa(i)
			cells = append(cells, GroupCell{"group", name, x.Group}, GroupCell{"reference", name, x.Reference})
		}
		g, _, err := MainEffects("reference", cells)
		if err != nil {
			t.Fatal(err)
		}
		fit, err := g.Logistic(usual)
		if err != nil {
			t.Fatal(err)
		}
		got, want := s.Logistic(usual), fit.Terms[1]
		alike(t, "odds ratio", got.Estimate, want.OddsRatio.Estimate, 1e-8)
		alike(t, "SE", got.SE, want.SE, 1e-8)
		alike(t, "robust SE", got.RobustSE, want.RobustSE, 1e-8)
		alike(t, "limit", got.Interval.Low, want.OddsRatio.Interval.Low, 1e-8)
	})
}

func TestMainEffects(t *testing.T) {
	got, left, err := MainEffects("r", []GroupCell{
		{"a", "1", of(t, 1, 4)},
		{"r", "1", of(t, 2, 4)},
		{"b", "2", of(t, 3, 4)},
		{"r", "2", of(t, 1, 5)},
		{"a", "3", of(t, 0, 4)},
		{"r", "3", of(t, 0, 5)},
		{"b", "4", of(t, 3, 3)},
		{"a", "5", of(t, 0, 0)},
	})
	must(t, got, err)
	want := Regression{
		Columns: []string{"a", "b", "stratum 2"},
		Rows: []Row{
			{of(t, 1, 4), []float64{1, 0, 0}},
			{of(t, 2, 4), []float64{0, 0, 0}},
			{of(t, 3, 4), []float64{0, 1, 1}},
			{of(t, 1, 5), []float64{0, 0, 1}},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Count{})); diff != "" {
		t.Error(diff)
	}
	silent := []Uninformative{{2, "3", NoEvents}, {3, "4", NoOthers}, {4, "5", EmptyGroup}}
	if diff := cmp.Diff(silent, left); diff != "" {
		t.Error(diff)
	}
}

// A rounded count's possible tables all have their odds ratio within Range.
func TestAdjustedOfRoundedCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		beside := Stratum{"exact", Pair{Count{events: 3, others: 5}, Count{events: 4, others: 2}}}
		p := Pair{published(7, 2).Draw(t, "group"), published(7, 1).Draw(t, "reference")}
		all := newSeen()
		for _, g := range truths(p.Group) {
			for _, r := range truths(p.Reference) {
				all.add(Strata{beside, {"rounded", Pair{g, r}}}.Logistic(usual).Statistic)
			}
		}
		all.ranged(t, Strata{beside, {"rounded", p}}.Logistic(usual).Statistic)
	})
}

// Steps of thousands of log odds lead from here to where all weights are 0.
func TestLogisticFromAfar(t *testing.T) {
	s := Strata{{"1", Pair{split(t, 2, 1), split(t, 2, 14361)}}, {"2", Pair{split(t, 5, 31275), split(t, 16, 1)}}}
	g, _, err := MainEffects("reference", []GroupCell{
		{"group", "1", s[0].Group},
		{"reference", "1", s[0].Reference},
		{"group", "2", s[1].Group},
		{"reference", "2", s[1].Reference},
	})
	must(t, g, err)
	fit, err := g.Logistic(usual)
	must(t, fit, err)
	near(t, "log odds", fit.Terms[1].LogOdds, number(t, s.Logistic(usual).LogOdds), 1e-9)
}

// A large residual beside a large weight: a step solved by reflecting residuals
// doesn't get shorter than a billionth here.
func TestLogisticOfPoorFit(t *testing.T) {
	s := Strata{
		{"1", Pair{split(t, 1, 1), split(t, 1, 1)}},
		{"2", Pair{split(t, 1, 1), split(t, 1, 17)}},
		{"3", Pair{split(t, 1, 513), split(t, 262145, 2)}},
	}
	var cells []GroupCell
	for _, x := range s {
		cells = append(cells, GroupCell{"group", x.Name, x.Group}, GroupCell{"reference", x.Name, x.Reference})
	}
	g, _, err := MainEffects("reference", cells)
	must(t, g, err)
	fit, err := g.Logistic(usual)
	must(t, fit, err)
	near(t, "log odds", fit.Terms[1].LogOdds, number(t, s.Logistic(usual).LogOdds), 1e-12)
}

// A step says that rows are separated only if it can be taken without end.
func TestSeparatedSteps(t *testing.T) {
	for _, x := range []struct {
		rule   string
		counts []Count
		far    []float64
		want   bool
	}{
		{"up where there are only events, down where none", []Count{of(t, 4, 4), of(t, 0, 4), of(t, 2, 4)}, []float64{1, -1, 0}, true},
		{"up where there is one other", []Count{of(t, 999, 1000), of(t, 0, 4)}, []float64{1, -1}, false},
		{"down where there is one event", []Count{of(t, 4, 4), of(t, 1, 1000)}, []float64{1, -1}, false},
		{"the wrong way", []Count{of(t, 4, 4), of(t, 0, 4)}, []float64{-1, 1}, false},
		{"nearly done", []Count{of(t, 4, 4)}, []float64{0.01}, false},
		{"no number", []Count{of(t, 4, 4)}, []float64{math.NaN()}, false},
	} {
		var m irls
		for _, c := range x.counts {
			m.rows = append(m.rows, Row{Count: c})
		}
		if got := m.separated(x.far); got != x.want {
			t.Errorf("%s: got %v", x.rule, got)
		}
	}
}

func TestLogisticStudentGrants(t *testing.T) {
	// R 4.2, glm(cbind(selected, others) ~ group + factor(category), binomial)
	// on the counts as published.
	near(t, "odds ratio", duoStrata(t).Logistic(usual).Estimate, 3.7470552, 1e-7)
	near(t, "conditional, of large strata", duoStrata(t).Conditional(usual).Estimate, 3.7470552, 1e-4)
}

// What isn't followed over the true counts behind rounded ones says so.
func TestRegressionsOfRoundedCounts(t *testing.T) {
	rounded := Strata{{"1", Pair{tens(t, of(t, 30, 100)), of(t, 40, 90)}}}
	if got := rounded.Logistic(usual).Envelope; got.Low.Gap() != WorkLimit {
		t.Errorf("Strata.Logistic: envelope %v", got)
	}
	cells := []GroupCell{{"a", "1", rounded[0].Group}, {"r", "1", rounded[0].Reference}}
	g, _, err := MainEffects("r", cells)
	must(t, g, err)
	fit, err := g.Logistic(usual)
	if must(t, fit, err); fit.Terms[1].OddsRatio.Range.Low.Gap() != WorkLimit || !fit.Rounded {
		t.Errorf("Regression.Logistic: %+v", fit.Terms[1].OddsRatio)
	}
	many, err := CompareGroups("r", cells, usual)
	if must(t, many, err); many.Groups[0].Envelope.High.Gap() != WorkLimit || !many.Rounded || !many.LikelihoodRatio.Rounded {
		t.Errorf("CompareGroups: %+v", many.Groups[0])
	}
}
