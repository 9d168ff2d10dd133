// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import "baken/base/fault"

// What can be wrong with a file, a key, a request or a log.
var (
	ErrUnknown     = fault.New(fault.Invalid, "ledger.unknown")     // not a file that this package knows
	ErrFormat      = fault.New(fault.Invalid, "ledger.format")      // args line: where the file stops being what it says it is
	ErrTooLarge    = fault.New(fault.TooLarge, "ledger.too-large")  // args most
	ErrKey         = fault.New(fault.Invalid, "ledger.key")         // not a key
	ErrSigner      = fault.New(fault.Invalid, "ledger.signer")      // args signer: signed, but not by the given key
	ErrSignature   = fault.New(fault.Invalid, "ledger.signature")   // the checkpoint was changed after it was signed
	ErrOrigin      = fault.New(fault.Invalid, "ledger.origin")      // args want, got: a checkpoint of another log
	ErrInclusion   = fault.New(fault.Invalid, "ledger.inclusion")   // what the file says isn't what was logged
	ErrConsistency = fault.New(fault.Invalid, "ledger.consistency") // args old, size: the later log doesn't hold the earlier one
	ErrFork        = fault.New(fault.Invalid, "ledger.fork")        // args size: two logs of the same size and key differ
	ErrRollback    = fault.New(fault.Invalid, "ledger.rollback")    // args old, size: the log has become shorter
	ErrTile        = fault.New(fault.NotFound, "ledger.tile")       // no such tile, or not yet
	ErrDamaged     = fault.New(fault.Internal, "ledger.damaged")    // args what: the log's own tiles don't fit together
	ErrKeyEvent    = fault.New(fault.Invalid, "ledger.key-event")   // args field
	ErrLoss        = fault.New(fault.Invalid, "ledger.loss")        // args leaf: a loss that isn't declared where it was
	ErrField       = fault.New(fault.Invalid, "ledger.field")       // args field: can't stand on a line of a proof file
	ErrPending     = fault.New(fault.Busy, "ledger.pending")        // recorded, and given its place in a moment
	ErrNone        = fault.New(fault.NotFound, "ledger.none")       // there is no such event
	ErrEmpty       = fault.New(fault.NotFound, "ledger.empty")      // nothing was logged yet
)
