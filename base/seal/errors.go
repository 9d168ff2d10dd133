// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "baken/base/fault"

// What can be wrong with an envelope as such.
var (
	ErrFormat    = fault.New(fault.Invalid, "seal.format")    // not an envelope of this kind
	ErrDamaged   = fault.New(fault.Invalid, "seal.damaged")   // changed or cut off on the way
	ErrKey       = fault.New(fault.Forbidden, "seal.key")     // not sealed to this key
	ErrPadding   = fault.New(fault.Invalid, "seal.padding")   // the filling isn't what it must be
	ErrSignature = fault.New(fault.Invalid, "seal.signature") // not signed by the sender that it names
	ErrLarge     = fault.New(fault.TooLarge, "seal.large")    // args most (bytes)
)

// What differs between what was signed and what the opener expects.
var (
	ErrOrganisation = fault.New(fault.Invalid, "seal.organisation")
	ErrCase         = fault.New(fault.Invalid, "seal.case")
	ErrEpoch        = fault.New(fault.Invalid, "seal.epoch")
	ErrSequence     = fault.New(fault.Invalid, "seal.sequence")
	ErrPurpose      = fault.New(fault.Invalid, "seal.purpose")
	ErrRecipients   = fault.New(fault.Invalid, "seal.recipients")
	ErrSender       = fault.New(fault.Forbidden, "seal.sender")
	ErrKind         = fault.New(fault.Invalid, "seal.kind")
	ErrMaker        = fault.New(fault.Forbidden, "seal.maker")    // the epoch is by somebody who may not start one
	ErrGrant        = fault.New(fault.Forbidden, "seal.grant")    // resealed by somebody who may not do so
	ErrAttachment   = fault.New(fault.Invalid, "seal.attachment") // a chunk of another attachment
	ErrChunk        = fault.New(fault.Invalid, "seal.chunk")      // another chunk of this attachment
	ErrSize         = fault.New(fault.Invalid, "seal.size")       // the attachment has another size
	ErrLast         = fault.New(fault.Invalid, "seal.last")       // the attachment ends elsewhere
)

// What can be wrong with keys, names and passphrases.
var (
	ErrIdentity   = fault.New(fault.Invalid, "seal.identity")   // not a secret key to read with
	ErrRecipient  = fault.New(fault.Invalid, "seal.recipient")  // not a public key to seal to
	ErrSigningKey = fault.New(fault.Invalid, "seal.signingkey") // not a secret key to sign with
	ErrVerifyKey  = fault.New(fault.Invalid, "seal.verifykey")  // not a public key to check signatures with
	ErrReaders    = fault.New(fault.Invalid, "seal.readers")    // none, too many, or one of them twice
	ErrName       = fault.New(fault.Invalid, "seal.name")       // args field
	ErrWeak       = fault.New(fault.Invalid, "seal.weak")       // args least (characters)
	ErrPassphrase = fault.New(fault.Forbidden, "seal.passphrase")
)

// What can be wrong with a receipt as it was typed. The words themselves are
// secret and stay out of errors: ask Suggest.
var (
	ErrReceiptCount = fault.New(fault.Invalid, "seal.receipt.count") // args have, want
	ErrReceiptWord  = fault.New(fault.Invalid, "seal.receipt.word")  // args position, from 1
	ErrReceiptCheck = fault.New(fault.Invalid, "seal.receipt.check") // all are words, but not these eight
)
