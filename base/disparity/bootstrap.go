// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"math/rand/v2"
	"slices"
)

// MaxReplicates is the largest number of replicates.
const MaxReplicates = 1_000_000

// Statistics appends figures of counts to out: always as many, in the same
// order. A figure without a number is a Value with its reason. It mustn't keep
// the counts, which are those of the next replicate after it returns.
type Statistics func(counts []Count, out []Value) []Value

// Replicates holds figures of the published counts and of replicates of them.
type Replicates struct {
	Estimates []Value // of the published counts
	number    int
	draws     [][]float64 // of each figure, the replicates in which it has a number
	gaps      []Gap       // of each figure, why it had none, the last reason seen
}

// Bootstrap draws replicates of counts and makes the figures of each. A replicate
// of a count has the same total, of whom each has the event with the published
// rate: a binomial draw. For whoever has rows, that is the same as drawing rows
// within each group with replacement; the work doesn't depend on how many there
// were. Totals are kept, as all intervals of this package do: they say how many
// there were to decide on, not what was decided. Rounding margins play no part.
//
// The same seed, counts and figures give the same draws on every machine; figures
// made with logarithms and the like can differ in the last digit. Replicates are
// from 1 to MaxReplicates, else ErrReplicates, as for figures of which there are
// none.
//
// A draw is exact up to the precision of float64 where its standard deviation is
// at most 250; above, the binomial is a normal one with a term for its skewness,
// and off by some hundred-thousandths of a standard deviation.
//
// Source: B. Efron and R.J. Tibshirani, An introduction to the bootstrap (1993),
// chapters 6 and 13.
func Bootstrap(seed uint64, replicates int, counts []Count, figures Statistics) (Replicates, error) {
	if replicates < 1 || replicates > MaxReplicates {
		return Replicates{}, ErrReplicates.With("replicates", replicates)
	}
	out := Replicates{Estimates: figures(counts, nil), number: replicates}
	width := len(out.Estimates)
	if width == 0 {
		return Replicates{}, ErrReplicates.With("replicates", 0)
	}
	samplers := make([]sampler, len(counts))
	deviates := normalDeviates()
	for i, c := range counts {
		samplers[i] = newSampler(c, deviates)
	}
	out.draws, out.gaps = make([][]float64, width), make([]Gap, width)
	for i := range out.draws {
		out.draws[i] = make([]float64, 0, replicates)
	}
	random := rand.New(rand.NewPCG(seed, 0x6a09e667f3bcc908)) // any constant: √2 in hexadecimal
	drawn, row := make([]Count, len(counts)), make([]Value, 0, width)
	for range replicates {
		for i := range samplers {
			events := samplers[i].draw(random)
			drawn[i] = Count{events: events, others: counts[i].Total() - events, byTotal: true}
		}
		row = figures(drawn, row[:0])
		for i, v := range row {
			if v.gap != "" {
				out.gaps[i] = v.gap
				continue
			}
			out.draws[i] = append(out.draws[i], v.number)
		}
	}
	return out, nil
}

// Undefined is in how many replicates figure i had no number.
func (r Replicates) Undefined(i int) int { return r.number - len(r.draws[i]) }

// Percentile gives the percentile interval of figure i: between the two order
// statistics, or next to each other two, at (replicates+1) times the tail on each
// side. A replicate without a number counts as one beyond either end; where these
// or too few replicates leave no end within the others, or where all are equal,
// there is no interval (the reason of the figure, Unbounded for too few
// replicates, NoVariation).
func (r Replicates) Percentile(i int, level Confidence) Interval {
	at := float64(r.number+1)*level.tail() - float64(r.Undefined(i))
	switch {
	case at < 1 && r.Undefined(i) > 0:
		return gapInterval(r.gaps[i], level)
	case at < 1:
		return gapInterval(Unbounded, level)
	}
	d := slices.Clone(r.draws[i]) // the ends are found by moving the others about
	if slices.Min(d) == slices.Max(d) {
		return gapInterval(NoVariation, level)
	}
	whole, part := math.Modf(at)
	k := int(whole) - 1
	low, next := around(d, k)
	low += part * (next - low)
	for j := range d { // the high end is the low one of the negatives
		d[j] = -d[j]
	}
	high, next := around(d, k)
	high = -high + part*(high-next)
	return interval(value(low, NoVariation), value(high, NoVariation), level)
}

// around gives the number that would be at place k, from 0, if d were sorted, and
// the one after it (itself when it is the last). It moves the numbers of d so that
// those before k are at most it, by Hoare's selection: sorting takes most of the
// time that the replicates do.
func around(d []float64, k int) (at, next float64) {
	from, to := 0, len(d)-1
	for from < to {
		pivot := d[(from+to)/2]
		i, j := from, to
		for i <= j {
			for d[i] < pivot {
				i++
			}
			for d[j] > pivot {
				j--
			}
			if i <= j {
				d[i], d[j] = d[j], d[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			to = j
		case k >= i:
			from = i
		default:
			from = to
		}
	}
	if k == len(d)-1 {
		return d[k], d[k]
	}
	return d[k], slices.Min(d[k+1:])
}

// SE gives the standard deviation of figure i over the replicates in which it has
// a number: the bootstrap standard error. With fewer than two there is none.
func (r Replicates) SE(i int) Value {
	d := r.draws[i]
	if len(d) < 2 {
		return missing(NoVariation)
	}
	var mean, squares float64
	for k, x := range d {
		apart := x - mean
		mean += apart / float64(k+1)
		squares += apart * (x - mean)
	}
	return value(math.Sqrt(squares/float64(len(d)-1)), NoVariation)
}
