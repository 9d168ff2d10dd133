// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"

	"baken/base/disclose"
)

// times stands between the two values of a combination.
const times = " × "

// cross makes groups of all combinations.
func (g *Grouping) cross() {
	both := func(a, b disclose.Label) disclose.Label {
		return disclose.Label{NL: a.NL + times + b.NL, EN: a.EN + times + b.EN}
	}
	var all []Value
	for _, one := range g.Values {
		for _, other := range g.Crossed.Values {
			all = append(all, Value{Code: one.Code + times + other.Code, Label: both(one.Label, other.Label)})
		}
	}
	g.Values, g.Reference, g.Label = all, g.Reference+times+g.Crossed.Reference, both(g.Label, g.Crossed.Label)
	for _, code := range g.Crossed.Outside {
		if !slices.Contains(g.Outside, code) {
			g.Outside = append(g.Outside, code)
		}
	}
}

// combined gives the group of who has these values; one that is outside stays outside.
func (g Grouping) combined(one, other string) string {
	switch {
	case slices.Contains(g.Outside, one):
		return one
	case slices.Contains(g.Outside, other):
		return other
	}
	return one + times + other
}

func (p Plan) checkCrossed() error {
	c := p.Group.Crossed
	if c == nil {
		return nil
	}
	codes, err := distinct("group.crossed.values", c.Values)
	switch {
	case err != nil:
		return err
	case c.Column == "" || c.Label.Empty():
		return broken("group.crossed", "stratum")
	case len(codes) < 2:
		return broken("group.crossed.values", "two_groups")
	case !slices.Contains(codes, c.Reference):
		return broken("group.crossed.reference", "reference")
	case p.Source.Whole != "":
		return broken("group.crossed", "crossed_whole")
	}
	for _, o := range c.Outside {
		if slices.Contains(codes, o) {
			return broken("group.crossed.outside", "outside", o)
		}
	}
	return nil
}
