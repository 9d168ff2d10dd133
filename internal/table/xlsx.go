// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// readXLSX puts the rows of one sheet of a workbook into the engine, every cell as text.
// Two readers that share no code go over the sheet side by side: excelize gives what
// stands in a cell, and sheetScanner what sort of cell it is. One cell of difference is a
// fault. The rows stay in the engine's memory, within its limit.
func (t *Table) readXLSX(ctx context.Context, src Source) (err error) {
	// The library isn't made for files that somebody made to break it.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w (%T)", ErrBookDamaged, r)
		}
	}()
	b, err := openBook(t.file.path, t.set.Memory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	sheet, err := b.choose(src.Sheet)
	if err != nil {
		return err
	}
	r, err := b.read(sheet)
	if err != nil {
		return err
	}
	names, err := r.header()
	if err != nil {
		return err
	}
	var columns []string
	for i, name := range names {
		c := column{Column{name, KindText}, "c" + strconv.Itoa(i)}
		t.columns = append(t.columns, c)
		columns = append(columns, c.ident+" VARCHAR")
	}
	t.from, t.inside = "sheet", true
	if _, err := t.engine.db.ExecContext(ctx, "CREATE TABLE sheet ("+strings.Join(columns, ", ")+")"); err != nil {
		return engineFault(err, ErrUnreadable)
	}
	return fill(ctx, t.engine.db, "sheet", t.counting(ctx, r))
}

// counting gives the rows of a sheet, counts them and tells how far it is.
func (t *Table) counting(ctx context.Context, r *sheetRows) iter.Seq2[[]any, error] {
	size := int64(len(r.scan.xml))
	return func(yield func([]any, error) bool) {
		for row, err := range r.rows() {
			if err != nil {
				yield(nil, err)
				return
			}
			const often = 1 << 12
			if t.rows++; t.rows%often == 0 {
				t.set.tell(Reading, r.scan.at, size)
				if ctx.Err() != nil {
					yield(nil, fmt.Errorf("table: %w", context.Cause(ctx)))
					return
				}
			}
			if !yield(row, nil) {
				return
			}
		}
		t.set.tell(Reading, size, size)
	}
}
