// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
)

// Found is what an attack found.
type Found struct {
	Plan     Attack
	Withheld int               // counts that the tables withhold, and what they leave over of a whole
	Rests    int               // of these what is left over: nobody printed or withheld it
	Narrow   []disclose.Learnt // those that are known to within less than the level
	Percents int               // percentages of which numerators were tried
	Shares   []Numerator       // those that leave fewer numerators than the level
	Others   int               // tables that don't say by what they divide people, and weren't tried
	Bases    []Numerator       // groups whose size no table prints, and percentages tell to within less than the level
}

// Numerator is a percentage, or some of the same people, that give away by their decimals
// how many people they stand for.
type Numerator struct {
	File string
	Row  int64 // below the column names, or of the spreadsheet
	Left disclose.Left
}

// Run reads the tables and tries what they give away.
func (p Attack) Run(ctx context.Context, path string, set table.Settings) (Found, error) {
	return p.with(ctx, path, set, nil)
}

// with tries them together with tables that Baken made.
func (p Attack) with(ctx context.Context, path string, set table.Settings, own []made) (Found, error) {
	out := Found{Plan: p}
	tables, err := p.read(ctx, path, set)
	if err != nil {
		return out, err
	}
	public, err := p.solve(ctx, tables)
	if err != nil {
		return out, err
	}
	for _, t := range tables {
		out.count(t)
	}
	for _, m := range own {
		public = append(public, m.Tables...)
		if err := out.made(m); err != nil {
			return out, err
		}
	}
	learnt, err := disclose.Attack(ctx, public, p.within()...)
	if err != nil {
		return out, err
	}
	out.Withheld = len(learnt)
	for _, l := range learnt {
		rest := l.Rest || strings.Contains(l.Cell, "="+restOf(""))
		if rest {
			out.Rests++
		}
		if l.High-l.Low < float64(p.Level) && !(rest && l.Low >= float64(p.Level)) { // what many leave over harms nobody
			out.Narrow = append(out.Narrow, l)
		}
	}
	return out, nil
}

// read reads all tables, and then knows which categories there are.
func (p Attack) read(ctx context.Context, path string, set table.Settings) (out []*published, err error) {
	p.Hierarchies = slices.Clone(p.Hierarchies)
	lines := make([][]line, len(p.Tables))
	for i, t := range p.Tables {
		if lines[i], err = t.lines(ctx, beside(path, t.File), p.columns(t), set); err != nil {
			return nil, t.fault(err)
		}
	}
	p.found(lines)
	for i, t := range p.Tables {
		one, err := p.group(t, lines[i])
		if err != nil {
			return nil, t.fault(err)
		}
		out = append(out, &one)
	}
	return out, nil
}

// fault names the file of what is wrong with a table.
func (t Attacked) fault(err error) error {
	return fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(t.File), "problem", text.Fault(err)), err)
}

// solve works out what percentages stand for: first of tables with counts, then of those
// without, since the counts of others tell how many people theirs are of.
func (p Attack) solve(ctx context.Context, tables []*published) (public []disclose.PublicTable, err error) {
	var bare []*published
	sized := map[string]int64{}
	add := func(t *published) error {
		if err := t.solve(ctx, sized); err != nil {
			if ctx.Err() != nil {
				return err
			}
			return t.fault(err)
		}
		if one, ok := t.public(); ok {
			public = append(public, one)
		}
		return nil
	}
	for _, t := range tables {
		if t.Count == "" {
			bare = append(bare, t)
		} else if err := add(t); err != nil {
			return nil, err
		}
	}
	if len(bare) == 0 {
		return public, nil
	}
	asked := slices.Clone(public)
	for _, t := range bare {
		asked = append(asked, t.unprinted())
	}
	learnt, err := disclose.Attack(ctx, asked, p.within()...)
	if err != nil {
		return nil, err
	}
	for _, l := range learnt {
		sized[l.Cell] = int64(l.Low)
	}
	for _, t := range bare {
		if err := add(t); err != nil {
			return nil, err
		}
	}
	return public, nil
}

func (p Attack) within() (all []disclose.Within) {
	for _, w := range p.Within {
		all = append(all, disclose.Within(w))
	}
	return all
}

// count notes what the percentages of a table give away by themselves.
func (f *Found) count(t *published) {
	for _, g := range t.groups {
		if g.bases != nil && (g.count == nil || g.count.Withheld) && g.bases.N < f.Plan.Level {
			f.Bases = append(f.Bases, Numerator{t.File, g.row, *g.bases})
		}
		for _, s := range g.shares {
			if s.events == nil {
				continue
			}
			if f.Percents++; s.events.N < f.Plan.Level {
				f.Shares = append(f.Shares, Numerator{t.File, s.row, *s.events})
			}
		}
	}
}

// few counts what is known to be of one or more people, and of fewer than the level.
func (f Found) few(all []Numerator) (n, exact int) {
	for _, one := range all {
		if one.Left.Low >= 1 && one.Left.High < f.Plan.Level {
			n++
		}
		if one.Left.Exact() {
			exact++
		}
	}
	return n, exact
}

// err is ErrGiven where tables give something away.
func (f Found) err() error {
	if len(f.Narrow)+len(f.Shares)+len(f.Bases) == 0 {
		return nil
	}
	return ErrGiven.With("narrow", len(f.Narrow)+len(f.Bases), "shares", len(f.Shares), "level", f.Plan.Level)
}
