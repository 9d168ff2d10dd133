// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"math"
	"math/rand/v2"

	"baken/base/estimate"
)

// person is somebody of a population, of whom everything is known.
type person struct {
	stratum, cluster  int
	age, sex, region  int32
	income, household float64 // above zero
	content           float64 // 1 or 0
	harmed            float64 // 1 for one in a hundred, 0
}

// population is made up.
type population struct {
	people   []person
	strata   [][]int              // who is in each
	clusters [][]int              // who is in each
	within   [][]int              // the clusters of each stratum
	known    map[string][]float64 // what each margin adds up to
}

// of is how large a stratum is, in clusters of 40 on average.
var of = []int{300, 175, 90, 35}

// margin is a group that somebody is in, of which the size is known.
type margin struct {
	name   string
	shares []float64 // about what each level has of the population
	level  func(person) int32
}

// The margins that weights are raked to together.
var margins = []margin{
	{"stratum", make([]float64, 4), func(p person) int32 { return int32(p.stratum) }}, //nolint:gosec // four
	{"age", []float64{0.35, 0.4, 0.25}, func(p person) int32 { return p.age }},
	{"sex", []float64{0.49, 0.51}, func(p person) int32 { return p.sex }},
}

// Two that go together, which weights are fitted to one after the other.
var (
	wealth = margin{"income", make([]float64, 2), func(p person) int32 { return int32(wealthy(p)) }}
	houses = margin{"household", make([]float64, 2), func(p person) int32 {
		if p.household > 2.2 {
			return 1
		}
		return 0
	}}
)

func wealthy(p person) float64 {
	if p.income > 25 {
		return 1
	}
	return 0
}

var regions = []float64{0.3, 0.25, 0.2, 0.15, 0.1}

// clustering is how much people of a cluster resemble each other.
type clustering float64

// populate makes a population of about 24,000 people.
func populate(random *rand.Rand, alike clustering) *population {
	p := &population{known: map[string][]float64{}}
	for h, clusters := range of {
		p.strata, p.within = append(p.strata, nil), append(p.within, nil)
		for range clusters {
			c := len(p.clusters)
			p.within[h] = append(p.within[h], c)
			p.clusters = append(p.clusters, nil)
			common := float64(alike) * random.NormFloat64()
			for range 25 + random.IntN(31) {
				p.clusters[c] = append(p.clusters[c], len(p.people))
				p.strata[h] = append(p.strata[h], len(p.people))
				p.people = append(p.people, born(random, h, c, common))
			}
		}
	}
	for _, m := range append([]margin{wealth, houses}, margins...) {
		totals := make([]float64, len(m.shares))
		for _, one := range p.people {
			totals[m.level(one)]++
		}
		p.known[m.name] = totals
	}
	return p
}

func born(random *rand.Rand, h, c int, common float64) person {
	p := person{stratum: h, cluster: c, age: pick(random, margins[1].shares), sex: pick(random, margins[2].shares), region: pick(random, regions)}
	lot := common + 0.3*float64(h) + 0.35*float64(p.age) - 0.25*float64(p.sex)
	p.income = 20 * math.Exp(0.4*(lot+random.NormFloat64()))
	p.household = 1 + 0.03*p.income + 0.6*random.ExpFloat64()
	if random.Float64() < 1/(1+math.Exp(0.9-0.6*lot)) {
		p.content = 1
	}
	if random.Float64() < 0.01*math.Exp(0.8*common-0.32*common*common) {
		p.harmed = 1
	}
	return p
}

func pick(random *rand.Rand, shares []float64) int32 {
	x := random.Float64()
	for k, s := range shares {
		if x < s {
			return int32(k) //nolint:gosec // a few
		}
		x -= s
	}
	return 0
}

// margins gives what the population has of some, and who of a sample is in them.
func (p *population) margins(people []person, of ...margin) (all []estimate.Margin) {
	for _, m := range of {
		f := estimate.Factor{Name: m.name, Codes: make([]int32, len(people))}
		for k := range m.shares {
			f.Levels = append(f.Levels, string(rune('a'+k)))
		}
		for i, one := range people {
			f.Codes[i] = m.level(one)
		}
		all = append(all, estimate.Margin{Factor: f, Totals: p.known[m.name]})
	}
	return all
}
