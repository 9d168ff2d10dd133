// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// Table 1 (2014) and table 2 (2019) of the publication that duo2014 is from:
// for each risk category selected, not selected, found unduly and duly at
// completed visits, first of origin outside Europe, then of origin the
// Netherlands. The first row is all categories together.
var duoVisits = map[int][]struct {
	name       string
	group, ref [4]int64
}{
	2014: {
		{"all", [4]int64{2010, 52810, 1060, 630}, [4]int64{1050, 177160, 130, 860}},
		{"6", [4]int64{80, 12960, 20, 50}, [4]int64{50, 16330, 10, 50}},
		{"5", [4]int64{30, 13090, 10, 20}, [4]int64{180, 67120, 0, 170}},
		{"4", [4]int64{60, 8520, 20, 30}, [4]int64{220, 53910, 10, 210}},
		{"3", [4]int64{50, 4620, 30, 20}, [4]int64{70, 15050, 10, 60}},
		{"2", [4]int64{320, 7800, 180, 90}, [4]int64{140, 16470, 20, 100}},
		{"1", [4]int64{1460, 5810, 810, 430}, [4]int64{390, 8280, 90, 270}},
	},
	2019: {
		{"all", [4]int64{640, 18940, 250, 230}, [4]int64{260, 27630, 70, 160}},
		{"6", [4]int64{30, 7940, 20, 10}, [4]int64{10, 2670, 0, 0}},
		{"5", [4]int64{10, 2220, 0, 0}, [4]int64{0, 6150, 0, 0}},
		{"4", [4]int64{10, 2450, 0, 0}, [4]int64{10, 7700, 0, 10}},
		{"3", [4]int64{20, 1320, 10, 0}, [4]int64{10, 2890, 0, 0}},
		{"2", [4]int64{70, 2410, 30, 30}, [4]int64{40, 4330, 10, 20}},
		{"1", [4]int64{500, 2610, 190, 190}, [4]int64{200, 3900, 60, 120}},
	},
}

func duoDecided(t testing.TB, year int) (pooled Decided, strata []DecidedStratum) {
	t.Helper()
	for i, row := range duoVisits[year] {
		g, r := row.group, row.ref
		d := Decided{
			Selections: Pair{tens(t, split(t, g[0], g[1])), tens(t, split(t, r[0], r[1]))},
			Hits:       Pair{tens(t, split(t, g[2], g[3])), tens(t, split(t, r[2], r[3]))},
		}
		if i == 0 {
			pooled = d
			continue
		}
		strata = append(strata, DecidedStratum{row.name, d})
	}
	return pooled, strata
}

func TestStudentGrantsRobust(t *testing.T) {
	for _, year := range []int{2014, 2019} {
		pooled, strata := duoDecided(t, year)
		got, err := Burden.Robust(usual, pooled, strata...)
		must(t, got, err)
		if got.Verdict != Inconclusive || got.Against != AgainstNeither {
			t.Errorf("%d: got %s, want inconclusive", year, got.Verdict)
		}
		p := got.Pooled
		if p.BenchmarkAgainst != AgainstGroup || p.OutcomeAgainst != AgainstReference || p.Obstacle != "" {
			t.Errorf("%d: got benchmark against %q, outcome against %q (%s); want the group and the reference",
				year, p.BenchmarkAgainst, p.OutcomeAgainst, p.Obstacle)
		}
		if s := got.Stratified; s == nil || s.Verdict == RobustEvidence || s.BenchmarkAgainst != AgainstGroup {
			t.Errorf("%d, given risk category: got %+v", year, s)
		}
		if len(got.Strata) != 6 {
			t.Errorf("%d: got %d strata", year, len(got.Strata))
		}
	}
	// 2010/54820 − 1050/178210 and 1060/1690 − 130/990, by hand.
	pooled, _ := duoDecided(t, 2014)
	got, err := Burden.Robust(usual, pooled)
	must(t, got, err)
	near(t, "benchmark", got.Pooled.Benchmark.Estimate, 2010.0/54820-1050.0/178210, 1e-12)
	near(t, "outcome", got.Pooled.Outcome.Estimate, 1060.0/1690-130.0/990, 1e-12)
}

