// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	_ "embed"

	"baken/base/fault"
	"baken/ground/org"
)

// TypePlan is a registered plan as something that actions are done to.
const TypePlan org.Type = "OutcomePlan"

// What is done to plans. A registered plan itself is public: viewing is of the desk's list.
var (
	ViewPlans    = org.Viewing("outcome.view-plans", TypePlan)
	RegisterPlan = org.Changing("outcome.register-plan", ViewPlans)
)

//go:embed policy.cedar
var policy []byte

// Rules is what this room adds to the policy.
func Rules() org.Rules {
	return org.Rules{Name: "outcome", Actions: []org.Action{ViewPlans, RegisterPlan}, Cedar: policy}
}

// What can go wrong while a plan is registered.
var (
	ErrNoPlan     = fault.New(fault.NotFound, "outcome.register.not_found")
	ErrRegistered = fault.New(fault.Conflict, "outcome.register.twice")    // the same text is there already
	ErrOther      = fault.New(fault.Invalid, "outcome.register.other_org") // args identifier
	ErrReplaces   = fault.New(fault.Invalid, "outcome.register.replaces")  // no plan of this organisation
	ErrWhy        = fault.New(fault.Invalid, "outcome.register.why")       // not in both languages
	ErrWhyLong    = fault.New(fault.Invalid, "outcome.register.why_long")  // args most
)
