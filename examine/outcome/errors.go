// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "baken/base/fault"

// What can be wrong with a plan or with the data it is held against; a plan
// that breaks a rule gives a plan.Broken.
var (
	ErrUnknown   = fault.New(fault.Invalid, "outcome.unknown_value")  // args column, value, n, known
	ErrNoCell    = fault.New(fault.Invalid, "outcome.missing_cell")   // args cell
	ErrOverlap   = fault.New(fault.Invalid, "outcome.overlap")        // args cell
	ErrRepeated  = fault.New(fault.Invalid, "outcome.repeated")       // args rows, cells
	ErrMargin    = fault.New(fault.Invalid, "outcome.margin")         // args cell, total, sum
	ErrFinding   = fault.New(fault.Invalid, "outcome.early_finding")  // args n: a finding without a selection
	ErrEmpty     = fault.New(fault.Invalid, "outcome.empty")          // no rows
	ErrNobody    = fault.New(fault.Invalid, "outcome.nobody")         // args group: a group of the plan without people
	ErrLost      = fault.New(fault.Internal, "outcome.lost")          // rows in and rows out differ
	ErrAllHidden = fault.New(fault.Invalid, "outcome.nothing_to_say") // every group is too small to print
)
