// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package taxonomy holds the classifications that reports, surveys and
// figures share: on which ground somebody is treated unequally, what kind of
// conduct it was, where it came from, and how origin is told apart.
//
// It promises that figures stay comparable: a code never changes its meaning,
// and each day has one edition, so that a record is read by the edition of the
// day on which it was classified. It refuses a code that the edition of the
// day doesn't have.
package taxonomy

import (
	"embed"
	"slices"

	"baken/base/civil"
	"baken/base/fault"
)

// Text holds what the codes are called, by the keys that Key gives.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// Ground is why somebody is treated unequally.
type Ground string

// Conduct is a kind of unwanted conduct.
type Conduct string

// Source is who or what it came from.
type Source string

// Birth says whether somebody was born in the Netherlands.
type Birth string

// Region is a group of countries of origin.
type Region string

// Key gives the message key of what the code is called.
func (c Ground) Key() string  { return "taxonomy.ground." + string(c) }
func (c Conduct) Key() string { return "taxonomy.conduct." + string(c) }
func (c Source) Key() string  { return "taxonomy.source." + string(c) }
func (c Birth) Key() string   { return "taxonomy.birth." + string(c) }
func (c Region) Key() string  { return "taxonomy.region." + string(c) }

// What can go wrong with a code.
var (
	ErrNoEdition = fault.New(fault.Invalid, "taxonomy.no_edition")
	ErrGround    = fault.New(fault.Invalid, "taxonomy.ground_unknown")
	ErrConduct   = fault.New(fault.Invalid, "taxonomy.conduct_unknown")
	ErrSource    = fault.New(fault.Invalid, "taxonomy.source_unknown")
	ErrOrigin    = fault.New(fault.Invalid, "taxonomy.origin_unknown")
)

// Term is one code with its fixed meaning. The meaning is for those who keep
// the editions; people read the message of the code's key.
type Term[C ~string] struct {
	Code    C
	Meaning string
	Under   []C // the broader terms, none for the broadest
}

// List is one classification, in the order in which it is shown.
type List[C ~string] []Term[C]

// Find gives a term by its code.
func (l List[C]) Find(c C) (Term[C], bool) {
	i := slices.IndexFunc(l, func(t Term[C]) bool { return t.Code == c })
	if i < 0 {
		return Term[C]{}, false
	}
	return l[i], true
}

// Broadest lists the codes that stand under no other.
func (l List[C]) Broadest() []C { return l.codes(func(t Term[C]) bool { return len(t.Under) == 0 }) }

// Below lists the codes directly under a code.
func (l List[C]) Below(c C) []C {
	return l.codes(func(t Term[C]) bool { return slices.Contains(t.Under, c) })
}

func (l List[C]) codes(keep func(Term[C]) bool) (out []C) {
	for _, t := range l {
		if keep(t) {
			out = append(out, t.Code)
		}
	}
	return out
}

// Within reports whether a code is another or stands under it: a count of
// race also counts anti-black racism.
func (l List[C]) Within(c, broader C) bool {
	t, ok := l.Find(c)
	return ok && (c == broader || slices.Contains(t.Under, broader))
}

// Edition is all classifications as they hold from a day on.
type Edition struct {
	From    civil.Date
	Grounds List[Ground]
	Conduct List[Conduct]
	Sources List[Source]
	Births  List[Birth]
	Regions List[Region]
}

// Editions lists every edition, the oldest first.
func Editions() []Edition { return []Edition{edition2023()} }

// At gives the edition of a day.
func At(on civil.Date) (Edition, error) {
	editions := Editions()
	for _, e := range slices.Backward(editions) {
		if !on.Before(e.From) {
			return e, nil
		}
	}
	return Edition{}, ErrNoEdition.With("date", on.String())
}

// ParseGround reads the code of a ground of this edition.
func (e Edition) ParseGround(s string) (Ground, error) { return parse(e.Grounds, s, ErrGround) }

// ParseConduct reads the code of a kind of conduct of this edition.
func (e Edition) ParseConduct(s string) (Conduct, error) { return parse(e.Conduct, s, ErrConduct) }

// ParseSource reads the code of a source of this edition.
func (e Edition) ParseSource(s string) (Source, error) { return parse(e.Sources, s, ErrSource) }

func parse[C ~string](l List[C], s string, unknown *fault.Error) (C, error) {
	if _, ok := l.Find(C(s)); !ok {
		return "", unknown.With("code", s)
	}
	return C(s), nil
}
