// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"errors"
	"fmt"

	"baken/base/fault"
	"baken/internal/table"
	"baken/internal/text"
)

// What can be wrong with the files of a run.
var (
	ErrFile      = fault.New(fault.Invalid, "outcome.file")      // args file, problem
	ErrData      = fault.New(fault.Invalid, "outcome.data")      // args file, problem: what is wrong with the data
	ErrPlace     = fault.New(fault.Invalid, "outcome.place")     // args problem, first, last: the rows between which it is
	ErrOut       = fault.New(fault.Invalid, "outcome.out")       // args dir, problem: nothing can be written there
	ErrOverwrite = fault.New(fault.Invalid, "outcome.overwrite") // args file: what is read would be overwritten
	ErrTaken     = fault.New(fault.Conflict, "outcome.taken")    // args file: somebody's own file has the name of a result
)

// explain says in which file the data is that a fault is about. What is no
// fault of the reader's stays as it is.
func explain(file string, err error) error {
	if fault.KindOf(err) == fault.Internal || errors.Is(err, ErrFile) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrData.With("file", text.Data(file), "problem", text.Fault(err)), err)
}

// fileFault keeps the name of the file and why it can't be used.
func fileFault(err error) error {
	if path, why := table.Refused(err); why != nil {
		return fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(path), "problem", text.Fault(why)), err)
	}
	return err
}

// outFault says why the folder can't take the results.
func (j Job) outFault(err error) error {
	if _, why := table.Refused(err); why != nil {
		return fmt.Errorf("%w: %w", ErrOut.With("dir", text.Data(j.Out), "problem", text.Fault(why)), err)
	}
	return err
}
