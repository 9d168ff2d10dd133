// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"fmt"
	"io"

	"baken/internal/text"
)

// mostNarrow is how many counts are named at most.
const mostNarrow = 40

// Print says what was found; ErrGiven where that is something.
func (f Found) Print(w io.Writer, p *text.Printer) error {
	lines := f.narrow()
	if len(f.Shares) > 0 {
		few, exact := f.few(f.Shares)
		first := f.Shares[0]
		lines = append(
			lines,
			text.With("disclose.attack.shares", "n", len(f.Shares), "level", f.Plan.Level, "file", text.Data(first.File), "row", first.Row, "possible", first.Left.N),
			text.With("disclose.attack.numerators", "all", f.Percents, "exact", exact, "few", few, "level", f.Plan.Level),
		)
	}
	if len(f.Bases) > 0 {
		_, exact := f.few(f.Bases)
		first := f.Bases[0]
		lines = append(lines, text.With("disclose.attack.bases", "n", len(f.Bases), "exact", exact, "level", f.Plan.Level, "file", text.Data(first.File), "row", first.Row, "possible", first.Left.N))
	}
	if f.Others > 0 {
		lines = append(lines, text.With("disclose.attack.others", "n", f.Others))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	return f.err()
}

// narrow says which counts are known too well.
func (f Found) narrow() (lines []text.Text) {
	exact, few := 0, 0
	for _, l := range f.Narrow {
		if l.Exact() {
			exact++
		}
		if l.Low >= 1 && l.High < float64(f.Plan.Level) {
			few++
		}
	}
	lines = append(lines, text.With("disclose.attack.withheld", "n", f.Withheld, "narrow", len(f.Narrow), "exact", exact, "few", few, "level", f.Plan.Level))
	if f.Rests > 0 {
		lines = append(lines, text.With("disclose.attack.rests", "n", f.Rests))
	}
	for i, l := range f.Narrow {
		if i == mostNarrow {
			return append(lines, text.With("disclose.attack.more", "n", len(f.Narrow)-mostNarrow))
		}
		lines = append(lines, text.With("disclose.attack.cell", "cell", text.Data(l.Cell), "low", text.Decimal(l.Low, 0), "high", text.Decimal(l.High, 0)))
	}
	return lines
}
