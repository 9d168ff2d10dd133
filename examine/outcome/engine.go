// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"context"
	"strings"
)

// Engine counts rows where they are. It only reads, gives whole numbers and works out
// nothing else, so that every figure is made here and is the same to the last digit
// whichever engine counted.
//
// The values of a group are text, the same on every engine: no value and the empty text
// are one, spaces and leading zeros stay, truth values are "true" and "false", and whole
// numbers have neither point nor sign in front. A context that ends stops the work.
//
// Errors: ErrColumn, ErrKind, ErrCells, ErrLetters, ErrCount, ErrTotal, ErrMoved, and for
// servers ErrSignIn, ErrPasswordFile, ErrRights, ErrTable, ErrConnection, ErrMemory and
// ErrTime. None of them holds a cell of the data or a password.
type Engine interface {
	Count(ctx context.Context, q Question) (Answer, error)
}

// Question is what an engine is asked.
type Question struct {
	By     []string // the columns to group by, at least one
	Sum    string   // the column of counts; empty where each row counts for one
	Person string   // the column that tells people apart; empty where nobody asks
}

// Answer is what an engine counted.
type Answer struct {
	Engine  string  // name and version, as "PostgreSQL 15.9"
	Groups  []Group // sorted by their values, byte by byte
	Rows    int64   // rows that were read
	Repeats *Repeats
}

// Group is one combination of values and what was counted in it.
type Group struct {
	Values []string // in the order of the question
	N      int64
}

// Repeats says who has more than one row.
type Repeats struct {
	People  int64 // who have more than one row
	Rows    int64 // that these people have together
	Unknown int64 // rows that don't say whose they are
}

// Extra is how many rows too many there can be at most, if everyone should have one: a
// row that doesn't say whose it is may be anybody's.
func (r *Repeats) Extra() int64 {
	if r == nil {
		return 0
	}
	return r.Rows - r.People + r.Unknown
}

// MostCells is how many groups an answer may have where nothing else is set: more than a
// plan can name, few enough to be kept.
const MostCells = 1_000_000

// Question gives what the plan asks of an engine.
func (p Plan) Question() Question {
	by := p.Columns()
	if p.Only != nil {
		by = append(by, p.Only.Column)
	}
	return Question{By: by, Sum: p.Source.Count, Person: p.Source.Person}
}

// Counts holds the plan against what an engine counted.
//
// Errors: those of Tally, and ErrOnly where nobody belongs to the population.
func (p Plan) Counts(a Answer) (Counts, error) {
	cells, outside := p.within(a.Groups)
	if len(cells) == 0 && len(outside) > 0 {
		return Counts{}, ErrOnly.With("column", p.Only.Column, "values", strings.Join(p.Only.Values, ", "))
	}
	rows := a.Rows
	if p.Source.Kind == Records {
		for _, o := range outside {
			rows -= o.N
		}
	}
	c, err := p.Tally(cells, rows)
	if err != nil {
		return Counts{}, err
	}
	c = c.told(a.Rows, outside)
	c.Account.Repeats = a.Repeats
	return c, nil
}
