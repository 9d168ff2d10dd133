// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import "baken/base/fault"

// What can be wrong with a day, a decree or a term.
var (
	ErrDate    = fault.New(fault.Invalid, "civil.date")    // args date: no day of the calendar
	ErrQuarter = fault.New(fault.Invalid, "civil.quarter") // args quarter: not written as 2026-Q3
	ErrDecree  = fault.New(fault.Invalid, "civil.decree")  // args line: not a day and the source that decrees it, or a day that stood before
	ErrTerm    = fault.New(fault.Invalid, "civil.term")    // args code: no length, no article, or longer than a century
)