// The same tables, decision by decision: put into risk category 1, of all, and
// found unduly at completed visits in it; selected, and found; found, and upheld
// of the appeals (with no, full or partial success).
func TestStudentGrantsRobustPerStep(t *testing.T) {
	for _, x := range []struct {
		year                 int
		step                 string
		group, ref           [4]int64 // selected, not selected, hits, misses
		benchmark, outcomeBy Side
		obstacle             Obstacle
	}{
		{2014, "risk category 1", [4]int64{7280, 47540, 810, 430}, [4]int64{8670, 169530, 90, 270}, AgainstGroup, AgainstReference, ""},
		{2014, "selection", [4]int64{2010, 52810, 1060, 630}, [4]int64{1050, 177160, 130, 860}, AgainstGroup, AgainstReference, ""},
		{2014, "finding", [4]int64{1060, 630, 630, 170}, [4]int64{130, 860, 70, 30}, AgainstGroup, AgainstNeither, ""},
		{2019, "risk category 1", [4]int64{3120, 16460, 190, 190}, [4]int64{4100, 23790, 60, 120}, AgainstGroup, AgainstReference, ""},
		{2019, "selection", [4]int64{640, 18940, 250, 230}, [4]int64{260, 27630, 70, 160}, AgainstGroup, AgainstReference, ""},
		{2019, "finding", [4]int64{250, 230, 140, 20}, [4]int64{70, 160, 30, 0}, AgainstGroup, AgainstNeither, ""},
	} {
		got, err := Burden.Robust(usual, Decided{
			Selections: Pair{tens(t, split(t, x.group[0], x.group[1])), tens(t, split(t, x.ref[0], x.ref[1]))},
			Hits:       Pair{tens(t, split(t, x.group[2], x.group[3])), tens(t, split(t, x.ref[2], x.ref[3]))},
		})
		must(t, got, err)
		p := got.Pooled
		if p.BenchmarkAgainst != x.benchmark || p.OutcomeAgainst != x.outcomeBy || p.Obstacle != x.obstacle || got.Verdict != Inconclusive {
			t.Errorf("%d, %s: got %s, benchmark against %q, outcome against %q (%q)",
				x.year, x.step, got.Verdict, p.BenchmarkAgainst, p.OutcomeAgainst, p.Obstacle)
		}
	}
}

func decided(t testing.TB, selected, all, hits, known, refSelected, refAll, refHits, refKnown int64) Decided {
	t.Helper()
	return Decided{
		Selections: Pair{of(t, selected, all), of(t, refSelected, refAll)},
		Hits:       Pair{of(t, hits, known), of(t, refHits, refKnown)},
	}
}

func TestRobustVerdicts(t *testing.T) {
	strict := decided(t, 300, 1000, 60, 300, 100, 1000, 40, 100)
	for _, tc := range []struct {
		rule     string
		decision Decision
		d        Decided
		verdict  Verdict
		against  Side
		obstacle Obstacle
	}{
		{"checked more and found less", Burden, strict, RobustEvidence, AgainstGroup, ""},
		{"the same, sides exchanged", Burden, decided(t, 100, 1000, 40, 100, 300, 1000, 60, 300), RobustEvidence, AgainstReference, ""},
		{"granted more and doing worse", Benefit, strict, RobustEvidence, AgainstReference, ""},
		{"granted less and doing better", Benefit, decided(t, 100, 1000, 90, 100, 300, 1000, 200, 300), RobustEvidence, AgainstGroup, ""},
		{"checked more and found more", Burden, decided(t, 300, 1000, 150, 300, 100, 1000, 20, 100), Inconclusive, "", ""},
		{"checked less and found less", Burden, decided(t, 100, 1000, 20, 100, 300, 1000, 150, 300), Inconclusive, "", ""},
		{"checked more, hits not far apart", Burden, decided(t, 300, 1000, 60, 300, 100, 1000, 22, 100), Inconclusive, "", ""},
		{"checked as often, found less", Burden, decided(t, 100, 1000, 20, 100, 100, 1000, 60, 100), Inconclusive, "", ""},
		{"no outcome known", Burden, decided(t, 300, 1000, 0, 0, 100, 1000, 40, 100), NotPossible, "", NoOutcome},
		{"few outcomes in a group", Burden, decided(t, 300, 1000, 0, 9, 100, 1000, 40, 100), NotPossible, "", FewOutcomes},
		{"few hits", Burden, decided(t, 300, 1000, 0, 300, 100, 1000, 4, 100), NotPossible, "", FewOutcomes},
		{"few misses", Burden, decided(t, 300, 1000, 300, 300, 100, 1000, 96, 100), NotPossible, "", FewOutcomes},
		{"nobody in the group", Burden, decided(t, 0, 0, 0, 0, 100, 1000, 40, 100), NotPossible, "", NoGroup},
	} {
		got, err := tc.decision.Robust(usual, tc.d)
		must(t, got, err)
		if got.Verdict != tc.verdict || got.Against != tc.against || got.Pooled.Obstacle != tc.obstacle {
			t.Errorf("%s: got %s against %q (%q), want %s against %q (%q)", tc.rule,
				got.Verdict, got.Against, got.Pooled.Obstacle, tc.verdict, tc.against, tc.obstacle)
		}
	}
}

