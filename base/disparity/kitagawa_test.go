// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestKitagawaStudentGrants(t *testing.T) {
	got := duoStrata(t).Kitagawa(usual)
	whole, a, b := number(t, got.Difference.Estimate), number(t, got.Composition.Estimate), number(t, got.Rates.Estimate)
	if abs(a+b-whole) > 1e-15 {
		t.Errorf("%g and %g don't add up to %g", a, b, whole)
	}
	// By hand from the published counts of the strata.
	near(t, "difference", got.Difference.Estimate, 2000.0/54800-1050.0/178210, 1e-12)
	var hand float64
	for _, x := range duo2014 {
		n, m := float64(x.selected+x.others), float64(x.refSelected+x.refNo)
		hand += (n/54800 - m/178210) * (float64(x.selected)/n + float64(x.refSelected)/m) / 2
	}
	near(t, "composition", got.Composition.Estimate, hand, 1e-12)
}

func TestKitagawaUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var s Strata
		for range 2 {
			s = append(s, Stratum{Pair: Pair{published(9, 1).Draw(r, "group"), published(9, 1).Draw(r, "reference")}})
		}
		all := s.Kitagawa(usual)
		if len(all.Empty) > 0 {
			return
		}
		for range 60 {
			var one Strata
			for _, x := range s {
				g, ref := truths(x.Group), truths(x.Reference)
				one = append(one, Stratum{Pair: Pair{
					g[rapid.IntRange(0, len(g)-1).Draw(r, "g")], ref[rapid.IntRange(0, len(ref)-1).Draw(r, "r")],
				}})
			}
			truth := one.Kitagawa(usual)
			inside(r, 0, truth.Difference, all.Difference)
			inside(r, 1, truth.Composition, all.Composition)
			inside(r, 2, truth.Rates, all.Rates)
		}
	})
}

func TestKitagawaCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	const runs = 1500
	shares := [2][]float64{{0.2, 0.3, 0.5}, {0.5, 0.3, 0.2}}
	rates := [2][]float64{{0.05, 0.2, 0.5}, {0.02, 0.2, 0.4}}
	var composition, rate float64
	for k := range 3 {
		composition += (shares[0][k] - shares[1][k]) * (rates[0][k] + rates[1][k]) / 2
		rate += (shares[0][k] + shares[1][k]) / 2 * (rates[0][k] - rates[1][k])
	}
	held := map[string]int{}
	for range runs {
		s := make(Strata, 3)
		for who, n := range []int{600, 900} {
			var counts [3]Count
			for range n {
				k, u := 0, r.Float64()
				for u >= shares[who][k] && k < 2 {
					u -= shares[who][k]
					k++
				}
				if r.Float64() < rates[who][k] {
					counts[k].events++
				} else {
					counts[k].others++
				}
			}
			for k := range s {
				if who == 0 {
					s[k].Group = counts[k]
					continue
				}
				s[k].Reference = counts[k]
			}
		}
		got := s.Kitagawa(usual)
		held["composition"] += within(got.Composition.Interval, composition)
		held["rates"] += within(got.Rates.Interval, rate)
		held["difference"] += within(got.Difference.Interval, composition+rate)
	}
	for what, n := range held {
		if share := float64(n) / runs; abs(share-0.95) > 0.0225 { // four standard errors
			t.Errorf("%s: covered in %.3f, want 0.95", what, share)
		}
	}
}

func TestKitagawaGaps(t *testing.T) {
	s := Strata{
		{"a", Pair{of(t, 1, 10), of(t, 2, 10)}},
		{"b", Pair{of(t, 0, 0), of(t, 2, 10)}},
	}
	got := s.Kitagawa(usual)
	if len(got.Empty) != 1 || got.Empty[0].Name != "b" || got.Composition.Estimate.Gap() != EmptyGroup {
		t.Errorf("an empty category: got %+v", got)
	}
	near(t, "difference", got.Difference.Estimate, 0.1-0.2, 1e-12)
	if gap := (Strata{}).Kitagawa(usual).Difference.Estimate.Gap(); gap != EmptyGroup {
		t.Errorf("no strata: got %q", gap)
	}
}
