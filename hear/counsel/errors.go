// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import "baken/base/fault"

// What can go wrong in this room.
var (
	ErrAnswer       = fault.New(fault.Invalid, "counsel.answer_unknown") // args field
	ErrKind         = fault.New(fault.Invalid, "counsel.kind_unknown")
	ErrSide         = fault.New(fault.Invalid, "counsel.side_unknown")
	ErrName         = fault.New(fault.Invalid, "counsel.name")       // args most
	ErrContact      = fault.New(fault.Invalid, "counsel.contact")    // neither phone nor e-mail
	ErrPhone        = fault.New(fault.Invalid, "counsel.phone")      // no number that can be dialled
	ErrWhen         = fault.New(fault.Invalid, "counsel.when")       // in one language only
	ErrWhenLong     = fault.New(fault.Invalid, "counsel.when_long")  // args most
	ErrPeriod       = fault.New(fault.Invalid, "counsel.period")     // ends before it begins
	ErrAway         = fault.New(fault.Invalid, "counsel.away")       // ends before it begins, or has no first day
	ErrSubstitute   = fault.New(fault.Invalid, "counsel.substitute") // a name and no way to reach him, or the other way round
	ErrPerson       = fault.New(fault.Invalid, "counsel.person")     // no counsellor of this organisation
	ErrNoteID       = fault.New(fault.Invalid, "counsel.note_id")
	ErrNoteLarge    = fault.New(fault.TooLarge, "counsel.note_large") // args most
	ErrEnvelope     = fault.New(fault.Invalid, "counsel.envelope")
	ErrRequestID    = fault.New(fault.Invalid, "counsel.request_id")
	ErrRequestLarge = fault.New(fault.TooLarge, "counsel.request_large") // args most
	ErrReach        = fault.New(fault.Invalid, "counsel.reach")          // not said how who asks is reached
	ErrNobody       = fault.New(fault.NotFound, "counsel.nobody")        // nothing can be sealed to him here
	ErrCareID       = fault.New(fault.Invalid, "counsel.care_id")
	ErrListener     = fault.New(fault.Conflict, "counsel.listener")  // has other keys by now
	ErrBegun        = fault.New(fault.Conflict, "counsel.begun")     // there is aftercare with these words already
	ErrBusy         = fault.New(fault.Conflict, "counsel.busy")      // follows as many as one can
	ErrCareFull     = fault.New(fault.Conflict, "counsel.care_full") // args most
	ErrFull         = fault.New(fault.Conflict, "counsel.full")      // too many requests wait for this counsellor
	ErrYear         = fault.New(fault.Conflict, "counsel.year")      // it is closed, or still to come
	ErrCount        = fault.New(fault.Invalid, "counsel.count")      // nobody can have counted that
	ErrStale        = fault.New(fault.Conflict, "counsel.stale")     // changed since it was read
	ErrNotFound     = fault.New(fault.NotFound, "counsel.not_found")
)
