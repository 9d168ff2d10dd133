// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"cmp"
	"slices"
)

// Family is the comparisons that are judged together: all that were made for one
// question, those that showed nothing among them.
type Family struct {
	Name string    // the question
	P    []float64 // the p-value of each comparison, from 0 to 1
}

// Adjustment is a published way to adjust p-values.
type Adjustment string

// The adjustments; the functions that use them name the papers.
const (
	BenjaminiHochberg  Adjustment = "benjamini-hochberg"
	BenjaminiYekutieli Adjustment = "benjamini-yekutieli"
)

// Adjusted is the p-values of a family, adjusted for how many they are. Calling
// those at or below q significant keeps the expected share of false ones among
// them at q or less.
type Adjusted struct {
	Family      string
	Comparisons int // how many the family has
	By          Adjustment
	P           []float64 // in the order of the family; none below what it was
}

// BenjaminiHochberg adjusts for a family of independent comparisons, or of ones that
// depend on each other positively: the smallest of pⱼ m/j over the ranks j from
// that of p on, at most 1, for m comparisons. Errors: ErrFamily, ErrProbability.
//
// Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, J. Royal
// Statistical Society B 57 (1995) 289-300; in R, p.adjust(p, "BH").
func (f Family) BenjaminiHochberg() (Adjusted, error) { return f.adjust(BenjaminiHochberg, 1) }

// BenjaminiYekutieli adjusts for a family of comparisons that depend on each other in
// whatever way: as BenjaminiHochberg, times 1 + 1/2 + … + 1/m. Errors: ErrFamily,
// ErrProbability.
//
// Source: Y. Benjamini and D. Yekutieli, The control of the false discovery rate in
// multiple testing under dependency, Annals of Statistics 29 (2001) 1165-1188; in R,
// p.adjust(p, "BY").
func (f Family) BenjaminiYekutieli() (Adjusted, error) {
	sum := 0.0
	for j := range f.P {
		sum += 1 / float64(j+1)
	}
	return f.adjust(BenjaminiYekutieli, sum)
}

func (f Family) adjust(by Adjustment, times float64) (Adjusted, error) {
	m := len(f.P)
	if f.Name == "" || m == 0 {
		return Adjusted{}, ErrFamily.With("family", f.Name, "comparisons", m)
	}
	if err := first(m, func(i int) bool { return !(f.P[i] >= 0 && f.P[i] <= 1) }, func(row, rows int) error {
		return ErrProbability.With("family", f.Name, "row", row, "rows", rows)
	}); err != nil {
		return Adjusted{}, err
	}
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(f.P[a], f.P[b]) })
	out := Adjusted{Family: f.Name, Comparisons: m, By: by, P: make([]float64, m)}
	least := 1.0
	for j := m; j > 0; j-- {
		i := order[j-1]
		least = min(least, times*float64(m)/float64(j)*f.P[i])
		out.P[i] = least
	}
	return out, nil
}
