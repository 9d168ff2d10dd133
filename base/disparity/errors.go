// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "baken/base/fault"

// What can't be taken as counts, as a level or as a ladder.
var (
	// ErrCount: the events are negative or more than the total, or a number is
	// over MaxCount. Arguments: events, other (the second number as given).
	ErrCount = fault.New(fault.Invalid, "disparity.count")
	// ErrRounding: a rounding base below 1, a margin below 0 or over MaxMargin.
	// Argument: margin (or the base, as given).
	ErrRounding = fault.New(fault.Invalid, "disparity.rounding")
	// ErrConfidence: a level that doesn't lie between 0 and 1. Argument: level.
	ErrConfidence = fault.New(fault.Invalid, "disparity.confidence")
	// ErrLadder: a ladder without a step beside the crude comparison.
	ErrLadder = fault.New(fault.Invalid, "disparity.ladder")
	// ErrExceeds: the strata of a step hold more people than the crude
	// comparison, by more than rounding explains. Argument: step.
	ErrExceeds = fault.New(fault.Invalid, "disparity.exceeds")
)
