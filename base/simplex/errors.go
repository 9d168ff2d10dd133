// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "baken/base/fault"

// What can't be taken, and what can't be answered. Rows and columns count from 0.
var (
	// ErrNaN: a bound, a cost or an entry that is no number. Arguments: row and column,
	// -1 for none.
	ErrNaN = fault.New(fault.Invalid, "simplex.nan")
	// ErrBounds: a lower bound above the upper one, or one that nothing can meet: +Inf
	// below or -Inf above. Arguments: row and column (one of them is -1), low, high.
	ErrBounds = fault.New(fault.Invalid, "simplex.bounds")
	// ErrRow: an entry in a row that isn't there, or a second one in the same row.
	// Arguments: row, column.
	ErrRow = fault.New(fault.Invalid, "simplex.row")
	// ErrColumn: a column that isn't there. Arguments: column, columns (how many are).
	ErrColumn = fault.New(fault.Invalid, "simplex.column")
	// ErrInfinite: an entry or a cost that is infinite. Arguments: row (-1 for a cost),
	// column.
	ErrInfinite = fault.New(fault.Invalid, "simplex.infinite")
	// ErrInfeasible: nothing meets all rows and bounds.
	ErrInfeasible = fault.New(fault.Invalid, "simplex.infeasible")
	// ErrUnbounded: the costs fall without end.
	ErrUnbounded = fault.New(fault.Invalid, "simplex.unbounded")
	// ErrLimit: so many steps that something is wrong with the numbers. Argument:
	// iterations.
	ErrLimit = fault.New(fault.Internal, "simplex.limit")
)
