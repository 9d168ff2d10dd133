// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"math"
	"slices"
)

// Amounts are what was measured of the people of a group in whole units, such
// as days. Stratum is empty where all strata are taken together.
type Amounts struct {
	Group, Stratum string
	Each           []int64
}

// Middle is the middle of amounts as it is printed.
type Middle struct {
	Group, Stratum string
	Base           Figure // people
	Mean           Figure // rounded to a whole unit
	Median         Figure // a band of as many units as numerators must stay possible
	Variation      Figure // standard deviation by mean; printed of all strata together alone
}

// Known reports whether anything is printed.
func (m Middle) Known() bool { return m.Mean.HasValue() }

// ProtectAmounts prints the middle of amounts for groups as large as Protect
// demands, with the same care for what subtraction leaves. Whoever knew every
// amount of a group but one would learn of that one no more from the mean than
// that it is one of as many whole units as the group has people; from the median
// alone, one of as many as numerators must stay possible. Both printed figures
// together aren't audited, as cells aren't.
//
// Errors: ErrCell for an amount below nought, and those of Protect.
func ProtectAmounts(rules Rules, all []Amounts) ([]Middle, error) {
	cells := make([]Cell, len(all))
	for i, a := range all {
		cells[i] = Cell{Group: a.Group, Stratum: a.Stratum, Base: int64(len(a.Each))}
		if slices.ContainsFunc(a.Each, func(x int64) bool { return x < 0 }) {
			return nil, ErrCell.With("group", a.Group, "stratum", a.Stratum)
		}
	}
	p, err := Protect(rules, cells)
	if err != nil {
		return nil, err
	}
	out := make([]Middle, len(all))
	for i, r := range p.rates {
		m := Middle{Group: r.Group, Stratum: r.Stratum, Base: r.Base}
		m.Mean, m.Median, m.Variation = r.Share, r.Share, r.Share
		if r.Known() && int64(len(all[i].Each)) >= rules.Possibilities {
			m.print(rules, slices.Sorted(slices.Values(all[i].Each)))
		}
		out[i] = m
	}
	return out, nil
}

func (m *Middle) print(rules Rules, sorted []int64) {
	n := float64(len(sorted))
	var sum, squares float64
	for _, x := range sorted {
		sum += float64(x)
	}
	mean := sum / n
	for _, x := range sorted {
		squares += (float64(x) - mean) * (float64(x) - mean)
	}
	value := math.Round(mean)
	m.Mean = Figure{Kind: Rounded, Value: value, Range: Between(math.Max(value-0.5, 0), value+0.5)}
	median := (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
	from := median / rules.Possibilities * rules.Possibilities
	m.Median = Figure{Kind: Band, Range: Between(float64(from), float64(from+rules.Possibilities-1))}
	m.Variation = Figure{Kind: Withheld, Reason: "disclose.reason.few"}
	if m.Stratum == "" && mean > 0 {
		variation := roundTo(math.Sqrt(squares/n)/mean, 2)
		m.Variation = Figure{Kind: Rounded, Value: variation, Digits: 2, Range: Between(math.Max(variation-0.005, 0), variation+0.005)}
	}
}
