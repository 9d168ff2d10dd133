// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"math/rand/v2"

	"baken/base/estimate"
)

// sample is who was drawn, and answered or not, with the design.
type sample struct {
	people []person
	design estimate.Design
}

// method draws a sample of a population.
type method func(*population, *rand.Rand) []drawn

// drawn is somebody who was drawn, with how many of how many at each stage.
type drawn struct {
	person
	stages [2]part
}

// part is how many were drawn of how many.
type part struct{ drawn, of int }

func (p part) weight() float64 { return float64(p.of) / float64(p.drawn) }

// some draws n of some numbers without replacement.
func some(random *rand.Rand, all []int, n int) []int {
	all = append([]int{}, all...)
	for i := range n {
		j := i + random.IntN(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	return all[:n]
}

// inStrata draws people at random in each stratum.
func inStrata(sizes ...int) method {
	return func(p *population, random *rand.Rand) []drawn {
		var all []drawn
		for h, n := range sizes {
			for _, i := range some(random, p.strata[h], n) {
				all = append(all, drawn{p.people[i], [2]part{{n, len(p.strata[h])}, {1, 1}}})
			}
		}
		return all
	}
}

// simply draws n people at random.
func simply(n int) method {
	return func(p *population, random *rand.Rand) (all []drawn) {
		for _, i := range random.Perm(len(p.people))[:n] {
			one := p.people[i]
			one.stratum = 0
			all = append(all, drawn{one, [2]part{{n, len(p.people)}, {1, 1}}})
		}
		return all
	}
}

// inStages draws clusters at random in each stratum, and people at random in each of
// these.
func inStages(people int, clusters ...int) method {
	return func(p *population, random *rand.Rand) (all []drawn) {
		for h, n := range clusters {
			for _, c := range some(random, p.within[h], n) {
				for _, i := range some(random, p.clusters[c], people) {
					all = append(all, drawn{p.people[i], [2]part{{n, len(p.within[h])}, {people, len(p.clusters[c])}}})
				}
			}
		}
		return all
	}
}

// answers is how likely somebody is to answer.
type answers func(person) float64

func everybody(person) float64 { return 1 }

// somebody gives six in ten about, by cells of stratum, age and sex: each raises or
// lowers it by a factor, which raking to these three finds back.
func somebody(p person) float64 {
	return 0.6 * [...]float64{1.05, 0.95, 1, 0.9}[p.stratum] * [...]float64{0.75, 1.05, 1.3}[p.age] * [...]float64{0.9, 1.1}[p.sex]
}

// ask gives who answers.
func ask(random *rand.Rand, all []drawn, a answers) estimate.Domain {
	who := make(estimate.Domain, len(all))
	for i, one := range all {
		who[i] = random.Float64() < a(one.person)
	}
	return who
}

// only gives these.
func only(all []drawn, who estimate.Domain) (some []drawn) {
	for i, in := range who {
		if in {
			some = append(some, all[i])
		}
	}
	return some
}

// cells are those of stratum and sex, and age where that is asked for.
func cells(people []person, age bool) estimate.Factor {
	f := estimate.Factor{Name: "cell", Codes: make([]int32, len(people))}
	for k := range 24 {
		f.Levels = append(f.Levels, string(rune('a'+k)))
	}
	for i, one := range people {
		if f.Codes[i] = 6*int32(one.stratum) + one.sex; age { //nolint:gosec // four
			f.Codes[i] += 2 * one.age
		}
	}
	return f
}

// design writes down how they were drawn: people, or clusters and people in them.
func design(who []drawn) sample {
	n := len(who)
	out := sample{people: make([]person, n), design: estimate.Design{Weights: make([]float64, n)}}
	h := estimate.Factor{Name: "stratum", Levels: []string{"a", "b", "c", "d"}, Codes: make([]int32, n)}
	first, second := estimate.Stage{Strata: h, Units: make([]int64, n), Population: make([]float64, n)}, estimate.Stage{Population: make([]float64, n)}
	for i, one := range who {
		out.people[i] = one.person
		out.design.Weights[i] = one.stages[0].weight() * one.stages[1].weight()
		h.Codes[i] = int32(one.stratum) //nolint:gosec // four
		first.Population[i], second.Population[i] = float64(one.stages[0].of), float64(one.stages[1].of)
		first.Units[i] = int64(one.cluster)
	}
	out.design.Lonely = estimate.Certainty // where one of a cluster answers
	out.design.Stages = []estimate.Stage{first, second}
	if who[0].stages[1].of == 1 {
		first.Units = nil
		out.design.Stages = []estimate.Stage{first}
	}
	return out
}
