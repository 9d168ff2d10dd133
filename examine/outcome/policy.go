// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	_ "embed"

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
