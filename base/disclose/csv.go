// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSV writes a table for machines: UTF-8, commas, decimal points, column names
// that don't change with the language, one line a row and column. A figure
// that isn't printed has an empty value and its kind says why.
func CSV(w io.Writer, t Table) error {
	out := csv.NewWriter(w)
	head := []string{"table"}
	for i := range t.content.Heads {
		n := strconv.Itoa(i + 1)
		head = append(head, "label"+n+"_nl", "label"+n+"_en")
	}
	head = append(head, "measure", "unit", "kind", "value", "interval_low", "interval_high", "range_low", "range_high", "envelope_low", "envelope_high")
	if err := out.Write(head); err != nil {
		return err
	}
	for _, r := range t.content.Rows {
		for i, f := range r.Figures {
			line := []string{t.content.ID}
			for _, l := range r.Labels {
				line = append(line, safe(l.NL), safe(l.EN))
			}
			c := t.content.Columns[i]
			line = append(line, c.ID, string(c.Unit), string(f.Kind), value(f))
			line = append(line, ends(f.Interval)...)
			line = append(line, ends(f.Range)...)
			line = append(line, ends(f.Envelope)...)
			if err := out.Write(line); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// safe keeps a spreadsheet from reading a label as a formula.
func safe(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}

func value(f Figure) string {
	if f.Kind == Said {
		return f.Reason[strings.LastIndex(f.Reason, ".")+1:]
	}
	if !f.HasValue() {
		return ""
	}
	return strconv.FormatFloat(f.Value, 'f', f.Digits, 64)
}

func ends(b *Bounds) []string {
	out := []string{"", ""}
	if b == nil {
		return out
	}
	for i, x := range []*float64{b.Low, b.High} {
		if x != nil {
			out[i] = strconv.FormatFloat(roundTo(*x, 6), 'f', -1, 64)
		}
	}
	return out
}
