// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"math"

	"baken/base/disclose"
	"baken/base/ods"
	"baken/internal/text"
)

// field is one column of a sheet of figures.
type field struct {
	name text.Key // empty for the figure itself
	end  text.Key // of limits: the lower or the upper one
	pick func(disclose.Figure) *float64
	more int // decimals beyond those of the figure
}

func (f field) title(c disclose.Column) text.Text {
	out := text.Text(text.Key(c.Title))
	if !c.Label.Empty() {
		out = text.With("figure.column", "column", out, "part", Label(c.Label))
	}
	if c.Unit == disclose.Points {
		out = text.With("figure.sheet.points", "column", out)
	}
	if f.name != "" {
		out = text.With("figure.column", "column", out, "part", text.With(f.end, "what", f.name))
	}
	return out
}

// fieldsOf gives the columns that a column of a table takes: its limits where any row has
// them.
func fieldsOf(t disclose.Table, column int) []field {
	out := []field{{}}
	for _, p := range partsOf(t, column)[1:] {
		of, more := func(f disclose.Figure) *disclose.Bounds { return f.Interval }, 0
		if p.name == "figure.range" {
			of, more = rangeOf, 1
		}
		low := field{p.name, "figure.sheet.from", func(f disclose.Figure) *float64 { return lowOf(of(f)) }, more}
		high := field{p.name, "figure.sheet.to", func(f disclose.Figure) *float64 { return highOf(of(f)) }, more}
		out = append(out, low, high)
	}
	return out
}

// rangeOf is what rounding leaves open of a number; a band says that itself.
func rangeOf(f disclose.Figure) *disclose.Bounds {
	if f.Kind == disclose.Band {
		return nil
	}
	return f.Range
}

func lowOf(b *disclose.Bounds) *float64 {
	if b == nil {
		return nil
	}
	return b.Low
}

func highOf(b *disclose.Bounds) *float64 {
	if b == nil {
		return nil
	}
	return b.High
}

// cell says a figure, or a limit of it, as a number where it is one. A sheet holds no more
// decimals than it shows.
func (s sheets) cell(one field, f disclose.Figure, u disclose.Unit) ods.Cell {
	if one.pick == nil && !f.HasValue() {
		c := s.words(Words(f, u))
		c.Side = ods.Right // among numbers
		return c
	}
	x, digits := f.Value, f.Digits
	if one.pick != nil {
		limit := one.pick(f)
		if limit == nil {
			return ods.Cell{}
		}
		x = *limit
		if u == disclose.Percent && f.Kind == disclose.Rounded {
			digits += one.more
		}
		if u == disclose.Percent || u == disclose.Ratio {
			digits = max(digits, 2)
		}
	}
	step := math.Pow10(digits)
	if u == disclose.Percent {
		return ods.Cell{Type: ods.Percentage, Number: math.Round(x*step) / (100 * step), Digits: digits}
	}
	return ods.Cell{Type: ods.Number, Number: math.Round(x*step) / step, Digits: digits}
}
