// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package disparity compares how often something happens to a group and to a
// reference group, from counts alone: how many were selected, refused or found
// wrong, of how many.
//
// What it promises. A rate comes with its interval. A difference between two
// groups comes as a risk difference, a risk ratio and an odds ratio, each with
// its interval. A figure before and a figure after other circumstances are
// taken into account come as one Ladder, never the one without the other.
// Counts that a statistics office rounded carry that rounding through every
// estimate and interval: beside the figure stands the range that it can have
// over all true counts that would have been printed the same. A stratum that
// can't say anything is counted and named. Where there is no figure (nobody in
// a group, a division by zero) a Value says why, and never holds a number that
// isn't one.
//
// What it refuses. It never concludes that there is no discrimination. It speaks
// of evidence that there is in one place only, where selections and hits both
// point to it (Decision.Robust), with what has to be assumed for it; elsewhere it
// gives sizes and their uncertainty. Where a higher selection rate goes with a
// higher hit rate it says that the two don't settle the question (Weigh). It
// shows the measures of a score that exclude each other together (Judge). It adds
// nothing to a cell unless asked to by name, and turns no gap into a zero.
//
// It knows no government, no database and no clock: counts in, statistics out,
// the same to the last digit for the same counts, and for replicates the same
// seed.
package disparity
