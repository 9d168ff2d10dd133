// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"math"
	"strconv"
	"strings"
)

// unknown stands where there is no number to print.
const unknown = "–"

// Number prints a whole number: 1.234.567 in Dutch, 1,234,567 in English.
func (p *Printer) Number(n int) string {
	s := strconv.Itoa(n)
	negative := strings.HasPrefix(s, "-")
	return sign(negative) + p.group(strings.TrimPrefix(s, "-"))
}

// Decimal prints x with the given number of decimals, or with as many as it
// needs when digits is negative: 1.234,5 in Dutch, 1,234.5 in English.
func (p *Printer) Decimal(x float64, digits int) string {
	switch {
	case math.IsNaN(x):
		return unknown
	case math.IsInf(x, 0):
		return sign(x < 0) + "∞"
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', digits, 64)
	units, fraction, cut := strings.Cut(s, ".")
	out := p.group(units)
	if cut {
		out += p.mark() + fraction
	}
	return sign(x < 0 && strings.Trim(s, "0.") != "") + out
}

// Percent prints a share as a percentage: Percent(0.125, 1) is 12,5%.
func (p *Printer) Percent(share float64, digits int) string {
	s := p.Decimal(share*100, digits)
	if s == unknown {
		return s
	}
	return s + "%"
}

// Number is a whole number as a text.
func Number(n int) Text { return Func(func(p *Printer) string { return p.Number(n) }) }

// Decimal is a number with the given decimals as a text.
func Decimal(x float64, digits int) Text {
	return Func(func(p *Printer) string { return p.Decimal(x, digits) })
}

// Percent is a share as a percentage.
func Percent(share float64, digits int) Text {
	return Func(func(p *Printer) string { return p.Percent(share, digits) })
}

func sign(negative bool) string {
	if negative {
		return "\u2212"
	}
	return ""
}

func (p *Printer) mark() string {
	if p.lang == NL {
		return ","
	}
	return "."
}

// group sets a separator between thousands.
func (p *Printer) group(digits string) string {
	separator := ","
	if p.lang == NL {
		separator = "."
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return b.String()
}
