// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package action

import (
	"embed"

	"baken/base/fault"
)

// Text holds the messages of these.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// What can be wrong with an action, or with what is done to it.
var (
	ErrOwner = fault.New(fault.Invalid, "action.owner")  // nobody
	ErrDue   = fault.New(fault.Invalid, "action.due")    // args from, until: no day, one that is past, or one too far ahead
	ErrNone  = fault.New(fault.NotFound, "action.none")  // no action has that number
	ErrOver  = fault.New(fault.Conflict, "action.over")  // it was done, dropped or looked at already, or it isn't done yet
	ErrEarly = fault.New(fault.Conflict, "action.early") // args from: looked too early whether it helped
)
