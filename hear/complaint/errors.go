// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import "baken/base/fault"

// What can go wrong in this room.
var (
	ErrStep    = fault.New(fault.Invalid, "complaint.step_unknown")   // args step
	ErrParty   = fault.New(fault.Forbidden, "complaint.party_wrong")  // args step: it isn't his to take
	ErrState   = fault.New(fault.Conflict, "complaint.state_wrong")   // args state: the step isn't taken from there
	ErrAdvice  = fault.New(fault.Conflict, "complaint.advice_wrong")  // the step is for complaints with a committee, or for those without
	ErrMissing = fault.New(fault.Conflict, "complaint.fact_missing")  // args fact: has to happen first
	ErrBarred  = fault.New(fault.Conflict, "complaint.fact_barred")   // args fact: has happened already
	ErrGround  = fault.New(fault.Invalid, "complaint.ground_unknown") // no ground, or one that the law doesn't name
	ErrDay     = fault.New(fault.Invalid, "complaint.day_early")      // args from: before the last step
	ErrWeeks   = fault.New(fault.Invalid, "complaint.weeks")          // args most: none, or more than the law gives
	ErrPast    = fault.New(fault.Conflict, "complaint.term_past")     // args due: the term has run out, so it can't be adjourned any more without consent
)
