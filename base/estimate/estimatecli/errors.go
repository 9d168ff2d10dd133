// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"fmt"

	"baken/base/fault"
	"baken/internal/table"
	"baken/internal/text"
)

// What can be wrong with the data that a plan is held against. Rows count from 1,
// below the column names.
var (
	ErrUnknown   = fault.New(fault.Invalid, "estimate.unknown_value") // args column, value, row, n, known
	ErrNobody    = fault.New(fault.Invalid, "estimate.nobody")        // args column, value: nobody has it
	ErrUnset     = fault.New(fault.Invalid, "estimate.unset")         // args column, row, n: no value where there has to be one
	ErrDuplicate = fault.New(fault.Invalid, "estimate.duplicate")     // args column, row, other, n
	ErrCell      = fault.New(fault.Invalid, "estimate.cell")          // args column, level: nobody in it responded
	ErrExplain   = fault.New(fault.Invalid, "estimate.explain")       // args figure, known
	ErrNothing   = fault.New(fault.Invalid, "estimate.nothing")       // args figure: it has no value to explain
)

// What can be wrong with the files of a run.
var (
	ErrFile  = fault.New(fault.Invalid, "estimate.file")   // args file, problem
	ErrData  = fault.New(fault.Invalid, "estimate.data")   // args file, problem: what is wrong with the data
	ErrTaken = fault.New(fault.Conflict, "estimate.taken") // args file: somebody's own file has the name of a result
)

// explain says in which file the data is that a fault is about. What is no fault of
// the reader's stays as it is.
func explain(in Source, err error) error {
	if fault.KindOf(err) == fault.Internal || errors.Is(err, ErrFile) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrData.With("file", text.Data(in.name()), "problem", text.Fault(err)), err)
}

// fileFault keeps the name of the file and why it can't be used.
func fileFault(err error) error {
	if path, why := table.Refused(err); why != nil {
		return fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(path), "problem", text.Fault(why)), err)
	}
	return err
}
