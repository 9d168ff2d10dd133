// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package figure says disclosed figures: as words for a terminal, and as a
// chart with its table for a page. It prints what a table holds and works
// nothing out.
package figure

import (
	"embed"
	"math"

	"baken/base/disclose"
	"baken/internal/text"
)

// Text holds the messages of this package.
//
//go:embed text
var Text embed.FS

// Label is a name in the reader's language.
func Label(l disclose.Label) text.Text { return text.Both(l.NL, l.EN) }

// Value says a figure: a number, a band, or why there is neither.
func Value(f disclose.Figure, u disclose.Unit) text.Text {
	switch {
	case f.HasValue() && u == disclose.PValue && f.Value < math.Pow10(-f.Digits):
		return text.With("figure.below", "x", number(math.Pow10(-f.Digits), f.Digits, u))
	case f.HasValue():
		return number(f.Value, f.Digits, u)
	case f.Kind == disclose.Band:
		return band(f, u)
	default:
		return text.Key("figure.none")
	}
}

// Reason says why there is no number; nil when there is one.
func Reason(f disclose.Figure) text.Text {
	if f.Reason == "" {
		return nil
	}
	return text.Key(f.Reason)
}

// Interval says the confidence interval of a figure; a dash when it has none.
func Interval(f disclose.Figure, u disclose.Unit) text.Text { return bounds(f.Interval, f, u) }

// Range says what rounding leaves open of a figure; a dash when that is
// nothing or when the figure is a band already.
func Range(f disclose.Figure, u disclose.Unit) text.Text {
	if f.Kind == disclose.Band {
		return text.Key("figure.none")
	}
	if f.Kind == disclose.Rounded && u == disclose.Percent {
		f.Digits++ // rounding lies half a step to either side
	}
	if open := bounds(f.Range, f, u); f.Outer && f.Range != nil {
		return text.With("figure.outer", "range", open)
	}
	return bounds(f.Range, f, u)
}

func number(x float64, digits int, u disclose.Unit) text.Text {
	amount := text.Decimal(x, digits)
	switch u {
	case disclose.Percent:
		return text.With("figure.percent", "x", amount)
	case disclose.Points:
		return text.With("figure.points", "x", signed(x, digits))
	default:
		return amount
	}
}

func signed(x float64, digits int) text.Text {
	if x > 0 {
		return text.With("figure.plus", "x", text.Decimal(x, digits))
	}
	return text.Decimal(x, digits)
}

func band(f disclose.Figure, u disclose.Unit) text.Text {
	low, high := *f.Range.Low, *f.Range.High
	switch {
	case low <= 0 && u == disclose.People: // the limits of a count are counts that it can be
		return text.With("figure.at_most", "x", number(high, 0, u))
	case low <= 0 && u != disclose.Points: // a difference may be below nought
		return text.With("figure.below", "x", number(high, digitsOf(high, f.Digits), u))
	case high >= 100 && u == disclose.Percent:
		return text.With("figure.above", "x", number(low, digitsOf(low, f.Digits), u))
	default:
		return text.With("figure.between",
			"low", number(low, digitsOf(low, f.Digits), u), "high", number(high, digitsOf(high, f.Digits), u))
	}
}

// digitsOf leaves out decimals that are nought.
func digitsOf(x float64, most int) int {
	for d := range most {
		if step := math.Pow10(d); math.Abs(math.Round(x*step)/step-x) < 1e-9 {
			return d
		}
	}
	return most
}

func bounds(b *disclose.Bounds, f disclose.Figure, u disclose.Unit) text.Text {
	if b == nil || b.Low == nil && b.High == nil {
		return text.Key("figure.none")
	}
	digits := f.Digits
	if u == disclose.Percent || u == disclose.Ratio {
		digits = max(digits, 2)
	}
	number := func(x float64, digits int, u disclose.Unit) text.Text {
		if u == disclose.Points { // the figure beside it says what is counted
			return signed(x, digits)
		}
		return number(x, digits, u)
	}
	switch {
	case b.Low == nil:
		return text.With("figure.at_most", "x", number(*b.High, digits, u))
	case b.High == nil:
		return text.With("figure.at_least", "x", number(*b.Low, digits, u))
	case *b.Low == *b.High && u == disclose.Place: // it is sure of its place
		return number(*b.Low, digits, u)
	case *b.Low == *b.High:
		return text.Key("figure.none")
	default:
		return text.Range(number(*b.Low, digits, u), number(*b.High, digits, u))
	}
}

// Note says a remark under a table. An argument that ends in _nl or _en goes
// in by its name without that, in the reader's language.
func Note(n disclose.Note) text.Text {
	return text.Func(func(p *text.Printer) string {
		var pairs []any
		for name, value := range n.Args {
			switch {
			case len(name) > 3 && name[len(name)-3:] == "_"+string(p.Lang()):
				pairs = append(pairs, name[:len(name)-3], text.Data(value))
			case len(name) > 3 && (name[len(name)-3:] == "_nl" || name[len(name)-3:] == "_en"):
			default:
				pairs = append(pairs, name, text.Data(value))
			}
		}
		return text.With(text.Key(n.Key), pairs...).In(p)
	})
}

// Notes says several, one by one.
func Notes(all []disclose.Note) []text.Text {
	out := make([]text.Text, len(all))
	for i, n := range all {
		out[i] = Note(n)
	}
	return out
}

// Title says what a table is about.
func Title(s disclose.Spec) text.Text {
	return text.With(text.Key(s.Title), "subject", Label(s.Subject))
}
