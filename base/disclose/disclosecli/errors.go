// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"fmt"

	"baken/base/fault"
	"baken/internal/table"
	"baken/internal/text"
)

// What can be wrong with the data, and with the files of a run.
var (
	ErrUnknown      = fault.New(fault.Invalid, "disclose.unknown_value") // args column, value, n: people with a value that no category has
	ErrCellUnknown  = fault.New(fault.Invalid, "disclose.unknown_cell")  // args column, value, row: what a description doesn't know
	ErrWhole        = fault.New(fault.Invalid, "disclose.whole")         // args column, row: no whole number of nothing or more
	ErrNoHeader     = fault.New(fault.Invalid, "disclose.no_header")     // args row: a spreadsheet has no names of columns there
	ErrShares       = fault.New(fault.Invalid, "disclose.shares")        // args row: percentages that no number of people goes with
	ErrNoTable      = fault.New(fault.Invalid, "disclose.no_table")      // args table, tables: what is to be explained isn't in the plan
	ErrDescriptions = fault.New(fault.Invalid, "disclose.descriptions")  // args file: a second description
	ErrGiven        = fault.New(fault.Conflict, "disclose.given")        // args narrow, shares, level: published tables give something away
	ErrFile         = fault.New(fault.Invalid, "disclose.file")          // args file, problem
	ErrTaken        = fault.New(fault.Conflict, "disclose.taken")        // args file: somebody's own file has the name of a result
	ErrMeant        = fault.New(fault.Conflict, "disclose.meant")        // args file: what was released before changed meanwhile
)

// fileFault keeps the name of the file and why it can't be used.
func fileFault(err error) error {
	if path, why := table.Refused(err); why != nil {
		return fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(path), "problem", text.Fault(why)), err)
	}
	return err
}
