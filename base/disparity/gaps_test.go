// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the counts, empty ones and the largest among them, no figure holds NaN
// or an infinity, which JSON refuses, and each that has a gap reads back as it.
func TestDecisionFiguresHaveNumbersOrReasons(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		most := rapid.SampledFrom([]int64{2, 20, 5000, MaxCount / 4}).Draw(r, "most")
		count := func(name string) Count { return published(most, 5).Draw(r, name) }
		pair := func(name string) Pair { return Pair{count(name + ", group"), count(name + ", reference")} }
		d := Decided{pair("selections"), pair("hits")}
		strata := Strata{{"a", pair("a")}, {"b", pair("b")}}
		var all []any
		keep := func(x any, err error) {
			if err == nil {
				all = append(all, x)
			}
		}
		if most <= 5000 { // Fisher's test walks over the tables: the largest takes long
			robust, err := Benefit.Robust(usual, d)
			keep(robust, err)
			given, err := Burden.Robust(usual, d, DecidedStratum{"a", d}, DecidedStratum{"b", Decided{pair("s"), pair("h")}})
			keep(given, err)
		}
		arms, err := CompareArms(usual, Arm{count("s"), count("h"), count("r")}, Arm{count("s"), count("h"), count("r")})
		keep(arms, err)
		chain, err := Chain{{"a", pair("a")}, {"b", pair("b")}}.Decompose(usual)
		keep(chain, err)
		parities, err := Judge(usual, Confusion{count("x"), count("y")}, Confusion{count("x"), count("y")}, Given{})
		keep(parities, err)
		bounds, err := BoundByProxy([]ProxyCell{{"a", count("o"), count("g"), count("r")}, {"b", count("o"), count("g"), count("r")}})
		keep(bounds, err)
		keep(strata.Kitagawa(usual), nil)
		keep(Calibrate(usual, strata), nil)
		keep(count("looks").Sequence(usual), nil)
		keep(pair("looks").SequenceDifference(usual), nil)
		replicates, err := Bootstrap(1, 50, []Count{count("a"), count("b")}, AgainstOne(1))
		keep(replicates.Estimates, err)
		for i := range replicates.Estimates {
			keep(replicates.Percentile(i, Confidence{0.5}), nil)
			keep(replicates.SE(i), nil)
		}
		for _, x := range all {
			if _, err := json.Marshal(x); err != nil {
				r.Fatalf("%T: %v", x, err)
			}
		}
	})
}
