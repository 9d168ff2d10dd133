// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Design is how a sample was drawn.
type Design struct {
	Weights []float64 // above zero, one for each respondent: how many people he stands for
	Stages  []Stage   // the first stage first
	Lonely  Lonely
	Domains LonelyDomains
}

// Stage is one stage of drawing: units were drawn in each stratum, and the next
// stage was drawn within each of these.
type Stage struct {
	Strata     Factor    // the zero Factor: one stratum
	Units      []int64   // the unit of each respondent; none: each is one himself, in the last stage
	Population []float64 // how many units the respondent's stratum has; none: unknown, or drawn with replacement
}

// Lonely is what a stratum counts in which one unit was drawn, of which the
// variance isn't known (R survey's option survey.lonely.psu).
type Lonely string

// The policies for lonely units.
const (
	Refuse    Lonely = ""          // it is an error ("fail")
	Certainty Lonely = "certainty" // it counts nothing: the unit was certain to be drawn
	Remove    Lonely = "remove"    // it counts nothing
	Adjust    Lonely = "adjust"    // its distance from the mean of all strata
	Average   Lonely = "average"   // the average of the strata with more units
)

// LonelyDomains is whether Lonely holds too where one unit of a stratum is in the
// domain (R survey's option survey.adjust.domain.lonely). As in R that is so of Adjust
// and Average alone: under the others such a stratum counts as always.
type LonelyDomains string

// The choices.
const (
	OnlyDrawn   LonelyDomains = ""       // one unit was drawn
	AlsoDomains LonelyDomains = "domain" // one unit is in the domain
)

// Survey is a sample with its design, ready to be counted. It doesn't change.
type Survey struct {
	n       int
	weights []float64
	order   []int32 // respondents by stratum and unit of each stage
	tree    *stage
	lonely  Lonely
	domains LonelyDomains
	fits    []*fit    // the calibrations, in the order in which they were made
	who     Domain    // responded; none: all of the sample
	silent  []float64 // by respondent, for each time that some didn't respond: what responding adds, see Survey.cross
	first   place     // stratum and unit of the first stage, by respondent
}

type place struct{ stratum, unit []int32 }

// stage is a stage with all that was drawn in it; within a unit, of that unit.
type stage struct{ strata []stratum }

type stratum struct {
	name  string
	units []unit
	rest  float64 // the share of its population that wasn't drawn; 1 where it isn't known
}

// unit is a unit with its respondents, from one place in Survey.order to another.
type unit struct {
	from, to int32
	within   *stage
	share    float64 // of the units of its stratum that was drawn
}

// Survey looks the design through. Errors: ErrEmpty, ErrLength, ErrWeight, ErrLevel,
// ErrStage, ErrNested, ErrPopulation, ErrRule for a policy that isn't known, and ErrLonely
// when Lonely is Refuse.
func (d Design) Survey() (*Survey, error) {
	n := len(d.Weights)
	if n == 0 {
		return nil, ErrEmpty
	}
	if err := first(n, func(i int) bool { return !(d.Weights[i] > 0) || math.IsInf(d.Weights[i], 0) }, func(row, rows int) error {
		return ErrWeight.With("row", row, "rows", rows)
	}); err != nil {
		return nil, err
	}
	if people := sum(d.Weights); math.IsInf(people*people, 0) { // its square is that of a variance
		return nil, ErrWeight.With("row", 1, "rows", n)
	}
	if err := d.check(n); err != nil {
		return nil, err
	}
	s := &Survey{n: n, weights: slices.Clone(d.Weights), order: make([]int32, n), lonely: d.Lonely, domains: d.Domains}
	for i := range s.order {
		s.order[i] = int32(i) //nolint:gosec // a sample isn't that large
	}
	slices.SortStableFunc(s.order, d.before)
	var err error
	if s.tree, err = d.grow(s.order, 0, 0, int32(n)); err != nil { //nolint:gosec // as above
		return nil, err
	}
	s.first = s.places()
	return s, nil
}

func (d Design) check(n int) error {
	switch d.Lonely {
	case Refuse, Certainty, Remove, Adjust, Average:
	default:
		return ErrRule.With("rule", string(d.Lonely))
	}
	if d.Domains != OnlyDrawn && d.Domains != AlsoDomains {
		return ErrRule.With("rule", string(d.Domains))
	}
	return d.checkStages(n)
}