// Berkeley's shape with outcomes: pooled the group is checked more and found
// less, because it is more often in the stratum where checks are many and hits
// few. Within strata everybody is treated alike.
func TestRobustGivenStrata(t *testing.T) {
	many := decided(t, 450, 900, 45, 450, 50, 100, 5, 50)
	rare := decided(t, 10, 100, 6, 10, 90, 900, 54, 90)
	strata := []DecidedStratum{{"many", many}, {"rare", rare}}
	got, err := Burden.Robust(usual, many.Plus(rare), strata...)
	must(t, got, err)
	if got.Pooled.Verdict != RobustEvidence || got.Stratified.Verdict != Inconclusive || got.Verdict != Inconclusive {
		t.Errorf("reversal: got pooled %s, stratified %s, together %s; want evidence that vanishes",
			got.Pooled.Verdict, got.Stratified.Verdict, got.Verdict)
	}
	// Twice the same inequality: both see it.
	strict := decided(t, 300, 1000, 60, 300, 100, 1000, 40, 100)
	got, err = Burden.Robust(usual, strict.Plus(strict), DecidedStratum{"a", strict}, DecidedStratum{"b", strict})
	must(t, got, err)
	if got.Verdict != RobustEvidence || got.Against != AgainstGroup {
		t.Errorf("in both strata: got %s", got.Verdict)
	}
	// The sides exchanged, and the level passed on: the same against the reference.
	mirror := decided(t, 100, 1000, 40, 100, 300, 1000, 60, 300)
	got, err = Burden.Robust(usual, mirror.Plus(mirror), DecidedStratum{"a", mirror}, DecidedStratum{"b", mirror})
	must(t, got, err)
	if got.Verdict != RobustEvidence || got.Against != AgainstReference {
		t.Errorf("mirrored in both strata: got %s against %q", got.Verdict, got.Against)
	}
	// Riskier here with hits alike, safer there with everybody selected: the
	// averages look like a lower threshold, and no stratum does.
	riskier := decided(t, 600, 1000, 300, 600, 300, 1000, 150, 300)
	safer := decided(t, 1000, 1000, 100, 1000, 1000, 1000, 400, 1000)
	got, err = Burden.Robust(usual, riskier.Plus(safer), DecidedStratum{"riskier", riskier}, DecidedStratum{"safer", safer})
	must(t, got, err)
	if s := got.Stratified; got.Pooled.Verdict != RobustEvidence || got.Verdict != Inconclusive ||
		s.BenchmarkAgainst != AgainstGroup || s.OutcomeAgainst != AgainstGroup {
		t.Errorf("mixed order: got pooled %s, %s (%+v)", got.Pooled.Verdict, got.Verdict, s)
	}
}

func TestCombinedP(t *testing.T) {
	// By hand: in either stratum the larger P is that of hits; R 4.2,
	// max(fisher.test(rbind(c(30, 70), c(10, 90)), alternative = "g")$p.value,
	//     fisher.test(rbind(c(6, 24), c(6, 4)), alternative = "l")$p.value)
	d := decided(t, 30, 100, 6, 30, 10, 100, 6, 10)
	got, err := Burden.Robust(usual, d.Plus(d), DecidedStratum{"a", d}, DecidedStratum{"b", d})
	must(t, got, err)
	const one = 0.0256079259125
	near(t, "P of a stratum", got.Strata[0].P, one, 1e-8)
	if level := got.Strata[0].Outcome.Interval.Confidence; abs(level-0.975) > 1e-12 {
		t.Errorf("level within two strata: got %g, want 0.975", level)
	}
	// pchisq(-2*2*log(one), 4, lower.tail = FALSE)
	near(t, "P of both", got.Stratified.P, one*one*(1-2*math.Log(one)), 1e-8)
}

