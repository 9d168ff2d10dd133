// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import "baken/base/estimate"

// number is something of somebody.
type number func(person) float64

// domain is whether somebody is of a part of the population.
type domain func(person) bool

// figure is what is estimated in a domain: the total of y, its mean, or its total as a
// share of that of x; less the same in another domain if there is one.
type figure struct {
	name string
	kind kind
	y, x number
	in   domain
	less domain // the larger of both
	ones bool   // y is 1 or 0
}

type kind string

const (
	total kind = "total"
	mean  kind = "mean"
	ratio kind = "ratio"
)

func income(p person) float64    { return p.income }
func household(p person) float64 { return p.household }
func content(p person) float64   { return p.content }
func harmed(p person) float64    { return p.harmed }

func all(person) bool      { return true }
func first(p person) bool  { return p.region == 0 }
func middle(p person) bool { return p.region == 2 }

// figures are those of each design.
var figures = []figure{
	{name: "total", kind: total, y: income, in: all},
	{name: "mean", kind: mean, y: income, in: all},
	{name: "ratio", kind: ratio, y: income, x: household, in: all},
	{name: "domain mean", kind: mean, y: income, in: middle},
	{name: "difference of domains", kind: mean, y: income, in: middle, less: first},
	{name: "share", kind: mean, y: content, in: all, ones: true},
	{name: "domain share", kind: mean, y: content, in: first, ones: true},
}

// truth gives the figure of a population.
func (f figure) truth(people []person) float64 {
	over := func(in domain) float64 {
		var y, x, n float64
		for _, p := range people {
			if !in(p) {
				continue
			}
			n++
			y += f.y(p)
			if f.x != nil {
				x += f.x(p)
			}
		}
		switch f.kind {
		case mean:
			return y / n
		case ratio:
			return y / x
		case total:
		}
		return y
	}
	if f.less != nil {
		return over(f.in) - over(f.less)
	}
	return over(f.in)
}

// count gives how many respondents a figure rests on: of a share, how many ones or how
// many zeros, whichever is less.
func (f figure) count(s *estimate.Survey, people []person) float64 {
	n, yes := 0.0, 0.0
	weights := s.Weights()
	for i, p := range people {
		if f.in(p) && weights[i] != 0 { // who didn't answer has none
			n++
			yes += f.y(p)
		}
	}
	if f.ones {
		return min(yes, n-yes)
	}
	return n
}

// estimate gives the figure of a sample.
func (f figure) estimate(s *estimate.Survey, people []person) (estimate.Figure, error) {
	a, err := f.over(s, people, f.in)
	if err != nil || f.less == nil {
		return a, err
	}
	b, err := f.over(s, people, f.less)
	if err != nil {
		return a, err
	}
	return estimate.Combine([]float64{1, -1}, []estimate.Figure{a, b})
}

func (f figure) over(s *estimate.Survey, people []person, in domain) (estimate.Figure, error) {
	y, who := f.y.column(people), in.of(people)
	switch f.kind {
	case mean:
		return s.Mean(y, who)
	case ratio:
		return s.Ratio(y, f.x.column(people), who)
	case total:
	}
	return s.Total(y, who)
}

func (n number) column(people []person) estimate.Column {
	c := estimate.Column{Values: make([]float64, len(people))}
	for i, p := range people {
		c.Values[i] = n(p)
	}
	return c
}

func (d domain) of(people []person) estimate.Domain {
	in := make(estimate.Domain, len(people))
	for i, p := range people {
		in[i] = d(p)
	}
	return in
}

// reading is a figure of one sample, as far as it is judged.
type reading struct {
	value, se float64
	low, high float64
	count     float64
}

// plain takes the value ± t times its error.
func plain(f figure, s *estimate.Survey, people []person) (reading, error) {
	got, err := f.estimate(s, people)
	if err != nil {
		return reading{}, err
	}
	limits, err := got.Interval(0.95)
	if err != nil {
		return reading{}, err
	}
	return reading{got.Value, got.SE(), limits.Low, limits.High, f.count(s, people)}, nil
}
