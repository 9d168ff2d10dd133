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
	// ErrMargin: a total that isn't above zero, or no totals at all. Arguments: column,
	// level.
	ErrMargin = fault.New(fault.Invalid, "estimate.margin")
	// ErrAbsent: a level with a total and without a respondent. Arguments: column,
	// level.
	ErrAbsent = fault.New(fault.Invalid, "estimate.absent")
	// ErrContradiction: margins that add up to different populations. Arguments:
	// column, other, total, others.
	ErrContradiction = fault.New(fault.Invalid, "estimate.contradiction")
	// ErrFollows: a total that isn't what the other totals leave for it. Arguments: column,
	// level, total, implied.
	ErrFollows = fault.New(fault.Invalid, "estimate.follows")
	// ErrBounds: bounds that don't lie around 1, a tolerance that doesn't lie between 0
	// and 1, or bounds that weights can't be trimmed to. Arguments: low, high.
	ErrBounds = fault.New(fault.Invalid, "estimate.bounds")
	// ErrDiverged: weights that fit the totals weren't found. Arguments: iterations,
	// off (the largest difference left, relative to its total).
	ErrDiverged = fault.New(fault.Invalid, "estimate.diverged")
	// ErrCalibrated: weights after calibration where those of the draw are needed: for
	// replicates, which are made first and calibrated after, and for representativity.
	ErrCalibrated = fault.New(fault.Invalid, "estimate.calibrated")
	// ErrReplicate: weights that fit the totals weren't found in some replicates.
	// Arguments: replicate (the first), replicates (how many).
	ErrReplicate = fault.New(fault.Invalid, "estimate.replicate")
	// ErrUndefined: a figure that has no value in some replicates. Arguments: replicate
	// (the first; 0 for the whole sample), replicates (how many).
	ErrUndefined = fault.New(fault.Invalid, "estimate.undefined")
	// ErrPairs: a stratum without exactly two units of the first stage. Arguments:
	// stratum, units.
	ErrPairs = fault.New(fault.Invalid, "estimate.pairs")
	// ErrFay: a coefficient that isn't from 0 to below 1. Argument: rho.
	ErrFay = fault.New(fault.Invalid, "estimate.fay")
	// ErrRepeats: fewer than two replicates. Argument: repeats.
	ErrRepeats = fault.New(fault.Invalid, "estimate.repeats")
	// ErrScale: a scale below zero, or that is no number. Argument: replicate (0 for
	// the one of all).
	ErrScale = fault.New(fault.Invalid, "estimate.scale")
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
	// ErrConfidence: a level that doesn't lie between 0 and 1. Argument: level.
	ErrConfidence = fault.New(fault.Invalid, "estimate.confidence")
)

// What quantiles, tables, regressions and trends can't take.
var (
	// ErrOrder: the order of a quantile that doesn't lie between 0 and 1. Argument:
	// order.
	ErrOrder = fault.New(fault.Invalid, "estimate.order")
	// ErrRule: a definition of a quantile, a correction, a distance of a calibration or a
	// policy for lonely units that isn't known.
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
