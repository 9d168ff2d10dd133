// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import "baken/base/fault"

// What can go wrong in this room.
var (
	ErrTitle     = fault.New(fault.Invalid, "publish.title")      // no title in both languages
	ErrTitleLong = fault.New(fault.Invalid, "publish.title_long") // args most
	ErrIntroLong = fault.New(fault.Invalid, "publish.intro_long") // args most
	ErrIntroOne  = fault.New(fault.Invalid, "publish.intro_one")  // in one language only
	ErrWhy       = fault.New(fault.Invalid, "publish.why")        // withdrawn without a reason
	ErrStale     = fault.New(fault.Conflict, "publish.stale")     // changed since it was read
	ErrState     = fault.New(fault.Conflict, "publish.state")     // not in the state that this needs
	ErrTwice     = fault.New(fault.Conflict, "publish.twice")     // the same bundle again
	ErrOther     = fault.New(fault.Invalid, "publish.other_org")  // args identifier, signer
	ErrNoKey     = fault.New(fault.Invalid, "publish.no_key")     // nobody's key is known to this actor
	ErrRevoked   = fault.New(fault.Conflict, "publish.key_revoked")
	ErrKeyTwice  = fault.New(fault.Conflict, "publish.key_twice")
	ErrNotFound  = fault.New(fault.NotFound, "publish.not_found")
)
