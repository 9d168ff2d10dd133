// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "baken/base/fault"

// What can't be taken. Rows count from 1; where several are wrong the first is
// named, with how many.
var (
	// ErrLength: a column of another length than the sample. Arguments: column,
	// length, want.
	ErrLength = fault.New(fault.Invalid, "estimate.length")
	// ErrEmpty: nobody answered, or nobody in the domain.
	ErrEmpty = fault.New(fault.Invalid, "estimate.empty")
	// ErrNaN: a number that is none. Arguments: column, row, rows.
	ErrNaN = fault.New(fault.Invalid, "estimate.nan")
	// ErrWeight: a weight that isn't above zero. Arguments: row, rows.
	ErrWeight = fault.New(fault.Invalid, "estimate.weight")
	// ErrLevel: a code that none of the levels has. Arguments: column, row, rows.
	ErrLevel = fault.New(fault.Invalid, "estimate.level")
	// ErrPopulation: a population smaller than what was drawn from it, or one that
	// differs within a stratum. Arguments: stage, stratum, sampled, population.
	ErrPopulation = fault.New(fault.Invalid, "estimate.population")
	// ErrStage: a design without stages, or a stage that names no units below which
	// another one is. Argument: stage.
	ErrStage = fault.New(fault.Invalid, "estimate.stage")
	// ErrNested: a unit that lies in two strata. Arguments: stage, unit.
	ErrNested = fault.New(fault.Invalid, "estimate.nested")
	// ErrLonely: a stratum with one unit, and nothing was chosen for that.
	// Arguments: stage, stratum.
	ErrLonely = fault.New(fault.Invalid, "estimate.lonely")
	// ErrMargin: a total that isn't above zero, or too few or too many of them.
	// Arguments: column, level.
	ErrMargin = fault.New(fault.Invalid, "estimate.margin")
	// ErrAbsent: a level with a total and without a respondent. Arguments: column,
	// level.
	ErrAbsent = fault.New(fault.Invalid, "estimate.absent")
	// ErrContradiction: margins that add up to different populations. Arguments:
	// column, other, total, others.
	ErrContradiction = fault.New(fault.Invalid, "estimate.contradiction")
	// ErrBounds: bounds that don't lie around 1. Arguments: low, high.
	ErrBounds = fault.New(fault.Invalid, "estimate.bounds")
	// ErrDiverged: weights that fit the totals weren't found. Arguments: iterations,
	// off (the largest difference left, relative to its total).
	ErrDiverged = fault.New(fault.Invalid, "estimate.diverged")
	// ErrZero: a ratio to nothing.
	ErrZero = fault.New(fault.Invalid, "estimate.zero")
	// ErrApart: figures of different surveys, which have no covariance here.
	ErrApart = fault.New(fault.Invalid, "estimate.apart")
	// ErrShare: a number that is neither 0 nor 1. Arguments: column, row, rows.
	ErrShare = fault.New(fault.Invalid, "estimate.share")
	// ErrMethod: a method that isn't one of those for shares. Argument: method.
	ErrMethod = fault.New(fault.Invalid, "estimate.method")
	// ErrExtreme: a share that the method has no interval for. Arguments: share,
	// method.
	ErrExtreme = fault.New(fault.Invalid, "estimate.extreme")
	// ErrFamily: comparisons without a name, or none of them. Arguments: family,
	// comparisons.
	ErrFamily = fault.New(fault.Invalid, "estimate.family")
	// ErrProbability: a p-value that doesn't lie from 0 to 1. Arguments: family, row,
	// rows.
	ErrProbability = fault.New(fault.Invalid, "estimate.probability")
	// ErrCalibrated: weights after calibration where those of the draw are needed.
	ErrCalibrated = fault.New(fault.Invalid, "estimate.calibrated")
	// ErrConfidence: a level that doesn't lie between 0 and 1. Argument: level.
	ErrConfidence = fault.New(fault.Invalid, "estimate.confidence")
)
