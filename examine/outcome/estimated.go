// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"

	"baken/base/disclose"
)

// Estimated says how many people of each group live in each place: what a statistics office
// delivers to whoever knows where people are and not of which group. The column of the
// group then holds places, and of no person the group is known.
type Estimated struct {
	Label           disclose.Label `yaml:"label"` // what a place is
	disclose.Source `yaml:",inline"`
	Rounding        int64   `yaml:"rounding"` // to multiples of this; 1 if left out
	Places          []Place `yaml:"places"`
}

// Place is a value of the column, with how many people there are as the office counted
// them, and how many of each group among them.
type Place struct {
	Code    string           `yaml:"code"`
	People  int64            `yaml:"people"`
	Members map[string]int64 `yaml:"members"`
}

// Limits of what an office delivers.
const (
	MostPlaces       = 5000
	MostEstimated    = 1_000_000_000 // people in a place
	MostOfficeRounds = 1000
)

func (p Plan) checkEstimated() error {
	e := p.Group.Estimated
	if e == nil {
		return nil
	}
	switch {
	case p.Finding != nil || p.Truth != nil || p.Score != nil || len(p.Strata)+len(p.Steps) > 0 || p.Random != nil || p.Group.Crossed != nil || p.Unforeseen == Bound:
		return broken("group.estimated", "estimated_alone") // of no person the group is known
	case p.Source.Published != nil || p.Source.Whole != "":
		return broken("group.estimated", "estimated_published")
	case p.Test != nil && p.Test.Looks > 1:
		return broken("test.looks", "estimated_looks")
	case e.Label.Empty():
		return broken("group.estimated.label", "label")
	case e.Source.Empty():
		return broken("group.estimated", "published")
	case e.Rounding < 0 || e.Rounding > MostOfficeRounds:
		return broken("group.estimated.rounding", "rounding")
	case len(e.Places) == 0 || len(e.Places) > MostPlaces:
		return broken("group.estimated.places", "places", itoa(MostPlaces))
	}
	seen := map[string]bool{}
	for _, place := range e.Places {
		if seen[place.Code] || slices.Contains(p.Group.Outside, place.Code) {
			return broken("group.estimated.places", "twice", place.Code)
		}
		seen[place.Code] = true
		if err := e.check(place, codesOf(p.Group.Values)); err != nil {
			return err
		}
	}
	return nil
}

func (e Estimated) check(place Place, groups []string) error {
	var members int64
	for _, code := range groups {
		n, told := place.Members[code]
		if !told || n < 0 {
			return broken("group.estimated.places", "place_members", place.Code+": "+code)
		}
		members += n
	}
	slack := e.Rounding / 2 * int64(len(groups)+1)
	switch {
	case len(place.Members) != len(groups):
		return broken("group.estimated.places", "place_groups", place.Code)
	case place.People <= 0 || place.People > MostEstimated || members > place.People+slack:
		return broken("group.estimated.places", "place_people", place.Code)
	}
	return nil
}

// byPlace is the plan as its rows are counted: by place, where of nobody the group is known.
func (p Plan) byPlace() Plan {
	e := p.Group.Estimated
	if e == nil {
		return p
	}
	p.Group.Label, p.Group.Values, p.Group.Estimated = e.Label, nil, nil
	for _, place := range e.Places {
		p.Group.Values = append(p.Group.Values, Value{Code: place.Code, Label: disclose.Label{NL: place.Code, EN: place.Code}})
	}
	p.Group.Reference, p.Test = "", nil
	return p
}
