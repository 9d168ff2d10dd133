// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package disclose is the only door through which a figure leaves Baken.
//
// It promises that what is printed about a group leaves at least ten possible
// answers to the question "how many of them?", that nothing is printed about a
// group too small to hide in, and that every ratio, interval and test beside
// the figures can be worked out from the printed figures alone, so that they
// give nothing more away. It refuses to make a Table from anything else.
//
// There are two ways through it. History.Protect protects tables together, with all
// that was released before, and audits what a reader can work out of each count that is
// withheld. ProtectRates, for the rates of one test by group and by group within strata,
// protects each by itself and sees to it that the people who are left when printed strata
// are subtracted from their group are nobody or enough; then it looks at all of them
// together, and with earlier ones, as a reader would, and withholds strata until no count
// of few people is known too well. Protect does the first half alone.
package disclose

// Audience says who reads the figures.
type Audience string

// The audiences: the public, or people inside the organisation who are bound
// by secrecy.
const (
	Everyone Audience = "public"
	Internal Audience = "internal"
)

// Rules are the limits under which counts are printed. They are printed with
// every table, since protection must hold for an attacker who knows them.
type Rules struct {
	Audience      Audience `json:"audience"`
	Base          int64    `json:"minimumBase"`             // fewest people in a group
	Intersection  int64    `json:"minimumBaseIntersection"` // fewest people in a group within a stratum
	Part          int64    `json:"minimumPart"`             // fewest people in the numerator, and in its complement
	RoundBaseTo   int64    `json:"baseRoundedTo"`
	Possibilities int64    `json:"possibleNumerators"`  // numerators that a printed percentage must leave possible
	Dominance     int64    `json:"dominance,omitempty"` // per hundred of what the first has, within which the second may not know it from a total
}

// ForEveryone gives the rules for publication: at least 10 people in a group,
// 30 in an intersection, 10 in numerator and complement, and nobody who can work out what
// another has to within a tenth.
func ForEveryone() Rules {
	return Rules{Audience: Everyone, Base: 10, Intersection: 30, Part: 10, RoundBaseTo: 5, Possibilities: 10, Dominance: 10}
}

// ForInternal gives the rules inside an organisation: as ForEveryone, with at
// least 3 people in numerator and complement.
func ForInternal() Rules {
	r := ForEveryone()
	r.Audience, r.Part = Internal, 3
	return r
}

// Cell is one counted cell before it is protected. Stratum is empty where all
// strata are taken together.
type Cell struct {
	Group, Stratum string
	Base, Events   int64 // people, and those among them to whom it happened
}

// Near is a whole number as far as the printed figures tell it: the true one
// lies at most Margin away.
type Near struct{ N, Margin int64 }

// Rate is one rate as it is printed.
type Rate struct {
	Group, Stratum string
	Base           Figure // people
	Share          Figure // per hundred, 0 to 100
	Counts         Implied
}

// Implied holds the two counts that anyone can work out from a printed rate:
// the events, and either the base that they are part of or the others beside
// them, whichever was printed.
type Implied struct {
	Events       Near
	Base, Others Near // one of the two, as HasBase says
	HasBase      bool
}

// Printed reports whether the rate has a figure; otherwise it is a band or is
// withheld.
func (r Rate) Printed() bool { return r.Share.Kind == Rounded || r.Share.Kind == Published }

// Known reports whether anything at all is printed: a figure or a band.
func (r Rate) Known() bool { return r.Share.Kind != Withheld }

// Protected holds rates as they may be printed. It is made by Protect, or by
// Public for figures that others have published.
type Protected struct {
	rates  []Rate
	rules  *Rules
	source Source
	n      int64
	seen   *PublicTable // by ProtectRates: the rates as a reader has them
}

// Rates gives all rates in the order in which their cells came in.
func (p *Protected) Rates() []Rate { return append([]Rate(nil), p.rates...) }

// Rate finds the rate of a group, within a stratum or (empty) over all.
func (p *Protected) Rate(group, stratum string) (Rate, bool) {
	for _, r := range p.rates {
		if r.Group == group && r.Stratum == stratum {
			return r, true
		}
	}
	return Rate{}, false
}
