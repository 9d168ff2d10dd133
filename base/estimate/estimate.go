// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package estimate makes figures of a sample that was drawn by a known design:
// totals, means, ratios, shares, quantiles, tables and regressions of a population and
// of parts of it, and how they differ or change, each with the error that the design
// gives it, by linearisation or over replicates.
//
// What it promises. A figure comes with its standard error and degrees of
// freedom, by the design as it was: strata, clusters in stages, finite
// populations, weights, and calibration to known totals. A part of the population
// is a domain of the whole sample, and not a sample of its own. What a figure rests
// on is said beside it: how many respondents, how many warnings. Nothing is left
// out in silence: what can't be taken is an error that names the row, the column
// and the rule.
//
// What it refuses. It guesses no missing answer, no missing weight, and no stratum
// of one unit: how a lonely unit is treated is for who calls to choose. It knows
// nothing of disclosure: what it gives isn't to be published as it is.
//
// It knows no government, no database and no clock: columns and counts in, figures
// out, the same to the last digit for the same columns.
package estimate
