// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import "baken/base/fault"

// What can be wrong with what comes in.
var (
	ErrID          = fault.New(fault.Invalid, "report.id")          // args field
	ErrEnvelope    = fault.New(fault.Invalid, "report.envelope")    // not sealed
	ErrLarge       = fault.New(fault.TooLarge, "report.large")      // args most (bytes)
	ErrKeys        = fault.New(fault.Invalid, "report.keys")        // not a public key
	ErrSite        = fault.New(fault.Invalid, "report.site")        // the receipts of this database belong to another site
	ErrRecipients  = fault.New(fault.Conflict, "report.recipients") // not sealed to those who may read now
	ErrAttachments = fault.New(fault.Invalid, "report.attachments") // args most: too many, or one twice
	ErrChunks      = fault.New(fault.Invalid, "report.chunks")      // args missing: chunks that didn't arrive
	ErrChunk       = fault.New(fault.Invalid, "report.chunk")       // no such chunk, or one that isn't sealed
	ErrChunkTwice  = fault.New(fault.Conflict, "report.chunk_differs")
	ErrState       = fault.New(fault.Conflict, "report.state")    // args state: not from there
	ErrEpochs      = fault.New(fault.Invalid, "report.epochs")    // no such epoch
	ErrFeedback    = fault.New(fault.Conflict, "report.feedback") // closed before the reporter was told what was done
	ErrRegime      = fault.New(fault.Invalid, "report.regime")    // none, one twice, or one that doesn't run
	ErrSince       = fault.New(fault.Invalid, "report.since")     // args from, until: not received on that day
	ErrTracks      = fault.New(fault.Conflict, "report.tracks")   // args regime: its terms still run
	ErrNobody      = fault.New(fault.Conflict, "report.nobody")   // nobody of the desk, or nobody at all, would be left
	ErrExclude     = fault.New(fault.Invalid, "report.exclude")   // args most: none, or too many
	ErrActions     = fault.New(fault.Conflict, "report.actions")  // args n: closed while so many are still to be done
	ErrAction      = fault.New(fault.Conflict, "report.action")   // args most: not the next one, too many, or nothing that is done to one
	ErrHold        = fault.New(fault.Conflict, "report.hold")     // held already, or not held
	ErrKept        = fault.New(fault.Conflict, "report.kept")     // its time isn't up, or it is held
	ErrHand        = fault.New(fault.Conflict, "report.hand")     // not to that desk
	ErrBack        = fault.New(fault.Invalid, "report.back")      // args after: back before the next day
	ErrEmpty       = fault.New(fault.Invalid, "report.empty")     // nothing was written
	ErrCode        = fault.New(fault.Invalid, "report.code")      // args field
	ErrAddress     = fault.New(fault.Invalid, "report.address")   // not a mail address
	ErrNoMail      = fault.New(fault.NotFound, "report.no_mail")  // no mail leaves here
)

// What somebody else was before with, or what isn't there.
var (
	ErrTaken    = fault.New(fault.Conflict, "report.case_taken") // another report has this id, or this receipt
	ErrSequence = fault.New(fault.Conflict, "report.seq")        // args next, epoch
	ErrEpoch    = fault.New(fault.Conflict, "report.epoch")      // args next, epoch: the readers have changed
	ErrStale    = fault.New(fault.Conflict, "report.stale")
	ErrCounted  = fault.New(fault.Conflict, "report.counted") // it was counted, and can be counted once
	ErrKeyTwice = fault.New(fault.Conflict, "report.key_twice")
	ErrHasKeys  = fault.New(fault.Conflict, "report.has_keys") // other keys than these: that is a renewal
	ErrNoKeys   = fault.New(fault.Conflict, "report.no_keys")  // args none: this officer has made none yet
	ErrNoDesk   = fault.New(fault.NotFound, "report.no_desk")  // nobody there has keys
	ErrNotFound = fault.New(fault.NotFound, "report.not_found")
	ErrLog      = fault.New(fault.Busy, "report.log_later") // the log has placed nothing yet
	ErrLater    = fault.New(fault.Busy, "report.proof_later")
)
