// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"encoding/hex"
	"slices"
	"strings"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/taxonomy"
)

// Tally is what is counted of one case, at one moment of it. It doesn't say
// of which: what a case is about is sealed, and stays so.
type Tally struct {
	Pool
	Codes []Code
}

// Pool is what is counted together.
type Pool struct {
	Org  org.ID
	Kind TallyKind
}

// TallyKind is the moment at which something is counted.
type TallyKind string

// The kinds.
const (
	TallyTriage TallyKind = "triage" // by who triages: what the case is about
	TallyEnd    TallyKind = "end"    // by the server: how the case was handled, which it knows in clear
	TallyHeard  TallyKind = "heard"  // by the reporter, who agrees to it: how he was treated
)

// TallyKinds lists the kinds.
func TallyKinds() []TallyKind { return []TallyKind{TallyTriage, TallyEnd, TallyHeard} }

// Code is one thing that is counted, as "ground:race".
type Code string

// CodeOf makes the code of an answer to what is asked.
func CodeOf(field, value string) Code { return Code(field + ":" + value) }

// Field gives what the code answers.
func (c Code) Field() string {
	field, _, _ := strings.Cut(string(c), ":")
	return field
}

// Value gives the answer.
func (c Code) Value() string {
	_, value, _ := strings.Cut(string(c), ":")
	return value
}

// What is asked, and answers that aren't of the taxonomy.
const (
	FieldGround      = "ground"
	FieldConduct     = "conduct"
	FieldSource      = "source"
	FieldTerms       = "terms"
	FieldFeedback    = "feedback"
	FieldHeard       = "heard"
	FieldRetaliation = "retaliation"

	Unsaid = "unsaid" // it isn't known
	Met    = "met"
	Missed = "missed"
	Given  = "given"
	None   = "none"
	Yes    = "yes"
	Partly = "partly"
	No     = "no"
)

// Codes lists what is counted of a kind, in the order in which it is shown.
// Of grounds the broadest are: within one of these a smaller one could be
// worked out by subtraction.
func (k TallyKind) Codes(e taxonomy.Edition) (all []Code) {
	switch k {
	case TallyTriage:
		for _, g := range e.Grounds.Broadest() {
			all = append(all, CodeOf(FieldGround, string(g)))
		}
		all = append(all, CodeOf(FieldGround, Unsaid))
		for _, c := range e.Conduct.Broadest() {
			all = append(all, CodeOf(FieldConduct, string(c)))
		}
		all = append(all, CodeOf(FieldConduct, Unsaid))
		for _, s := range e.Sources.Broadest() {
			all = append(all, CodeOf(FieldSource, string(s)))
		}
		return append(all, CodeOf(FieldSource, Unsaid))
	case TallyEnd:
		return []Code{CodeOf(FieldTerms, Met), CodeOf(FieldTerms, Missed), CodeOf(FieldFeedback, Given), CodeOf(FieldFeedback, None)}
	case TallyHeard:
		return []Code{
			CodeOf(FieldHeard, Yes), CodeOf(FieldHeard, Partly), CodeOf(FieldHeard, No),
			CodeOf(FieldRetaliation, Yes), CodeOf(FieldRetaliation, No), CodeOf(FieldRetaliation, Unsaid),
		}
	}
	return nil
}

// Classification is what a case is about, as who triages it found.
type Classification struct{ Grounds, Conduct, Sources []string }

// Classify makes the tally of a classification. A ground is counted as the
// broader ones that it stands under, once in each.
//
// Errors: those of the taxonomy, for a code that the edition doesn't have.
func Classify(of org.ID, c Classification, e taxonomy.Edition) (Tally, error) {
	t := Tally{Pool: Pool{of, TallyTriage}}
	for _, s := range c.Grounds {
		g, err := e.ParseGround(s)
		if err != nil {
			return Tally{}, err
		}
		for _, broad := range e.Grounds.Broadest() {
			if e.Grounds.Within(g, broad) {
				t.Codes = append(t.Codes, CodeOf(FieldGround, string(broad)))
			}
		}
	}
	for _, s := range c.Conduct {
		if _, err := e.ParseConduct(s); err != nil {
			return Tally{}, err
		}
		t.Codes = append(t.Codes, CodeOf(FieldConduct, s))
	}
	for _, s := range c.Sources {
		if _, err := e.ParseSource(s); err != nil {
			return Tally{}, err
		}
		t.Codes = append(t.Codes, CodeOf(FieldSource, s))
	}
	for _, field := range []string{FieldGround, FieldConduct, FieldSource} {
		if !slices.ContainsFunc(t.Codes, func(c Code) bool { return c.Field() == field }) {
			t.Codes = append(t.Codes, CodeOf(field, Unsaid))
		}
	}
	slices.Sort(t.Codes)
	t.Codes = slices.Compact(t.Codes)
	return t, nil
}

// EndTally makes the tally of a case that has ended.
func EndTally(h Head) Tally {
	terms, feedback := Met, Given
	if h.Missed {
		terms = Missed
	}
	if !h.Awaits.IsZero() {
		feedback = None
	}
	return Tally{Pool{h.Org, TallyEnd}, []Code{CodeOf(FieldTerms, terms), CodeOf(FieldFeedback, feedback)}}
}

// HeardTally makes the tally of what a reporter answers. Errors: ErrCode.
func HeardTally(of org.ID, heard, retaliation string) (Tally, error) {
	t := Tally{Pool{of, TallyHeard}, []Code{CodeOf(FieldHeard, heard), CodeOf(FieldRetaliation, retaliation)}}
	for _, c := range t.Codes {
		if !slices.Contains(TallyHeard.Codes(taxonomy.Edition{}), c) {
			return Tally{}, ErrCode.With("field", c.Field())
		}
	}
	return t, nil
}

// TallyID names a tally, so that it is counted once: 32 hexadecimal digits. It
// follows from a key of the case, so that all who handle it come to the same,
// and nobody else comes from the one to the other.
type TallyID string

// ParseTallyID reads what a browser sends. Errors: ErrID.
func ParseTallyID(s string) (TallyID, error) {
	if b, err := hex.DecodeString(s); err != nil || len(b) != 16 || hex.EncodeToString(b) != s {
		return "", ErrID.With("field", "id")
	}
	return TallyID(s), nil
}

// Count is what was counted of a pool: so many tallies, of the quarters from
// the one to the other, and how many of them hold each code.
type Count struct {
	Pool
	From, Until civil.Quarter
	N           int64
	Codes       map[Code]int64
}

// LeastTallies is how many tallies are counted together: so many that a share
// of them can be published. Fewer wait, sealed, for those of the next quarter,
// and until then nobody opens them.
func LeastTallies() int64 { return disclose.LeastPrinted(disclose.ForEveryone()) }

// Counted adds up tallies of one pool.
func Counted(p Pool, from, until civil.Quarter, all []Tally) Count {
	c := Count{Pool: p, From: from, Until: until, N: int64(len(all)), Codes: map[Code]int64{}}
	for _, t := range all {
		for _, code := range t.Codes {
			c.Codes[code]++
		}
	}
	return c
}
