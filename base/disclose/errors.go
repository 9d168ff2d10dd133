// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "baken/base/fault"

// What can be wrong with counts or with a bundle.
var (
	ErrCell    = fault.New(fault.Invalid, "disclose.cell")    // args group, stratum
	ErrTwice   = fault.New(fault.Invalid, "disclose.twice")   // args group, stratum
	ErrSum     = fault.New(fault.Invalid, "disclose.sum")     // args group
	ErrSource  = fault.New(fault.Invalid, "disclose.source")  // a published figure without its source
	ErrRow     = fault.New(fault.Invalid, "disclose.row")     // args table
	ErrFormat  = fault.New(fault.Invalid, "disclose.format")  // not a bundle
	ErrChanged = fault.New(fault.Invalid, "disclose.changed") // the signature doesn't fit the content
	ErrSigner  = fault.New(fault.Invalid, "disclose.signer")  // args signer: not a key that is known here
	ErrTooLong = fault.New(fault.TooLarge, "disclose.large")  // args most (bytes)
	ErrKey     = fault.New(fault.Invalid, "disclose.key")     // not a signing key
)
