// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "baken/base/fault"

// What quantiles, tables, regressions and trends can't take.
var (
	// ErrOrder: the order of a quantile that doesn't lie between 0 and 1. Argument:
	// order.
	ErrOrder = fault.New(fault.Invalid, "estimate.order")
	// ErrRule: a definition of a quantile, or a correction, that isn't known.
	// Argument: rule.
	ErrRule = fault.New(fault.Invalid, "estimate.rule")
	// ErrTable: a table in which fewer than two rows, or columns, have anybody.
	// Arguments: column, levels (how many have).
	ErrTable = fault.New(fault.Invalid, "estimate.table")
	// ErrSparse: a table with so many empty cells that dependence can't be tested.
	// Arguments: empty, cells.
	ErrSparse = fault.New(fault.Invalid, "estimate.sparse")
	// ErrBinary: an answer that doesn't lie from 0 to 1, in a logistic regression.
	// Arguments: column, row, rows.
	ErrBinary = fault.New(fault.Invalid, "estimate.binary")
	// ErrCollinear: a column that follows from the columns before it, the same for
	// everybody among them. Argument: column.
	ErrCollinear = fault.New(fault.Invalid, "estimate.collinear")
	// ErrSeparated: the columns tell some answers for sure, so that a coefficient of
	// a logistic regression has no end. Argument: rows (how many are told).
	ErrSeparated = fault.New(fault.Invalid, "estimate.separated")
	// ErrUnsettled: the coefficients of a regression weren't found. Argument:
	// iterations.
	ErrUnsettled = fault.New(fault.Invalid, "estimate.unsettled")
	// ErrSingular: figures of which one has no error, or follows from the others.
	// Argument: figures (how many).
	ErrSingular = fault.New(fault.Invalid, "estimate.singular")
)
