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
	ErrID      = fault.New(fault.Invalid, "complaint.id")
	ErrAway    = fault.New(fault.Invalid, "complaint.away")       // args most: days that end before they begin, too far ahead, or too many
	ErrKeys    = fault.New(fault.Invalid, "complaint.keys")       // no public keys
	ErrTally   = fault.New(fault.Invalid, "complaint.tally")      // not what a conclusion can be
	ErrYear    = fault.New(fault.Conflict, "complaint.year_over") // no tallies are taken of that year
	ErrJoin    = fault.New(fault.Invalid, "complaint.join")       // not said to which complaint it is joined, or said where it isn't asked
)

// What can go wrong with who sits in a complaint, and with what they write.
var (
	ErrSeat         = fault.New(fault.Forbidden, "complaint.seat")         // nobody sits there, or it isn't his to say who does
	ErrLent         = fault.New(fault.Forbidden, "complaint.lent")         // somebody else made his words
	ErrSeatTwice    = fault.New(fault.Conflict, "complaint.seat_twice")    // he, or these words, have a seat already
	ErrSeats        = fault.New(fault.Conflict, "complaint.seats")         // args most
	ErrBarredPerson = fault.New(fault.Conflict, "complaint.person_barred") // he was involved, or withdrew
	ErrChamber      = fault.New(fault.Conflict, "complaint.chamber")       // args least: too few members, or not one chair
	ErrNoAuthority  = fault.New(fault.Conflict, "complaint.no_authority")  // nobody sits for who concludes
	ErrPaper        = fault.New(fault.Invalid, "complaint.paper")          // not what the step needs
	ErrPapers       = fault.New(fault.Conflict, "complaint.papers")        // args most
	ErrWithheld     = fault.New(fault.Forbidden, "complaint.withheld")     // not his to keep from a party, or on no ground that the table has, or read by it already
	ErrLarge        = fault.New(fault.TooLarge, "complaint.large")         // args most (bytes)
	ErrEnvelope     = fault.New(fault.Invalid, "complaint.envelope")       // not sealed
	ErrReaders      = fault.New(fault.Conflict, "complaint.readers")       // not sealed to exactly those who read it
	ErrGrant        = fault.New(fault.Forbidden, "complaint.grant")        // not his to give, or to nobody who reads it
	ErrOwed         = fault.New(fault.Conflict, "complaint.owed")          // somebody wasn't given all that he reads
	ErrHearing      = fault.New(fault.Invalid, "complaint.hearing")        // args from: no day or hour, or one that is past
	ErrPost         = fault.New(fault.Conflict, "complaint.post")          // no such letter waits to be sent
	ErrStale        = fault.New(fault.Conflict, "complaint.stale")         // changed since it was read
	ErrTaken        = fault.New(fault.Conflict, "complaint.taken")         // there is a complaint of that id, or with these words
	ErrNoCommittee  = fault.New(fault.NotFound, "complaint.no_committee")  // nobody has keys who takes complaints about that organisation
	ErrNotFound     = fault.New(fault.NotFound, "complaint.not_found")
)
