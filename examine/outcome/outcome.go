// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcome tests whether decisions turn out differently for groups of
// people. Institutional racism is defined by its effect: no motive is needed,
// and none is looked for.
//
// It promises that every row of the data is accounted for, that what is
// compared was written down in a plan before, that a rate for all people and
// the same rate given lawful strata always stand together, and that each
// figure that leaves has passed through package disclose. It refuses to
// conclude that there is no discrimination: figures alone can't show that.
package outcome

// Cell is one line of grouped counts: N rows with these values. Stratum holds
// one value for each stratum column of the plan. In tables that are counted
// already, a value may be the plan's mark for "all of them".
type Cell struct {
	Group    string
	Strata   []string
	Selected string
	Finding  string   // empty where the plan has no finding
	Truth    string   // empty where the plan has no truth
	Score    string   // empty where the plan has no score
	Steps    []string // one for each step of the plan
	Random   string   // empty where the plan has no random sample
	N        int64
}

// Count is what the plan's yes and no add up to in one group, within a stratum
// or (empty) over all strata. Base is what the source says they add up to, or
// zero where it doesn't say. Open is how many people have a value that the plan doesn't
// name, which may stand for yes or for no.
type Count struct {
	Group, Stratum   string
	Yes, No, Neither int64
	Open             int64
	Base             int64
}

// StepCount is a step of the plan by group: among whom it is decided, and what was found
// of those for whom it was a yes.
type StepCount struct{ Decided, Found []Count }

// Account says where the rows of the data went. They always add up: to Rows
// where each person has a row, to the sum of the counts otherwise.
type Account struct {
	Rows    int64 // rows in the data
	Counted int64 // people in the comparison
	Outside []Outside
	// Unforeseen is how many people have a value that the plan doesn't name. The values stay
	// where the data is, as what somebody typed may be anything. These people are in
	// Outside too, without the value, where the comparison of the selection can't take them.
	Unforeseen []Outside
	Repeats    *Repeats // who has more than one row; nil where the plan names no column of people
	Adds       bool     // everyone is in Counted or in Outside, once; not so where totals stand beside their parts
}

// Outside is a number of rows that the plan leaves out of the comparison.
type Outside struct {
	Column, Value string
	N             int64
}

// Counts is the data as the plan sees it, before disclosure control: it stays
// where the data is.
type Counts struct {
	Selection []Count // who was selected, by group and stratum
	Finding   []Count // what was found among those selected, by group and stratum
	Truth     []Count // what was the case of those selected, by group and stratum
	Missed    []Count // what was the case of those not selected, by group and stratum
	Score     []Count // what was the case of everybody, by group and bin of the score
	Steps     []StepCount
	Random    []Count // what was found in a random sample, by group
	Unknown   Count   // selection of those whose group is outside the comparison
	Account   Account
}
