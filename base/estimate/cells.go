// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// cells is a survey whose respondents are alike within a stratum and a cell of the
// margins: of the same weight, and with the same columns of the calibration. What
// domains and items do is then counted, and not looked at respondent by respondent.
type cells struct {
	blocks  []block // a stratum and a cell of the margins
	strata  []share
	domains int
	at      []int32 // by respondent: block × domains + domain
	fit     *fit    // none without calibration
}

// block is a stratum and a cell of the margins that somebody is in.
type block struct {
	stratum int32
	n       float64
	before  float64 // the weight of each before calibration
	after   float64
	row     int // a respondent in it
}

// share is how a stratum counts.
type share struct{ n, rest float64 }

// cells gives the blocks; false where respondents of a block aren't alike.
func (s *Survey) cells(by Factor) (*cells, bool) {
	if len(s.fits) > 1 || s.lonely == Average || s.lonely == Adjust || s.domains == AlsoDomains {
		return nil, false
	}
	c := &cells{domains: len(by.Levels), at: make([]int32, s.n)}
	for _, h := range s.tree.strata {
		for _, u := range h.units {
			if u.to-u.from != 1 || u.within != nil && u.share > 0 {
				return nil, false
			}
		}
		c.strata = append(c.strata, share{float64(len(h.units)), h.rest})
	}
	before := s.weights
	if len(s.fits) == 1 {
		c.fit = s.fits[0]
		before = c.fit.columns.before
		if len(c.fit.columns.numbers) > 0 {
			return nil, false
		}
	}
	return c, c.group(s, before, by)
}

// group puts each respondent in his block; false when those of one aren't alike.
func (c *cells) group(s *Survey, before []float64, by Factor) bool {
	in := make([]int32, s.n)
	if c.fit != nil {
		in = c.fit.columns.groups
	}
	in, heads := split(in, s.first.stratum, len(c.strata))
	if len(heads)*c.domains > max(1<<24, 8*s.n) { // more room than looking at each takes
		return false
	}
	for _, i := range heads {
		c.blocks = append(c.blocks, block{stratum: s.first.stratum[i], before: before[i], after: s.weights[i], row: int(i)})
	}
	for i, k := range in {
		b := &c.blocks[k]
		if b.before != before[i] || b.after != s.weights[i] {
			return false
		}
		b.n++
		c.at[i] = k*int32(c.domains) + by.Codes[i] //nolint:gosec // a sample isn't that large
	}
	return true
}

// sums is what an item adds up to, by block and domain.
type sums struct {
	n  []int32
	y  []int64
	yy []int64
}

// means counts an item, and gives its mean in each domain.
func (c *cells) means(m Item, work *sums) []Entry {
	size := len(c.blocks) * c.domains
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
			people += b.after * float64(n[at])
			total += b.after * float64(y[at])
			count += int(n[at])
			present[b.stratum] += int(n[at])
		}
	}
	if count == 0 || people == 0 { // nobody, or nobody with a weight
		return Entry{Value: math.NaN(), SE: math.NaN()}
	}
	mean := total / people
	explained := c.explained(d, mean, people, n, y)
	sum, square := make([]float64, len(c.strata)), make([]float64, len(c.strata))
	for k, b := range c.blocks {
		at := k*c.domains + d
		// u is the influence of each in the domain, added up; q its square.
		u := (float64(y[at]) - mean*float64(n[at])) / people
		q := (float64(yy[at]) - 2*mean*float64(y[at]) + mean*mean*float64(n[at])) / (people * people)
		a := 0.0
		if explained != nil {
			a = c.fit.columns.dot(explained, b.row)
		}
		sum[b.stratum] += b.after * (u - a*b.n)
		square[b.stratum] += b.after * b.after * (q - 2*a*u + a*a*b.n)
	}
	variance, strata := 0.0, 0
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

// explained gives what the columns of the calibration explain of the influence on a
// mean; nothing without calibration.
func (c *cells) explained(d int, mean, people float64, n []int32, y []int64) []float64 {
	if c.fit == nil {
		return nil
	}
	t := c.fit.columns
	b := make([]float64, t.size)
	for k, one := range c.blocks {
		if at := k*c.domains + d; n[at] > 0 && one.after != 0 { // as in fit.residuals
			t.add(b, one.row, one.before*(float64(y[at])-mean*float64(n[at]))/people)
		}
	}
	beta := mat.NewVecDense(t.size, b)
	if err := c.fit.solve.SolveVecTo(beta, beta); err != nil {
		panic(err) // as in fit.residuals
	}
	return b
}
