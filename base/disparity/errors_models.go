// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "baken/base/fault"

// What can't be taken as a regression, a family of tests, a plan or a rule.
var (
	// ErrColumn: a column name given twice, or a value in it that is no finite
	// number. Argument: column.
	ErrColumn = fault.New(fault.Invalid, "disparity.column")
	// ErrWidth: a row with more or fewer values than there are columns.
	// Arguments: row (from 1), values, columns.
	ErrWidth = fault.New(fault.Invalid, "disparity.width")
	// ErrEntries: a regression over MaxEntries. Arguments: rows, terms, most.
	ErrEntries = fault.New(fault.TooLarge, "disparity.entries")
	// ErrSeparated: a term tells the event for sure, so that no best coefficient
	// exists. Argument: term.
	ErrSeparated = fault.New(fault.Invalid, "disparity.separated")
	// ErrUnsettled: no best coefficients were found. Argument: iterations.
	ErrUnsettled = fault.New(fault.Invalid, "disparity.unsettled")
	// ErrReference: no cell is of the reference group. Argument: group.
	ErrReference = fault.New(fault.Invalid, "disparity.reference")
	// ErrFamily: a family of tests without a name, a member without a name or
	// with another's, or a P outside 0 to 1. Argument: member.
	ErrFamily = fault.New(fault.Invalid, "disparity.family")
	// ErrEffect: a margin or power of a rule that can't be. Arguments: measure,
	// margin, power.
	ErrEffect = fault.New(fault.Invalid, "disparity.effect")
)
