// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import "baken/base/fault"

// What can go wrong in this room; the messages are in text.
var (
	ErrNotFound  = fault.New(fault.NotFound, "org.not_found")
	ErrForbidden = fault.New(fault.Forbidden, "org.forbidden")
	ErrSignIn    = fault.New(fault.Unauthenticated, "org.sign_in")
	ErrStale     = fault.New(fault.Conflict, "org.stale")
	ErrKind      = fault.New(fault.Invalid, "org.kind_unknown")
	ErrRole      = fault.New(fault.Invalid, "org.role_unknown")
	ErrName      = fault.New(fault.Invalid, "org.name_invalid")
	ErrTOOI      = fault.New(fault.Invalid, "org.tooi_invalid")
	ErrOIN       = fault.New(fault.Invalid, "org.oin_invalid")
	ErrEmail     = fault.New(fault.Invalid, "org.email_invalid")
	ErrEmailUsed = fault.New(fault.Conflict, "org.email_used")
	ErrPeriod    = fault.New(fault.Invalid, "org.period_invalid")
	ErrClosed    = fault.New(fault.Invalid, "org.closed_then")
	ErrPlace     = fault.New(fault.Invalid, "org.place_invalid")
	ErrCircle    = fault.New(fault.Invalid, "org.circle")
	ErrHasBelow  = fault.New(fault.Conflict, "org.has_below")
	ErrHeld      = fault.New(fault.Conflict, "org.role_held")
	ErrOwnRole   = fault.New(fault.Forbidden, "org.own_role")
	ErrNoRole    = fault.New(fault.Conflict, "org.no_role")
	ErrTooShort  = fault.New(fault.Invalid, "org.search_short")
)
