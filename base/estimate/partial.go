// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Partial is what one variable does to the representativity, others not being looked
// at: the unconditional partial R-indicator.
type Partial struct {
	Variable string
	Value    float64 // P: how far the rates of its categories lie apart, from 0 to ½
	Adjusted float64 // Value without bias, by as much as R is adjusted
	Levels   []PartialLevel
}

// PartialLevel is what one category does to it.
type PartialLevel struct {
	Level string
	Rate  float64 // the mean propensity in the category; NaN where nobody was drawn
	Value float64 // below zero where it is underrepresented; 0 where nobody was drawn
}

// Partial gives the partial indicators of a variable that is known of all who were
// drawn: a category k with the share Pₖ of the people and the mean propensity ρₖ has
// √Pₖ (ρₖ−ρ̄), and the variable the root of the sum of their squares. The variable is
// one of those that the cells combine; of another one, the indicators are of what
// the cells explain. Errors: ErrLength, ErrLevel.
//
// Source: B. Schouten, N. Shlomo and C. Skinner, Indicators for monitoring and
// improving representativeness of response, J. Official Statistics 27 (2011) 231-253;
// the adjustment as in V. de Heij, B. Schouten and N. Shlomo, RISQ manual 2.1 (2015).
func (r Representativity) Partial(variable Factor) (Partial, error) {
	if err := variable.check(len(r.each)); err != nil {
		return Partial{}, err
	}
	people, up := make([]float64, len(variable.Levels)), make([]float64, len(variable.Levels))
	all := 0.0
	for i, w := range r.weights {
		people[variable.Codes[i]] += w
		up[variable.Codes[i]] += w * r.each[i]
		all += w
	}
	out := Partial{Variable: variable.Name}
	square := 0.0
	for k, level := range variable.Levels {
		one := PartialLevel{Level: level, Rate: up[k] / people[k]}
		if people[k] > 0 {
			one.Value = math.Sqrt(people[k]/all) * (one.Rate - r.Rate)
		}
		square += one.Value * one.Value
		out.Levels = append(out.Levels, one)
	}
	out.Value = math.Sqrt(square)
	out.Adjusted = out.Value * math.Sqrt(r.kept)
	return out, nil
}
