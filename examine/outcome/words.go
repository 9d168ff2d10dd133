// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "baken/base/disclose"

// A table keeps its labels with it, in both languages, so that a signed one can be read
// wherever it goes. Those that no plan gives stand here.

func decisionHead() disclose.Label { return disclose.Label{NL: "Beslissing", EN: "Decision"} }

func stepHead() disclose.Label { return disclose.Label{NL: "Stap", EN: "Step"} }

func measureHead() disclose.Label { return disclose.Label{NL: "Maat", EN: "Measure"} }

func columnHead() disclose.Label { return disclose.Label{NL: "Gegeven", EN: "Column"} }

func accountedHead() disclose.Label {
	return disclose.Label{NL: "Vergeleken binnen", EN: "Compared within"}
}

// nothingYet is the first step of the ladder.
func nothingYet() disclose.Label {
	return disclose.Label{NL: "alle mensen samen", EN: "all people together"}
}

func wholeChain() disclose.Label {
	return disclose.Label{NL: "Alles samen", EN: "All together"}
}

// The measures of a selection beside what was the case, each with the name by which the
// field knows it.

func demographicParity() disclose.Label {
	return disclose.Label{NL: "Uitgekozen, van iedereen (demografische gelijkheid)", EN: "Selected, of everybody (demographic parity)"}
}

func conditionalParity() disclose.Label {
	return disclose.Label{
		NL: "Uitgekozen, binnen dezelfde deelgroepen (voorwaardelijke gelijkheid)", EN: "Selected, within the same strata (conditional parity)",
	}
}

func truePositive() disclose.Label {
	return disclose.Label{
		NL: "Terecht uitgekozen, van wie het waar is (gelijke kans)", EN: "Selected, of those of whom it is true (true positive rate, equal opportunity)",
	}
}

func falsePositive() disclose.Label {
	return disclose.Label{
		NL: "Ten onrechte uitgekozen, van wie het niet waar is", EN: "Selected, of those of whom it isn’t true (false positive rate)",
	}
}

func positivePredictive() disclose.Label {
	return disclose.Label{
		NL: "Waar, van wie uitgekozen is (voorspellende waarde)", EN: "True, of those selected (positive predictive value, predictive parity)",
	}
}

func negativePredictive() disclose.Label {
	return disclose.Label{
		NL: "Niet waar, van wie niet uitgekozen is", EN: "Not true, of those not selected (negative predictive value)",
	}
}

func baseRate() disclose.Label {
	return disclose.Label{NL: "Waar, van iedereen", EN: "True, of everybody (base rate)"}
}
