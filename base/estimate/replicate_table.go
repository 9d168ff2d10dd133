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
	a := arrange(s, by, items)
	room := &sync.Pool{New: func() any {
		all := make([][abreast]float64, len(a.order))
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
		in := s.among(by.In(int32(d))) //nolint:gosec // as many as levels
		all := r.scheme.degrees(in)
		for j, m := range items {
			n, degrees := a.answered[j][d], all
			if n < a.size(d) { // who didn't answer isn't in the domain
				degrees = r.scheme.degrees(in.And(m.Column().Answered()))
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
	order    []int32 // respondents by domain
	from     []int   // by domain, where its respondents begin; one more at the end
	packs    []pack
	items    int
	answered [][]int // by item and domain
}

func arrange(s *Survey, by Factor, items []Item) arranged {
	a := arranged{from: make([]int, len(by.Levels)+1), items: len(items)}
	for i, d := range by.Codes {
		if s.who.has(i) {
			a.order = append(a.order, int32(i)) //nolint:gosec // a sample isn't that large
			a.from[d+1]++
		}
	}
	for d := range by.Levels {
		a.from[d+1] += a.from[d]
	}
	slices.SortStableFunc(a.order, func(x, y int32) int { return cmp.Compare(by.Codes[x], by.Codes[y]) })
	for j, m := range items {
		answered := make([]int, len(by.Levels))
		for _, i := range a.order {
			if m.Values[i] != NoAnswer {
				answered[by.Codes[i]]++
			}
		}
		a.answered = append(a.answered, answered)
		if last := len(a.packs) - 1; last < 0 || !a.packs[last].take(j, m, a.order) {
			one := pack{at: make([]uint8, len(a.order)), size: 1}
			one.take(j, m, a.order)
			a.packs = append(a.packs, one)
		}
	}
	return a
}

func (a arranged) size(d int) int { return a.from[d+1] - a.from[d] }

func (a arranged) figures() int { return (len(a.from) - 1) * a.items }

// pack is some items of which the answers together can be told apart by a byte: what
// respondents weigh is added up by that byte, once for all of these items.
type pack struct {
	at    []uint8 // by respondent, those of a domain one after another
	size  int     // how many answers together there are
	items []packed
}

// packed is an item of a pack: byte/step mod len(values) is which of the values it is.
type packed struct {
	item   int
	step   int
	values []int8
}

// take puts an item in the pack; false where a byte is too small for one more.
func (p *pack) take(j int, m Item, order []int32) bool {
	var code [256]int
	one := packed{item: j, step: p.size}
	for _, v := range m.Values {
		if k := &code[uint8(v)]; *k == 0 { //nolint:gosec // as a place
			one.values = append(one.values, v)
			*k = len(one.values)
		}
	}
	if p.size*len(one.values) > 256 {
		return false
	}
	for k, i := range order {
		p.at[k] += uint8(one.step * (code[uint8(m.Values[i])] - 1)) //nolint:gosec // below 256
	}
	p.size *= len(one.values)
	p.items = append(p.items, one)
	return true
}

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
	var weighed [256][abreast]float64
	for d := range len(a.from) - 1 {
		from, to := a.from[d], a.from[d+1]
		for _, p := range a.packs {
			clear(weighed[:p.size])
			p.weigh((*ordered)[from:to], from, &weighed)
			for _, one := range p.items {
				sums, people := one.sums(weighed[:p.size])
				for k := range out {
					out[k][d*a.items+one.item] = sums[k] / people[k]
				}
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

// weigh adds up the weights of who gave the same answers, of respondents from one on.
func (p pack) weigh(some [][abreast]float64, from int, sums *[256][abreast]float64) {
	at := p.at[from : from+len(some)]
	for i := range some {
		w, to := &some[i], &sums[at[i]]
		to[0] += w[0]
		to[1] += w[1]
		to[2] += w[2]
		to[3] += w[3]
	}
}

// sums gives Σ wᵢvᵢ and Σ wᵢ of who answered the item.
func (one packed) sums(weighed [][abreast]float64) (sums, people [abreast]float64) {
	for c, v := range one.values {
		if v == NoAnswer {
			continue
		}
		var some [abreast]float64
		for block := c * one.step; block < len(weighed); block += one.step * len(one.values) {
			for _, w := range weighed[block : block+one.step] {
				some[0] += w[0]
				some[1] += w[1]
				some[2] += w[2]
				some[3] += w[3]
			}
		}
		for k, w := range some {
			people[k] += w
			sums[k] += w * float64(v)
		}
	}
	return sums, people
}
