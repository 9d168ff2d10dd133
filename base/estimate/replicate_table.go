// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"cmp"
	"math"
	"slices"
)

// Means gives the mean of each item in each level of a factor, among who answered it,
// each as Replicates.Mean gives it for that domain. The weights of a replicate are made
// once for all of them. A domain in which nobody answered, or in which nobody who
// answered has weight in some replicate, has no figure, as in Survey.Means.
//
// What is kept is a number for each figure in each replicate. Errors: ErrLength,
// ErrLevel.
func (r *Replicates) Means(by Factor, items ...Item) (Table, error) {
	s := r.survey
	t := Table{Domains: by.Levels, Entries: make([][]Entry, len(items))}
	if err := by.check(s.n); err != nil {
		return t, err
	}
	for _, m := range items {
		if len(m.Values) != s.n {
			return t, ErrLength.With("column", m.Name, "length", len(m.Values), "want", s.n)
		}
		t.Items = append(t.Items, m.Name)
	}
	a := arrange(s.n, by, items)
	whole := make([]float64, a.figures())
	a.means(s.weights, make([]float64, s.n), whole)
	each := make([][]float64, r.Len())
	r.each(nil, func(k int, w []float64) {
		each[k] = make([]float64, a.figures())
		a.means(w, make([]float64, s.n), each[k])
	})
	for j := range items {
		t.Entries[j] = make([]Entry, len(by.Levels))
	}
	theta := make([]float64, r.Len())
	for d := range by.Levels {
		all := r.scheme.degrees(by.In(int32(d))) //nolint:gosec // as many as levels
		for j, m := range items {
			n, degrees := a.answered[j][d], all
			if n < a.size(d) { // who didn't answer isn't in the domain
				degrees = r.scheme.degrees(by.In(int32(d)).And(m.Column().Answered())) //nolint:gosec // as above
			}
			at := d*len(items) + j
			for k := range each {
				theta[k] = each[k][at]
			}
			if n == 0 {
				t.Entries[j][d] = Entry{Value: math.NaN(), SE: math.NaN()}
				continue
			}
			f := ReplicateFigure{Value: whole[at], of: r, each: theta}
			t.Entries[j][d] = entry(f.Value, f.Variance(), n, degrees)
		}
	}
	return t, nil
}

// arranged is what respondents answered, those of a domain one after another.
type arranged struct {
	order    []int32  // respondents by domain
	from     []int    // by domain, where its respondents begin; one more at the end
	values   [][]int8 // by item, in that order
	answered [][]int  // by item and domain
}

func arrange(n int, by Factor, items []Item) arranged {
	a := arranged{order: make([]int32, n), from: make([]int, len(by.Levels)+1)}
	for i, d := range by.Codes {
		a.order[i] = int32(i) //nolint:gosec // a sample isn't that large
		a.from[d+1]++
	}
	for d := range by.Levels {
		a.from[d+1] += a.from[d]
	}
	slices.SortStableFunc(a.order, func(x, y int32) int { return cmp.Compare(by.Codes[x], by.Codes[y]) })
	for _, m := range items {
		values, answered := make([]int8, n), make([]int, len(by.Levels))
		for at, i := range a.order {
			values[at] = m.Values[i]
			if m.Values[i] != NoAnswer {
				answered[by.Codes[i]]++
			}
		}
		a.values, a.answered = append(a.values, values), append(a.answered, answered)
	}
	return a
}

func (a arranged) size(d int) int { return a.from[d+1] - a.from[d] }

func (a arranged) figures() int { return (len(a.from) - 1) * len(a.values) }

// means gives the mean of each item by domain, for the weights of respondents.
func (a arranged) means(weights, ordered, out []float64) {
	for at, i := range a.order {
		ordered[at] = weights[i]
	}
	for d := range len(a.from) - 1 {
		from, to := a.from[d], a.from[d+1]
		w := ordered[from:to]
		people := 0.0
		for _, x := range w {
			people += x
		}
		for j, values := range a.values {
			v := values[from:to]
			if a.answered[j][d] == len(v) {
				out[d*len(a.values)+j] = dot(w, v) / people
				continue
			}
			out[d*len(a.values)+j] = among(w, v)
		}
	}
}

// dot gives Σ wᵢvᵢ, in four sums at a time, which a processor adds side by side.
func dot(w []float64, v []int8) float64 {
	var a, b, c, d float64
	v = v[:len(w)]
	i := 0
	for ; i+4 <= len(w); i += 4 {
		a += w[i] * float64(v[i])
		b += w[i+1] * float64(v[i+1])
		c += w[i+2] * float64(v[i+2])
		d += w[i+3] * float64(v[i+3])
	}
	for ; i < len(w); i++ {
		a += w[i] * float64(v[i])
	}
	return (a + b) + (c + d)
}

// among gives Σ wᵢvᵢ / Σ wᵢ of who answered.
func among(w []float64, v []int8) float64 {
	var sum, people float64
	for i, x := range v {
		if x != NoAnswer {
			sum += w[i] * float64(x)
			people += w[i]
		}
	}
	return sum / people
}
