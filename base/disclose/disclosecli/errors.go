// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"fmt"

	"baken/base/fault"
	"baken/internal/table"
	"baken/internal/text"
)

// What can be wrong with a plan; one that breaks a rule gives a PlanError.
var (
	ErrPlanSyntax = fault.New(fault.Invalid, "disclose.plan_syntax") // args line: not YAML
	ErrPlanField  = fault.New(fault.Invalid, "disclose.plan_field")  // args line, value: a field that no plan has
	ErrPlanTwice  = fault.New(fault.Invalid, "disclose.plan_twice")  // args line, value: a field twice
	ErrPlanValue  = fault.New(fault.Invalid, "disclose.plan_value")  // args line, value: another kind of value
	ErrPlanText   = fault.New(fault.Invalid, "disclose.plan_text")   // not a text in UTF-8
	ErrPlanMore   = fault.New(fault.Invalid, "disclose.plan_more")   // a second plan in the same file
	ErrPlanLarge  = fault.New(fault.TooLarge, "disclose.plan_large") // args kb
)

// What can be wrong with the data, and with the files of a run.
var (
	ErrUnknown     = fault.New(fault.Invalid, "disclose.unknown_value") // args column, value, n: people with a value that no category has
	ErrCellUnknown = fault.New(fault.Invalid, "disclose.unknown_cell")  // args column, value, row: what a description doesn't know
	ErrGiven       = fault.New(fault.Conflict, "disclose.given")        // args narrow, shares, level: published tables give something away
	ErrFile        = fault.New(fault.Invalid, "disclose.file")          // args file, problem
	ErrTaken       = fault.New(fault.Conflict, "disclose.taken")        // args file: somebody's own file has the name of a result
	ErrMeant       = fault.New(fault.Conflict, "disclose.meant")        // args file: what was released before changed meanwhile
)

// fileFault keeps the name of the file and why it can't be used.
func fileFault(err error) error {
	if path, why := table.Refused(err); why != nil {
		return fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(path), "problem", text.Fault(why)), err)
	}
	return err
}
