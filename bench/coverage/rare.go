// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import "baken/base/estimate"

// rare is what hardly anybody answers: one in a hundred of the population.
var rare = figure{name: "rare share", kind: mean, y: harmed, in: all, ones: true}

// seldom has it with each of three intervals.
var seldom = []row{
	{rare, "Korn-Graubard", by(estimate.KornGraubard)},
	{rare, "Wilson", by(estimate.Wilson)},
	{rare, "t", by(estimate.Plain)},
}

var rarities = []plan{
	{"100 at random", 0, simply(100), everybody, asDrawn, seldom},
	{"300 at random", 0, simply(300), everybody, asDrawn, seldom},
	{"1,000 at random", 0, simply(1000), everybody, asDrawn, seldom},
	{"1,360 in stages", 0.4, stages, everybody, asDrawn, seldom},
}

// by gives a share with an interval of its own. The one that has none for a share of
// nobody gives that share twice: so would who prints it.
func by(m estimate.ShareMethod) measure {
	return func(f figure, s *estimate.Survey, people []person) (reading, error) {
		p, err := s.Share(f.y.column(people), f.in.of(people))
		if err != nil {
			return reading{}, err
		}
		limits := estimate.Interval{Low: p.Value, High: p.Value}
		if m != estimate.Plain || p.Value > 0 {
			if limits, err = p.IntervalBy(m, 0.95); err != nil {
				return reading{}, err
			}
		}
		return reading{p.Value, p.SE(), limits.Low, limits.High, f.count(s, people)}, nil
	}
}