func (d Design) checkStages(n int) error {
	if len(d.Stages) == 0 {
		return ErrStage.With("stage", 1)
	}
	for k, st := range d.Stages {
		if st.Units == nil && k+1 < len(d.Stages) {
			return ErrStage.With("stage", k+1)
		}
		if st.Strata.Codes != nil || len(st.Strata.Levels) > 0 {
			if err := st.Strata.check(n); err != nil {
				return err
			}
		}
		if st.Units != nil && len(st.Units) != n {
			return ErrLength.With("column", "units of stage "+strconv.Itoa(k+1), "length", len(st.Units), "want", n)
		}
		if st.Population != nil && len(st.Population) != n {
			return ErrLength.With("column", "population of stage "+strconv.Itoa(k+1), "length", len(st.Population), "want", n)
		}
	}
	return nil
}

func (st Stage) stratum(i int32) int32 {
	if st.Strata.Codes == nil {
		return 0
	}
	return st.Strata.Codes[i]
}

func (st Stage) unit(i int32) int64 {
	if st.Units == nil {
		return int64(i)
	}
	return st.Units[i]
}

// before puts respondents in the order of what they were drawn from.
func (d Design) before(a, b int32) int {
	for _, st := range d.Stages {
		if c := cmp.Or(cmp.Compare(st.stratum(a), st.stratum(b)), cmp.Compare(st.unit(a), st.unit(b))); c != 0 {
			return c
		}
	}
	return 0
}

// grow reads a stage off the respondents in order, from one place to another.
func (d Design) grow(order []int32, k int, from, to int32) (*stage, error) {
	if k == len(d.Stages) {
		return nil, nil //nolint:nilnil // below the last stage is nothing
	}
	st := d.Stages[k]
	out := &stage{}
	in := map[int64]bool{}
	for from < to {
		end := run(order, from, to, func(i int32) int64 { return int64(st.stratum(i)) })
		var one stratum
		for from < end {
			name := st.unit(order[from])
			if in[name] {
				return nil, ErrNested.With("stage", k+1, "unit", name)
			}
			in[name] = true
			next := run(order, from, end, st.unit)
			within, err := d.grow(order, k+1, from, next)
			if err != nil {
				return nil, err
			}
			one.units = append(one.units, unit{from: from, to: next, within: within})
			from = next
		}
		if err := d.finite(&one, order, k); err != nil {
			return nil, err
		}
		out.strata = append(out.strata, one)
	}
	return out, nil
}

// run gives where another value begins.
func run(order []int32, from, to int32, of func(int32) int64) int32 {
	end := from + 1
	for end < to && of(order[end]) == of(order[from]) {
		end++
	}
	return end
}

// finite reads how much of a stratum was drawn.
func (d Design) finite(one *stratum, order []int32, k int) error {
	st := d.Stages[k]
	begin, end := one.units[0].from, one.units[len(one.units)-1].to
	drawn := float64(len(one.units))
	one.name, one.rest = st.name(order[begin]), 1
	if st.Population != nil {
		size := st.Population[order[begin]]
		for _, i := range order[begin:end] {
			if st.Population[i] != size || !(size >= drawn) {
				return ErrPopulation.With("stage", k+1, "stratum", st.name(order[begin]), "sampled", len(one.units), "population", st.Population[i])
			}
		}
		if !math.IsInf(size, 1) {
			one.rest = (size - drawn) / size
		}
	}
	for i := range one.units {
		one.units[i].share = 1 - one.rest
	}
	if len(one.units) == 1 && one.rest >= certain && d.Lonely == Refuse {
		return ErrLonely.With("stage", k+1, "stratum", st.name(order[begin]))
	}
	return nil
}

// certain is the share not drawn below which a stratum was drawn whole.
const certain = 1e-7

func (st Stage) name(i int32) string {
	if st.Strata.Codes == nil {
		return ""
	}
	return st.Strata.Levels[st.Strata.Codes[i]]
}

// places gives the stratum and unit of the first stage by respondent.
func (s *Survey) places() place {
	p := place{make([]int32, s.n), make([]int32, s.n)}
	unit := int32(0)
	for h, one := range s.tree.strata {
		for _, u := range one.units {
			for _, i := range s.order[u.from:u.to] {
				p.stratum[i], p.unit[i] = int32(h), unit //nolint:gosec // as above
			}
			unit++
		}
	}
	return p
}

// among gives who of a domain responded.
func (s *Survey) among(in Domain) Domain { return in.And(s.who) }

// Len gives the number of respondents, and of who was drawn beside them.
func (s *Survey) Len() int { return s.n }

// Weights gives the weight of each respondent, as they are after calibration.
func (s *Survey) Weights() []float64 { return slices.Clone(s.weights) }

func sum(all []float64) (s float64) {
	for _, x := range all {
		s += x
	}
	return s
}
