// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "baken/base/fault"

// What can be wrong with counts or with a bundle.
var (
	ErrCell  = fault.New(fault.Invalid, "disclose.cell")  // args group, stratum
	ErrTwice = fault.New(fault.Invalid, "disclose.twice") // args group, stratum
	ErrSum   = fault.New(fault.Invalid, "disclose.sum")   // args group
	// ErrHierarchy: no name, no everybody, a part before what it is a part of, or a code that
	// is empty, stands twice or holds "=", "," or a line end. Arguments: hierarchy, category.
	ErrHierarchy     = fault.New(fault.Invalid, "disclose.hierarchy")
	ErrPlace         = fault.New(fault.Invalid, "disclose.place")         // args cell: a category that the hierarchies don't have
	ErrTotal         = fault.New(fault.Invalid, "disclose.total")         // args cell, total, sum, hierarchy: a count that isn't that of its parts
	ErrEarlier       = fault.New(fault.Conflict, "disclose.earlier")      // args cell, now, before: a count that was printed as another
	ErrBare          = fault.New(fault.Conflict, "disclose.bare")         // args cell: with what was printed before it can't be protected
	ErrHistory       = fault.New(fault.Invalid, "disclose.history")       // not a History
	ErrContradiction = fault.New(fault.Invalid, "disclose.contradiction") // published tables that no people at all go with
	ErrCells         = fault.New(fault.TooLarge, "disclose.cells")        // args most: a table with more cells
	ErrPercentage    = fault.New(fault.Invalid, "disclose.percentage")    // args place: of a percentage that can't be, or 0 for the number of people
	ErrBases         = fault.New(fault.TooLarge, "disclose.bases")        // args most: more numbers of people than are tried
	ErrRules         = fault.New(fault.Invalid, "disclose.rules")         // args rule: a limit below one
	ErrMethod        = fault.New(fault.Invalid, "disclose.method.wrong")  // args table: a method that isn't there, or that amounts can't have
	ErrAmount        = fault.New(fault.Invalid, "disclose.amount")        // args cell, most: an amount that so many people can't have
	ErrSource        = fault.New(fault.Invalid, "disclose.source")        // a published figure without its source
	ErrRow           = fault.New(fault.Invalid, "disclose.row")           // args table
	ErrFormat        = fault.New(fault.Invalid, "disclose.format")        // not a bundle
	ErrChanged       = fault.New(fault.Invalid, "disclose.changed")       // the signature doesn't fit the content
	ErrSigner        = fault.New(fault.Invalid, "disclose.signer")        // args signer: not a key that is known here
	ErrTooLong       = fault.New(fault.TooLarge, "disclose.large")        // args most (bytes)
	ErrKey           = fault.New(fault.Invalid, "disclose.key")           // not a signing key
)
