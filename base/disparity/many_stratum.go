// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// spread is a row of weights on whole numbers from one on.
type spread struct {
	from float64
	w    []float64
}

func (s spread) times(t spread) spread { return spread{s.from + t.from, times(s.w, t.w)} }

// centred gives the weights times how far each number lies from a centre.
func (s spread) centred(centre float64) spread {
	out := spread{s.from, make([]float64, len(s.w))}
	for i, w := range s.w {
		out.w[i] = w * (s.from + float64(i) - centre)
	}
	return out
}

// meet sums the weights of all pairs whose numbers add up to a total.
func (s spread) meet(t spread, total float64) (sum float64) {
	for i, w := range s.w {
		j := int(total-s.from-t.from) - i
		if j >= 0 && j < len(t.w) {
			sum += w * t.w[j]
		}
	}
	return sum
}

// unseen is a chance that a sum of chances doesn't show.
const unseen = 1e-19

// binomial gives the chances of a group's events at a rate p (q is 1−p), those
// that can be seen.
func binomial(n, p, q float64) (s spread, centre float64) {
	centre = min(max(math.Round(n*p), 0), n)
	var up, down []float64
	for x, w := centre, 1.0; w > unseen; x++ {
		up = append(up, w)
		if x == n {
			break
		}
		w *= (n - x) / (x + 1) * (p / q)
	}
	for x, w := centre, 1.0; x > 0; x-- {
		if w *= x / (n - x + 1) * (q / p); w <= unseen {
			break
		}
		down = append(down, w)
	}
	s.from = centre - float64(len(down))
	at := math.Exp(logChance(cell{centre, n - centre}, p, q))
	for i := len(down) - 1; i >= 0; i-- {
		s.w = append(s.w, at*down[i])
	}
	for _, w := range up {
		s.w = append(s.w, at*w)
	}
	return s, centre
}

// sum is a stratum under way: its groups with somebody, and their spreads.
type sum struct {
	total         float64
	in            []int
	parts         []spread
	centres       []float64
	before, after []spread // of the groups before each, and from each on
	work          int64
}

// add adds a stratum. The conditional likelihood is the chance of independent
// binomials given their sum, whatever the odds that they share: those at which
// the events are expected leave all numbers of a middle size.
func (l *look) add(groups []cell, beta []float64) bool {
	s, logs := sum{work: l.work}, 0.0
	odds := sharedOdds(groups, beta)
	for g, x := range groups {
		if x.n() == 0 {
			continue
		}
		p, q := logistic(odds + beta[g])
		part, centre := binomial(x.n(), p, q)
		s.in, s.parts, s.centres = append(s.in, g), append(s.parts, part), append(s.centres, centre)
		s.total += x.a
		logs += logChance(x, p, q)
	}
	s.accumulate()
	all := s.parts[0].meet(s.after[1], s.total)
	l.log += logs - math.Log(all)
	moved, means := make([]spread, len(s.in)), make([]float64, len(s.in))
	for i, g := range s.in {
		if g == 0 {
			continue // the reference's odds ratio is 1
		}
		moved[i] = s.parts[i].centred(s.centres[i])
		others := s.join(s.before[i], s.after[i+1])
		means[i] = moved[i].meet(others, s.total) / all
		square := moved[i].centred(s.centres[i]).meet(others, s.total) / all
		l.score[g] += groups[g].a - s.centres[i] - means[i]
		l.plus(g, g, square-means[i]*means[i])
		for j := i - 1; j >= 0 && s.in[j] > 0; j-- {
			both := s.join(s.rest(j, i), moved[j]).meet(moved[i], s.total) / all
			l.plus(s.in[j], g, both-means[i]*means[j])
		}
	}
	l.work = s.work
	return l.work <= MaxLook
}

// accumulate makes the sums of the groups before each and from each on.
func (s *sum) accumulate() {
	n := len(s.in)
	none := spread{0, []float64{1}}
	s.before, s.after = make([]spread, n+1), make([]spread, n+1)
	s.before[0], s.after[n] = none, none
	for i := range n - 1 { // all together are never asked for
		s.before[i+1] = s.join(s.before[i], s.parts[i])
		s.after[n-1-i] = s.join(s.parts[n-1-i], s.after[n-i])
	}
}

// rest is the sum of all groups but two.
func (s *sum) rest(i, j int) spread {
	out := s.before[i]
	for k := i + 1; k < j; k++ {
		out = s.join(out, s.parts[k])
	}
	return s.join(out, s.after[j+1])
}

// join adds two sums, and past the limit of work only says so.
func (s *sum) join(x, y spread) spread {
	s.work += int64(len(x.w)) * int64(len(y.w))
	if s.work > MaxLook {
		return x
	}
	return x.times(y)
}

func (l *look) plus(g, h int, x float64) {
	l.information.SetSym(g, h, l.information.At(g, h)+x)
}

// sharedOdds is the log odds of the reference at which a stratum's events are
// expected.
func sharedOdds(groups []cell, beta []float64) float64 {
	events, all := 0.0, 0.0
	for _, x := range groups {
		events, all = events+x.a, all+x.n()
	}
	return root(math.Log(events/(all-events)), func(at float64) (float64, float64) {
		left, slope := events, 0.0
		for g, x := range groups {
			p, q := logistic(at + beta[g])
			left -= x.n() * p
			slope -= x.n() * p * q
		}
		return left, slope
	})
}

// logistic gives the chance at log odds, and 1 less it.
func logistic(at float64) (p, q float64) {
	small := math.Exp(-math.Abs(at))
	if at < 0 {
		return small / (1 + small), 1 / (1 + small)
	}
	return 1 / (1 + small), small / (1 + small)
}
