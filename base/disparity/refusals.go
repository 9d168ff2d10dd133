// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "baken/base/fault"

// What can't be taken as decisions with outcomes, as a chain, as deliveries by
// proxy or as a plan for replicates.
var (
	// ErrDecision: a decision that is neither a Burden nor a Benefit. Argument:
	// decision.
	ErrDecision = fault.New(fault.Invalid, "disparity.decision")
	// ErrHits: more outcomes are known than there are people selected, by more
	// than rounding explains. Argument: stratum ("" for the pooled counts).
	ErrHits = fault.New(fault.Invalid, "disparity.hits")
	// ErrChain: a chain without a step or with more than MaxSteps. Argument:
	// steps.
	ErrChain = fault.New(fault.Invalid, "disparity.chain")
	// ErrProxy: no cell, or a cell in which group and reference together are
	// more than everybody, by more than rounding explains. Argument: cell (""
	// without a cell).
	ErrProxy = fault.New(fault.Invalid, "disparity.proxy")
	// ErrReplicates: fewer than 1 or more than MaxReplicates replicates, or no
	// statistic. Argument: replicates.
	ErrReplicates = fault.New(fault.Invalid, "disparity.replicates")
)
