// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"math/rand/v2"

	"baken/base/estimate"
)

// plan is a sample that is drawn again and again, with what is counted of it.
type plan struct {
	name    string
	alike   clustering
	draw    method
	answers answers
	weights weights
	rows    []row
}

// weights is what is done with them.
type weights string

const (
	asDrawn weights = "as drawn"
	raked   weights = "raked"
	twice   weights = "fitted twice"
	inCells weights = "of who answers in each cell, for who doesn't"
	bySex   weights = "of who answers in each stratum and sex, for who doesn't"
)

// steps gives what they are fitted to, in that order.
func (w weights) steps() [][]margin {
	switch w {
	case raked:
		return [][]margin{margins}
	case twice:
		return [][]margin{{wealth}, {houses}}
	case asDrawn, inCells, bySex:
	}
	return nil
}

// row is a figure with one of its intervals.
type row struct {
	figure
	by      string
	measure measure
}

// measure reads a figure of a sample.
type measure func(figure, *estimate.Survey, []person) (reading, error)

var usual = func() (all []row) {
	for _, f := range figures {
		all = append(all, row{f, "t", plain})
	}
	return all
}()

var (
	strata = inStrata(400, 350, 250, 400)
	stages = inStages(20, 24, 18, 14, 12)
)

// plans are what is run.
var plans = []plan{
	{"strata", 0, strata, everybody, asDrawn, usual},
	{"strata, raked", 0, strata, everybody, raked, usual},
	{"strata, 40% silent, raked", 0, strata, somebody, raked, usual},
	{"strata, 40% silent, cells", 0, strata, somebody, inCells, usual},
	{"stages", 0.4, stages, everybody, asDrawn, usual},
	{"stages, raked", 0.4, stages, everybody, raked, usual},
	{"stages, 40% silent, raked", 0.4, stages, somebody, raked, usual},
	{"stages, 40% silent, cells", 0.4, stages, somebody, inCells, usual},
	{"strata, fitted to income and then to household", 0, strata, everybody, twice, []row{
		{figure{name: "mean", kind: mean, y: income, in: all}, "t", plain},
		{figure{name: "mean of household", kind: mean, y: household, in: all}, "t", plain},
		{figure{name: "share of the first", kind: mean, y: wealthy, in: all, ones: true}, "t", plain},
	}},
}

// once draws one sample and reads its figures.
func (p plan) once(from *population, random *rand.Rand) ([]reading, error) {
	all := p.draw(from, random)
	who := ask(random, all, p.answers)
	silent := p.weights == inCells || p.weights == bySex
	if !silent {
		all = only(all, who)
	}
	got := design(all)
	s, err := got.design.Survey()
	if err != nil {
		return nil, err
	}
	if silent {
		if s, _, err = s.WeightingClasses(cells(got.people, p.weights == inCells), who); err != nil {
			return nil, err
		}
	}
	for _, of := range p.weights.steps() {
		if s, _, err = s.Rake(from.margins(got.people, of...)...); err != nil {
			return nil, err
		}
	}
	out := make([]reading, len(p.rows))
	for k, r := range p.rows {
		if out[k], err = r.measure(r.figure, s, got.people); err != nil {
			return nil, err
		}
	}
	return out, nil
}
