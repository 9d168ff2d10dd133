// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"slices"
)

// Percentage is a percentage as it was printed, with its decimals: 12.50 is 1250 hundredths.
type Percentage struct {
	Units    int64 // of the last decimal, from 0 to a hundred percent
	Decimals int   // from 0 to MostDecimals
	Step     int64 // units that it was rounded to, from 1; 1 if left out
}

// Span is a least and a most, both included.
type Span struct{ Low, High int64 }

// Percentages stand beside each other: those of the same people to whom something happened.
type Percentages struct {
	Base  Span // how many people they can be, from 1 to MostPeople
	Of    []Percentage
	Whole bool // each of the people is in exactly one of them, as with the answers to a question
}

// Possible is what percentages leave open.
type Possible struct {
	Bases  Left
	Events []Left // of each percentage, in their order
}

// Left is numbers that are possible: so many, between these two.
type Left struct {
	N int64
	Span
}

// Exact says whether one number is left.
func (l Left) Exact() bool { return l.N == 1 }

// The limits of what can be worked out.
const (
	MostDecimals = 6
	MostPeople   = 1_000_000_000
	MostBases    = 1 << 20 // different numbers of people
)

// Possible works out which numbers of people, and of those to whom it happened, print as
// these percentages: a share e/b prints as p percent with k decimals where |100 e/b - p| is
// at most half a step of the last decimal, both ends included, since it isn't known how
// halves were rounded. With three decimals this leaves one numerator for each base under a
// hundred thousand, and several percentages of the same base mostly leave one base.
//
// Errors: ErrPercentage for percentages or a base that can't be, ErrBases for too many
// bases, ErrContradiction where no base goes with all of them.
func (p Percentages) Possible() (Possible, error) {
	out := Possible{Events: make([]Left, len(p.Of))}
	if err := p.check(); err != nil {
		return out, err
	}
	events := make([][]Span, len(p.Of))
	now := make([]Span, len(p.Of))
	for base := p.Base.Low; base <= p.Base.High; base++ {
		if !p.of(base, now) {
			continue
		}
		if out.Bases.N == 0 {
			out.Bases.Low = base
		}
		out.Bases.High = base
		out.Bases.N++
		for i, s := range now {
			events[i] = extend(events[i], s)
		}
	}
	if out.Bases.N == 0 {
		return out, ErrContradiction
	}
	for i, all := range events {
		out.Events[i] = counted(all)
	}
	return out, nil
}

func (p Percentages) check() error {
	if p.Base.Low < 1 || p.Base.Low > p.Base.High || p.Base.High > MostPeople {
		return ErrPercentage.With("place", 0)
	}
	if p.Base.High-p.Base.Low >= MostBases {
		return ErrBases.With("most", MostBases)
	}
	for i, one := range p.Of {
		if one.Decimals < 0 || one.Decimals > MostDecimals || one.Units < 0 || one.Units > one.hundred() || one.Step < 0 || one.Step > one.hundred() {
			return ErrPercentage.With("place", i+1)
		}
	}
	return nil
}

// hundred is a hundred percent in units of the last decimal.
func (p Percentage) hundred() int64 {
	n := int64(100)
	for range p.Decimals {
		n *= 10
	}
	return n
}

// numerators gives the fewest and the most of a base that print as the percentage; the
// fewest above the most where none does. With whole numbers every machine agrees.
func (p Percentage) numerators(base int64) Span {
	whole, step := 2*p.hundred(), max(p.Step, 1)
	low := ((2*p.Units-step)*base + whole - 1) / whole
	return Span{max(low, 0), min((2*p.Units+step)*base/whole, base)}
}

// of gives the numerators of each percentage for one base; false where there are none.
func (p Percentages) of(base int64, out []Span) bool {
	var least, most int64
	for i, one := range p.Of {
		s := one.numerators(base)
		if s.Low > s.High {
			return false
		}
		out[i] = s
		least, most = least+s.Low, most+s.High
	}
	if !p.Whole {
		return true
	}
	if least > base || most < base {
		return false
	}
	// What the others can't be is left for this one: spans of whole numbers add up to each
	// number between their ends.
	for i, s := range out {
		out[i] = Span{max(s.Low, base-(most-s.High)), min(s.High, base-(least-s.Low))}
	}
	return true
}

// extend adds a span, to the last one where they touch: bases follow each other, and so
// mostly do these.
func extend(all []Span, s Span) []Span {
	if n := len(all); n > 0 && s.Low <= all[n-1].High+1 && s.High >= all[n-1].Low-1 {
		last := &all[n-1]
		last.Low, last.High = min(last.Low, s.Low), max(last.High, s.High)
		return all
	}
	return append(all, s)
}

// counted counts the numbers in spans, each once.
func counted(all []Span) Left {
	slices.SortFunc(all, func(a, b Span) int { return cmp.Compare(a.Low, b.Low) })
	out := Left{Span: all[0]}
	next := all[0].Low // the first number that isn't counted yet
	for _, s := range all {
		if from := max(s.Low, next); from <= s.High {
			out.N += s.High - from + 1
			next = s.High + 1
		}
		out.High = max(out.High, s.High)
	}
	return out
}
