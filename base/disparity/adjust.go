// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"cmp"
	"slices"
)

// Hypothesis is one test of a family. Its P may have no number: then it wasn't
// tested.
type Hypothesis struct {
	Name string
	P    Value
}

// Family is tests that are read together, named by what they have in common
// ("groups by origin, selection 2024"): all that were made, not those that came
// out.
type Family struct {
	Name    string
	Members []Hypothesis
}

// Correction is how a P is adjusted for the others of its family.
type Correction string

// The corrections; the functions of Family name the papers.
const (
	Holm               Correction = "holm"
	BenjaminiHochberg  Correction = "benjamini-hochberg"
	BenjaminiYekutieli Correction = "benjamini-yekutieli"
)

// AdjustedFamily is a family with its adjusted P's, never without how many tests
// they are adjusted for.
type AdjustedFamily struct {
	Name       string
	Correction Correction
	Tested     int // the adjustment is for so many
	Untested   int // members whose P has no number
	Members    []AdjustedP
}

// AdjustedP is a member of a family. It is at most a level if the member is
// among those that the correction finds at that level.
type AdjustedP struct {
	Name        string
	P, Adjusted Value // the same Gap if it wasn't tested
}

// Holm adjusts so that the chance of one or more false findings in the family is
// at most the level, however the tests depend on each other. ErrFamily as for
// all corrections: no name, a member without or with another's name, or a P
// outside 0 to 1.
//
// Source: S. Holm, A simple sequentially rejective multiple test procedure,
// Scandinavian Journal of Statistics 6 (1979) 65-70.
func (f Family) Holm() (AdjustedFamily, error) {
	return f.adjust(Holm, func(sorted []float64) {
		largest, n := 0.0, len(sorted)
		for i, p := range sorted {
			largest = max(largest, min(1, float64(n-i)*p))
			sorted[i] = largest
		}
	})
}

// BenjaminiHochberg adjusts so that of the findings the share of false ones is
// expected to be at most the level, if the tests are independent or depend
// positively: comparisons of groups with one reference do so only on one side.
//
// Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate,
// JRSS B 57 (1995) 289-300.
func (f Family) BenjaminiHochberg() (AdjustedFamily, error) {
	return f.adjust(BenjaminiHochberg, func(sorted []float64) { stepUp(sorted, 1) })
}

// BenjaminiYekutieli does as BenjaminiHochberg however the tests depend on each
// other, at the price of Σ 1/i times larger P's.
//
// Source: Y. Benjamini and D. Yekutieli, The control of the false discovery rate
// in multiple testing under dependency, Annals of Statistics 29 (2001) 1165-1188.
func (f Family) BenjaminiYekutieli() (AdjustedFamily, error) {
	return f.adjust(BenjaminiYekutieli, func(sorted []float64) {
		price := 0.0
		for i := range sorted {
			price += 1 / float64(i+1)
		}
		stepUp(sorted, price)
	})
}

// stepUp makes of P's in rising order the smallest of price·n/i·p from each on.
func stepUp(sorted []float64, price float64) {
	smallest, n := 1.0, len(sorted)
	for i := n - 1; i >= 0; i-- {
		smallest = min(smallest, price*float64(n)/float64(i+1)*sorted[i])
		sorted[i] = smallest
	}
}

func (f Family) adjust(by Correction, correct func(sorted []float64)) (AdjustedFamily, error) {
	if err := f.check(); err != nil {
		return AdjustedFamily{}, err
	}
	out := AdjustedFamily{Name: f.Name, Correction: by}
	var order []int // the tested, by rising P; equal ones as given
	for i, h := range f.Members {
		out.Members = append(out.Members, AdjustedP{Name: h.Name, P: h.P, Adjusted: h.P})
		if h.P.gap == "" {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(f.Members[i].P.number, f.Members[j].P.number)
	})
	sorted := make([]float64, len(order))
	for k, i := range order {
		sorted[k] = f.Members[i].P.number
	}
	correct(sorted)
	for k, i := range order {
		out.Members[i].Adjusted = Value{number: sorted[k]}
	}
	out.Tested, out.Untested = len(order), len(f.Members)-len(order)
	return out, nil
}

func (f Family) check() error {
	if f.Name == "" {
		return ErrFamily.With("member", "")
	}
	seen := map[string]bool{"": true}
	for _, h := range f.Members {
		if p, ok := h.P.Number(); seen[h.Name] || ok && !(p >= 0 && p <= 1) {
			return ErrFamily.With("member", h.Name)
		}
		seen[h.Name] = true
	}
	return nil
}
