// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// The methods of the statistics on decisions, chains and repeated looks.
const (
	MoverWilson  Method = "mover-wilson"
	Delta        Method = "delta"
	RobbinsBeta  Method = "robbins-beta-binomial"
	BetaProduct  Method = "beta-binomial-product"
	FrechetBound Method = "frechet"
	Percentile   Method = "bootstrap-percentile"
)