func TestRobustRefuses(t *testing.T) {
	fine := decided(t, 300, 1000, 60, 300, 100, 1000, 40, 100)
	over := decided(t, 300, 1000, 60, 301, 100, 1000, 40, 100)
	for _, tc := range []struct {
		rule     string
		decision Decision
		pooled   Decided
		strata   []DecidedStratum
		want     error
	}{
		{"no direction", "", fine, nil, ErrDecision},
		{"more hits than selected", Burden, over, nil, ErrHits},
		{"more in a stratum", Burden, fine, []DecidedStratum{{"x", over}}, ErrHits},
		{"strata beyond the whole", Burden, fine, []DecidedStratum{{"a", fine}, {"b", fine}}, ErrExceeds},
	} {
		if _, err := tc.decision.Robust(usual, tc.pooled, tc.strata...); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

// With rounded counts, evidence has to hold for each of the true counts.
func TestRobustUnderRounding(t *testing.T) {
	said, withheld := 0, 0
	for hits := int64(20); hits <= 60; hits += 4 {
		published := decided(t, 60, 200, 8, 40, 30, 200, hits/2, 30)
		rounded := published
		for _, c := range []*Count{&rounded.Hits.Group, &rounded.Hits.Reference} {
			within, err := c.Within(2, 1)
			*c = must(t, within, err)
		}
		got, err := Burden.Robust(usual, rounded)
		must(t, got, err)
		all := true
		for _, g := range truths(rounded.Hits.Group) {
			for _, r := range truths(rounded.Hits.Reference) {
				d := Decided{published.Selections, Pair{g, r}}
				if one, err := Burden.Robust(usual, d); err == nil {
					all = all && one.Verdict == RobustEvidence
				}
			}
		}
		if (got.Verdict == RobustEvidence) != all {
			t.Errorf("%d of 60: got %s, but for all true counts: %t", hits, got.Verdict, all)
		}
		if all {
			said++
			continue
		}
		withheld++
	}
	if said == 0 || withheld == 0 {
		t.Errorf("said %d times and withheld %d times: the test doesn't reach both", said, withheld)
	}
}

// Evidence given strata of rounded counts stands for true counts drawn at random.
func TestRobustGivenRoundedStrata(t *testing.T) {
	r := generator()
	said := 0
	for range 150 {
		var strata []DecidedStratum
		var pooled Decided
		for i := range 2 {
			d := decided(t, 240+r.Int64N(60), 800, 30+r.Int64N(40), 200, 60+r.Int64N(60), 900, 18+r.Int64N(10), 50)
			if i == 0 {
				pooled = d
			} else {
				pooled = pooled.Plus(d)
			}
			strata = append(strata, DecidedStratum{Decided: within3(t, d)})
		}
		got, err := Burden.Robust(usual, within3(t, pooled), strata...)
		must(t, got, err)
		if got.Verdict != RobustEvidence {
			continue
		}
		said++
		for range 10 {
			// The pooled truth is the sum of the strata's only by chance; it is drawn
			// apart, as the published counts leave it.
			one, two := truth(r, strata[0].Decided), truth(r, strata[1].Decided)
			p := Burden.agree(usual, truth(r, within3(t, pooled)))
			s := Burden.agreeGiven(usual, []DecidedStratum{{"", one}, {"", two}})
			if p.Verdict != RobustEvidence || s.Verdict != RobustEvidence {
				t.Fatalf("evidence for published counts, not for %v and %v: %s and %s", one, two, p.Verdict, s.Verdict)
			}
		}
	}
	if said < 20 || said > 140 {
		t.Errorf("evidence in %d of 150: the counts don't test much", said)
	}
}

// within3 lets both numbers of every count go by 3.
func within3(t *testing.T, d Decided) Decided {
	t.Helper()
	for _, c := range []*Count{
		&d.Selections.Group, &d.Selections.Reference, &d.Hits.Group, &d.Hits.Reference,
	} {
		loose, err := c.Within(3, 3)
		*c = must(t, loose, err)
	}
	return d
}

// truth draws one of the true counts.
func truth(r *rand.Rand, d Decided) Decided {
	for _, c := range []*Count{
		&d.Selections.Group, &d.Selections.Reference, &d.Hits.Group, &d.Hits.Reference,
	} {
		all := truths(*c)
		*c = all[r.IntN(len(all))]
	}
	return d
}
