// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Total gives the total of a column over the people in a domain: Σ wᵢyᵢ, with the
// scores wᵢyᵢ. Errors: ErrLength, ErrNaN; a domain without anybody has the total 0.
//
// Source: Särndal, Swensson and Wretman (1992) §2.8 and §10.3.
func (s *Survey) Total(y Column, in Domain) (Figure, error) {
	in, err := s.fit(in, y)
	if err != nil {
		return Figure{}, err
	}
	f := s.figure(in, func(i int) float64 { return y.Values[i] })
	f.simple = s.simple(y, in)
	f.simple.factor = f.simple.people * f.simple.people
	for _, x := range f.scores {
		f.Value += x
	}
	return s.calibrated(f), nil
}

// Mean gives the mean of a column over the people in a domain: Σ wᵢyᵢ / Σ wᵢ, with
// the scores wᵢ(yᵢ−ȳ)/Σw. The mean of a column of zeros and ones is a share.
// Errors: ErrLength, ErrNaN, ErrEmpty.
//
// Source: Särndal, Swensson and Wretman (1992) §5.7 and §5.8.
func (s *Survey) Mean(y Column, in Domain) (Figure, error) {
	return s.over(y, Column{Name: "people", Values: ones(s.n)}, in)
}

// Ratio gives the total of one column as a share of that of another over the people
// in a domain: R = Σ wᵢyᵢ / Σ wᵢxᵢ, with the scores wᵢ(yᵢ−Rxᵢ)/Σwx. Errors:
// ErrLength, ErrNaN, ErrEmpty, and ErrZero when the second total is 0.
//
// Source: Särndal, Swensson and Wretman (1992) §5.6.
func (s *Survey) Ratio(y, x Column, in Domain) (Figure, error) {
	f, err := s.over(y, x, in)
	f.simple.spread = math.NaN()
	return f, err
}

func (s *Survey) over(y, x Column, in Domain) (Figure, error) {
	in, err := s.fit(in, y, x)
	if err != nil {
		return Figure{}, err
	}
	up, down, err := s.both(y, x, in)
	if err != nil {
		return Figure{}, err
	}
	ratio := up / down
	f := s.figure(in, func(i int) float64 { return (y.Values[i] - ratio*x.Values[i]) / down })
	f.Value = ratio
	f.simple = s.simple(y, in)
	return s.calibrated(f), nil
}

// both gives the totals of two columns over a domain, of which the second isn't 0.
func (s *Survey) both(y, x Column, in Domain) (up, down float64, err error) {
	n := 0
	for i, w := range s.weights {
		if in.has(i) {
			up += w * y.Values[i]
			down += w * x.Values[i]
			n++
		}
	}
	switch {
	case n == 0:
		return 0, 0, ErrEmpty
	case down == 0:
		return 0, 0, ErrZero
	}
	return up, down, nil
}

// figure gives the scores of a figure by the influence that each respondent has.
func (s *Survey) figure(in Domain, influence func(int) float64) Figure {
	f := Figure{survey: s, in: in, scores: make([]float64, s.n)}
	for i, w := range s.weights {
		if in.has(i) {
			f.scores[i] = w * influence(i)
			f.N++
		}
	}
	f.Degrees = s.degrees(in)
	return f
}

// fit gives who of a domain responded, each of whom has a number in some columns.
func (s *Survey) fit(in Domain, all ...Column) (Domain, error) {
	if err := in.check(s.n); err != nil {
		return nil, err
	}
	in = s.among(in)
	for _, c := range all {
		if err := c.check(s.n, in); err != nil {
			return nil, err
		}
	}
	return in, nil
}

func (s *Survey) simple(y Column, in Domain) simple {
	var n, people, sum float64
	for i, w := range s.weights {
		if in.has(i) {
			n++
			people += w
			sum += w * y.Values[i]
		}
	}
	mean := sum / people
	square := 0.0
	for i, w := range s.weights {
		if in.has(i) {
			square += w * (y.Values[i] - mean) * (y.Values[i] - mean)
		}
	}
	return simple{spread: n / (n - 1) * square / people, people: people, factor: 1}
}

func ones(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = 1
	}
	return all
}
