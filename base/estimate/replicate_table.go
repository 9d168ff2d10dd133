// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"cmp"
	"math"
	"slices"
	"sync"
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
	t, err := newTable(s.n, by, items)
	if err != nil {
		return t, err
	}
	a := arrange(s.n, by, items)
	room := &sync.Pool{New: func() any {
		all := make([][abreast]float64, s.n)
		return &all
	}}
	whole := a.means(room, [][]float64{s.weights})[0]
	each := make([][]float64, r.Len())
	r.few(nil, abreast, func(from int, w [][]float64) {
		copy(each[from:], a.means(room, w))
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

// abreast is how many replicates are counted at a time: an answer is read once for all
// of them.
const abreast = 4

// means gives the mean of each item by domain, for each of at most that many weights of
// respondents, in room that is used again.
func (a arranged) means(room *sync.Pool, weights [][]float64) [][]float64 {
	ordered, _ := room.Get().(*[][abreast]float64)
	defer room.Put(ordered)
	a.put(*ordered, weights)
	out := make([][]float64, abreast)
	for k := range out {
		out[k] = make([]float64, a.figures())
	}
	items := len(a.values)
	for d := range len(a.from) - 1 {
		from, to := a.from[d], a.from[d+1]
		some := (*ordered)[from:to]
		var people [abreast]float64
		for i := range some {
			for k, w := range some[i] {
				people[k] += w
			}
		}
		for j, values := range a.values {
			over := people
			var sums [abreast]float64
			if a.answered[j][d] < to-from {
				sums, over = among(some, values[from:to])
			} else {
				sums = dots(some, values[from:to])
			}
			for k := range out {
				out[k][d*items+j] = sums[k] / over[k]
			}
		}
	}
	return out[:len(weights)]
}

// put puts weights beside each other, in order; what there are fewer of is there twice.
func (a arranged) put(ordered [][abreast]float64, weights [][]float64) {
	n := len(weights)
	w0, w1, w2, w3 := weights[0], weights[1%n], weights[2%n], weights[3%n]
	for at, i := range a.order {
		ordered[at] = [abreast]float64{w0[i], w1[i], w2[i], w3[i]}
	}
}

// dots gives Σ wᵢvᵢ for each of some weights.
func dots(w [][abreast]float64, v []int8) [abreast]float64 {
	var a, b, c, d float64
	w = w[:len(v)]
	for i, x := range v {
		y, one := float64(x), &w[i]
		a += one[0] * y
		b += one[1] * y
		c += one[2] * y
		d += one[3] * y
	}
	return [abreast]float64{a, b, c, d}
}

// among gives Σ wᵢvᵢ and Σ wᵢ of who answered.
func among(w [][abreast]float64, v []int8) (sums, people [abreast]float64) {
	for i, x := range v {
		if x == NoAnswer {
			continue
		}
		for k, one := range w[i] {
			sums[k] += one * float64(x)
			people[k] += one
		}
	}
	return sums, people
}
