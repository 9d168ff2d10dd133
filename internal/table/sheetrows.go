// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheetRows reads one sheet with both readers.
type sheetRows struct {
	book   *book
	lib    *excelize.Rows
	scan   *sheetScanner
	names  []string
	at     int // row of the sheet, from 1
	ahead  int // row of the scanner that isn't taken yet; 0 when it is at its end
	marks  []cellMark
	blank  int   // first empty row that may still turn out to be the end
	dated  []int // first row with a date, by column
	others []int // first row with anything else
}

func (b *book) read(s sheet) (*sheetRows, error) {
	lib, err := b.file.Rows(s.name)
	if err != nil {
		return nil, ErrBookDamaged
	}
	r := &sheetRows{book: b, lib: lib, scan: &sheetScanner{xml: s.xml}}
	return r, r.forward()
}

// forward takes the scanner to its next row.
func (r *sheetRows) forward() (err error) {
	r.ahead, r.marks, err = r.scan.next()
	return err
}

// header reads the first row as names.
func (r *sheetRows) header() ([]string, error) {
	row, more, err := r.one()
	if err != nil {
		return nil, err
	}
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	if !more || len(row) == 0 {
		return nil, ErrHeader
	}
	r.names = row
	r.dated, r.others = make([]int, len(row)), make([]int, len(row))
	return row, checkNames(row)
}

// rows gives the rows below the names, in the order of the columns.
func (r *sheetRows) rows() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for {
			row, more, err := r.one()
			if err == nil && !more {
				err = r.end()
				if err == nil {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			cells, empty, err := r.fit(row)
			switch {
			case err != nil:
			case empty:
				if r.blank == 0 {
					r.blank = r.at
				}
				continue
			case r.blank > 0:
				err = ErrBlank.With("line", r.blank)
			}
			if !yield(cells, err) || err != nil {
				return
			}
		}
	}
}

// fit gives a row as wide as the names, and tells whether nothing stands in it.
func (r *sheetRows) fit(row []string) (cells []any, empty bool, err error) {
	empty = true
	for i, text := range row {
		if text != "" && i >= len(r.names) {
			return nil, false, ErrFields.With("line", r.at, "want", len(r.names), "found", i+1)
		}
		empty = empty && text == ""
	}
	cells = make([]any, len(r.names))
	for i := range cells {
		cells[i] = ""
		if i < len(row) {
			cells[i] = row[i]
		}
	}
	return cells, empty, nil
}

// end is the last look at a sheet.
func (r *sheetRows) end() error {
	if r.ahead != 0 {
		return ErrDisagree.With("counted", r.ahead, "grouped", r.at)
	}
	if r.scan.merged {
		return ErrMerged
	}
	for i, row := range r.dated {
		if row > 0 && r.others[i] > 0 {
			return ErrDates.With("column", r.names[i], "line", r.others[i], "date", row)
		}
	}
	return nil
}

// one reads the next row of the sheet.
func (r *sheetRows) one() (row []string, more bool, err error) {
	if !r.lib.Next() {
		if r.lib.Error() != nil {
			return nil, false, ErrBookDamaged
		}
		return nil, false, nil
	}
	if r.at++; r.at > mostSheetRows { // the library goes on to any number that a row bears
		return nil, false, ErrBookDamaged
	}
	texts, err := r.lib.Columns(excelize.Options{RawCellValue: true})
	if err != nil || r.lib.Error() != nil {
		return nil, false, ErrBookDamaged
	}
	var marks []cellMark
	if r.ahead == r.at {
		marks = r.marks
		if err := r.forward(); err != nil {
			return nil, false, err
		}
	}
	row, err = r.pair(texts, marks)
	return row, true, err
}

// pair puts what stands in the cells beside what sort of cells they are.
func (r *sheetRows) pair(texts []string, marks []cellMark) ([]string, error) {
	out := make([]string, len(texts))
	seen := 0
	for _, m := range marks {
		text := ""
		if m.col <= len(texts) {
			text = texts[m.col-1]
		}
		words := m.kind == "s" || m.kind == "str" || m.kind == "inlineStr"
		switch {
		case text != "" && !m.value, text == "" && m.value && !words:
			return nil, ErrBookDamaged // the two readers see different cells
		case m.formula && !m.value && m.kind != "str":
			return nil, ErrFormula.With("line", r.at, "number", m.col)
		case text == "":
			continue
		}
		said, date, err := r.value(text, m)
		if err != nil {
			return nil, err
		}
		out[m.col-1] = said
		seen++
		r.remember(m.col-1, date)
	}
	for _, text := range texts {
		if text != "" {
			seen--
		}
	}
	if seen != 0 {
		return nil, ErrBookDamaged // the two readers see different cells
	}
	return out, nil
}

// remember keeps whether a column holds dates, or anything else.
func (r *sheetRows) remember(i int, date bool) {
	if i >= len(r.dated) {
		return
	}
	place := r.others
	if date {
		place = r.dated
	}
	if place[i] == 0 {
		place[i] = r.at
	}
}

// value gives the text of a cell as every other file would hold it.
func (r *sheetRows) value(text string, m cellMark) (said string, date bool, err error) {
	switch m.kind {
	case "e":
		return "", false, ErrCellError.With("line", r.at, "number", m.col)
	case "b":
		return strconv.FormatBool(text == "1" || strings.EqualFold(text, "true")), false, nil
	case "d":
		day, clock, _ := strings.Cut(strings.TrimSuffix(text, "Z"), "T")
		return strings.TrimSuffix(strings.TrimSpace(day+" "+clock), " 00:00:00"), true, nil
	case "s", "str", "inlineStr":
		if strings.IndexByte(text, 0) >= 0 {
			return "", false, ErrZeroByte.With("line", r.at)
		}
		if !utf8.ValidString(text) {
			return "", false, ErrEncoding.With("line", r.at, "encoding", UTF8.String())
		}
		return text, false, nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return "", false, ErrBookDamaged
	}
	if m.style >= 0 && m.style < len(r.book.dates) && r.book.dates[m.style] {
		said, err := instant(x, r.book.old)
		return said, true, err
	}
	return strconv.FormatFloat(x, 'f', -1, 64), false, nil
}

// instant writes a number of days as a date, a time or both.
func instant(days float64, old bool) (string, error) {
	at, err := excelize.ExcelDateToTime(days, old)
	if err != nil {
		return "", ErrBookDamaged
	}
	at = at.Round(time.Second)
	switch {
	case days >= 0 && days < 1:
		return at.Format(time.TimeOnly), nil
	case at.Equal(at.Truncate(24 * time.Hour)):
		return at.Format(time.DateOnly), nil
	}
	return at.Format(time.DateTime), nil
}
