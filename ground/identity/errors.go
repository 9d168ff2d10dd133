// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import "baken/base/fault"

// What can go wrong; the messages are in identityweb.
var (
	ErrCredentials   = fault.New(fault.Unauthenticated, "identity.credentials")
	ErrCode          = fault.New(fault.Unauthenticated, "identity.code_wrong")
	ErrCodeUsed      = fault.New(fault.Unauthenticated, "identity.code_used")
	ErrWait          = fault.New(fault.Busy, "identity.wait")
	ErrStartAgain    = fault.New(fault.Unauthenticated, "identity.start_again")
	ErrShort         = fault.New(fault.Invalid, "identity.passphrase_short")
	ErrLong          = fault.New(fault.Invalid, "identity.passphrase_long")
	ErrEmailAsSecret = fault.New(fault.Invalid, "identity.passphrase_email")
	ErrSecret        = fault.New(fault.Invalid, "identity.secret_invalid")
	ErrNoAccount     = fault.New(fault.NotFound, "identity.no_account")
	ErrHasAccount    = fault.New(fault.Conflict, "identity.has_account")
	ErrStale         = fault.New(fault.Conflict, "identity.stale")
	ErrNotAllowed    = fault.New(fault.Forbidden, "identity.not_allowed")
	ErrSealed        = fault.New(fault.Invalid, "identity.sealed_invalid")

	ErrInvitation          = fault.New(fault.NotFound, "identity.invitation_unknown")
	ErrInvitationUsed      = fault.New(fault.NotFound, "identity.invitation_used")
	ErrInvitationWithdrawn = fault.New(fault.NotFound, "identity.invitation_withdrawn")
	ErrInvitationLate      = fault.New(fault.NotFound, "identity.invitation_late")
	ErrOwnInvitation       = fault.New(fault.Forbidden, "identity.invitation_own")
)
