// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// cells is a survey whose respondents are alike within a stratum and a cell of the
// margins: of the same weight, and with the same columns of the calibrations. What
// domains and items do is then counted, and not looked at respondent by respondent.
type cells struct {
	blocks  []block // a stratum and a cell of the margins
	strata  []share
	silent  [][]float64 // for each time that some didn't respond, by block: what responding adds, see Survey.cross
	domains int
	at      []int32 // by respondent: block × domains + domain; the last place for who didn't respond
	fits    []*fit
}

// block is a stratum and a cell of the margins that somebody is in.
type block struct {
	stratum int32
	n       float64   // with who didn't respond
	weights []float64 // of each before the calibrations, after the first, …
	row     int       // a respondent in it
}

// after is the weight of each.
func (b block) after() float64 { return b.weights[len(b.weights)-1] }

// share is how a stratum counts.
type share struct{ n, rest float64 }

// cells gives the blocks; false where respondents of a block aren't alike.
func (s *Survey) cells(by Factor) (*cells, bool) {
	if s.lonely == Average || s.lonely == Adjust || s.domains == AlsoDomains {
		return nil, false
	}
	c := &cells{domains: len(by.Levels), at: make([]int32, s.n), fits: s.fits}
	for _, h := range s.tree.strata {
		for _, u := range h.units {
			if u.to-u.from != 1 || u.within != nil && u.share > 0 {
				return nil, false
			}
		}
		c.strata = append(c.strata, share{float64(len(h.units)), h.rest})
	}
	var weights [][]float64
	for _, one := range s.fits {
		if len(one.columns.numbers) > 0 {
			return nil, false
		}
		weights = append(weights, one.columns.before)
	}
	return c, c.group(s, append(weights, s.weights), by)
}

// group puts each respondent in his block; false when those of one aren't alike.
func (c *cells) group(s *Survey, weights [][]float64, by Factor) bool {
	in, heads := split(make([]int32, s.n), s.first.stratum, len(c.strata))
	for _, one := range c.fits {
		in, heads = split(in, one.columns.groups, len(one.columns.heads))
		if who := one.columns.who; who != nil {
			in, heads = split(in, who.codes(), 2)
		}
	}
	if len(heads)*c.domains > max(1<<24, 8*s.n) { // more room than looking at each takes
		return false
	}
	for _, i := range heads {
		b := block{stratum: s.first.stratum[i], row: int(i)}
		for _, w := range weights {
			b.weights = append(b.weights, w[i])
		}
		c.blocks = append(c.blocks, b)
	}
	for part := range slices.Chunk(s.silent, s.n) {
		silent := make([]float64, len(heads))
		for k, i := range heads {
			silent[k] = part[i]
		}
		c.silent = append(c.silent, silent)
	}
	for i, k := range in {
		b := &c.blocks[k]
		for j, w := range weights {
			if b.weights[j] != w[i] {
				return false
			}
		}
		b.n++
		if c.at[i] = k*int32(c.domains) + by.Codes[i]; !s.who.has(i) { //nolint:gosec // a sample isn't that large
			c.at[i] = int32(len(heads) * c.domains) //nolint:gosec // as above
		}
	}
	return true
}

// codes gives 1 for who is in the domain and 0 for others.
func (d Domain) codes() []int32 {
	out := make([]int32, len(d))
	for i, in := range d {
		if in {
			out[i] = 1
		}
	}
	return out
}

// sums is what an item adds up to, by block and domain.
type sums struct {
	n  []int32
	y  []int64
	yy []int64
}

// means counts an item, and gives its mean in each domain.
func (c *cells) means(m Item, work *sums) []Entry {
	size := len(c.blocks)*c.domains + 1
	if len(work.n) < size {
		*work = sums{make([]int32, size), make([]int64, size), make([]int64, size)}
	}
	n, y, yy := work.n[:size], work.y[:size], work.yy[:size]
	clear(n)
	clear(y)
	clear(yy)
	for i, k := range c.at {
		v := int64(m.Values[i])
		if v == int64(NoAnswer) {
			continue
		}
		n[k]++
		y[k] += v
		yy[k] += v * v
	}
	out := make([]Entry, c.domains)
	for d := range out {
		out[d] = c.mean(d, n, y, yy)
	}
	return out
}

// mean gives the mean in a domain with its variance: what Survey.cross gives, with the
// sums over respondents of a block taken together.
func (c *cells) mean(d int, n []int32, y, yy []int64) Entry {
	var people, total float64
	count := 0
	present := make([]int, len(c.strata))
	for k, b := range c.blocks {
		if at := k*c.domains + d; n[at] > 0 {
			people += b.after() * float64(n[at])
			total += b.after() * float64(y[at])
			count += int(n[at])
			present[b.stratum] += int(n[at])
		}
	}
	if count == 0 || people == 0 { // nobody, or nobody with a weight
		return Entry{Value: math.NaN(), SE: math.NaN()}
	}
	mean := total / people
	influence := func(k int) float64 { // of the respondents of a block that are in the domain, together
		at := k*c.domains + d
		return (float64(y[at]) - mean*float64(n[at])) / people
	}
	left, parts := c.residuals(influence)
	sum, square := make([]float64, len(c.strata)), make([]float64, len(c.strata))
	variance, strata := 0.0, 0
	for k, b := range c.blocks {
		at := k*c.domains + d
		// u is the scores of those in the domain, added up; q their squares.
		u := b.after() * influence(k)
		q := b.after() * b.after() * (float64(yy[at]) - 2*mean*float64(y[at]) + mean*mean*float64(n[at])) / (people * people)
		squares := func(left float64) float64 { return q + 2*left*u + left*left*b.n }
		sum[b.stratum] += u + left[k]*b.n
		square[b.stratum] += squares(left[k])
		for j, part := range parts {
			variance += c.silent[j][k] * squares(part[k])
		}
	}
	for h, s := range c.strata {
		if s.n > 1 && s.rest >= certain {
			variance += s.rest * s.n / (s.n - 1) * (square[h] - sum[h]*sum[h]/s.n)
		}
		if present[h] > 0 {
			strata++
		}
	}
	return entry(mean, variance, count, count-strata)
}

// residuals gives what the calibrations add to the score of each in a block, in the domain
// or not, and to his part for each time that some didn't respond: Survey.calibrated,
// block by block.
func (c *cells) residuals(influence func(block int) float64) (left []float64, parts [][]float64) {
	left = make([]float64, len(c.blocks))
	for j, one := range slices.Backward(c.fits) {
		t := one.columns
		b := make([]float64, t.size)
		for k, of := range c.blocks {
			if after := of.weights[j+1]; after != 0 { // as in fit.residuals
				t.add(b, of.row, of.weights[j]/after*(of.after()*influence(k)+left[k]*of.n))
			}
		}
		beta := mat.NewVecDense(t.size, b)
		if err := one.solve.SolveVecTo(beta, beta); err != nil {
			panic(err) // as in fit.residuals
		}
		for k, of := range c.blocks {
			left[k] -= of.weights[j+1] * t.dot(b, of.row)
		}
		if t.open == 0 {
			continue
		}
		if t.responds {
			parts = append([][]float64{slices.Clone(left)}, parts...)
		}
		clear(b[t.open:])
		for k, of := range c.blocks {
			left[k] += of.weights[j] * t.dot(b, of.row)
		}
	}
	return left, parts
}
