// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import (
	"math/rand/v2"

	"baken/base/civil"
	"baken/ground/org"
)

// Ended is what a register knows of a formal complaint that ended, by the
// codes of hear/complaint. They are made up.
type Ended struct {
	Org                  org.ID
	State, Ground        string
	Received, On         civil.Date
	Adjourned, Further   bool
	Judgement, Following string // of one that was concluded
}

// manner is how an organisation executes the procedure: chances in parts of 100.
type manner struct{ number, late, adjourned int }

// Ended makes up the complaints that ended in a year: at ten agencies that
// execute the procedure alike but for chance, and at one that is late far more
// often, and adjourns more. That is the last one.
func (w World) Ended(year int) (all []Ended) {
	draw := rand.New(rand.NewPCG(1, 0x6261_6b65_6e00_0005)) // every year alike
	var agencies []org.ID
	for _, o := range w.Orgs {
		if o.Kind == org.Agency {
			agencies = append(agencies, o.ID)
		}
	}
	for i, id := range agencies[:11] {
		m := manner{number: 105 + 12*i, late: 16, adjourned: 24}
		if id == agencies[10] {
			m = manner{number: 160, late: 62, adjourned: 58}
		}
		for range m.number {
			all = append(all, m.complaint(draw, id, civil.Day(year, 1, 1)))
		}
	}
	return all
}

// complaint makes one that ends within the year that begins on a day.
func (m manner) complaint(draw *rand.Rand, of org.ID, from civil.Date) Ended {
	c := Ended{Org: of, On: from.AddDays(draw.IntN(365))}
	of100 := func(n int) bool { return draw.IntN(100) < n }
	term := 70
	switch n := draw.IntN(100); {
	case n < 14:
		c.State, term = "declined", 28
		c.Ground = []string{"little-weight", "little-weight", "over-a-year", "objection", "handled-before", "appeal"}[draw.IntN(6)]
	case n < 26:
		c.State = "satisfied"
	case n < 34:
		c.State = "withdrawn"
	case n < 37:
		c.State = "forwarded"
	default:
		c.State = "concluded"
		c.Judgement = []string{"founded", "founded", "partly", "partly", "unfounded", "unfounded", "unfounded", "none"}[draw.IntN(8)]
		c.Following = "follows"
		if of100(9) {
			c.Following = "deviates"
		}
	}
	if c.State != "declined" && of100(m.adjourned) {
		c.Adjourned, c.Further = true, of100(20)
		term += 28
	}
	// Between two fifths of the term and a week before it has run out, or after:
	// holidays may lengthen it by some days.
	took := term*2/5 + draw.IntN(term*3/5-7)
	if of100(m.late) {
		took = term + 25 + draw.IntN(40)
	}
	c.Received = c.On.AddDays(-took)
	return c
}
