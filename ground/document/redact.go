// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

// Reason is why something is taken out of a document before others read it.
// Both sides of a complaint read whatever it is judged on, so there are few, and
// each mark in a document names its own.
type Reason string

// The reasons. None of them stands in Awb chapter 9: they are rules of the
// house.
const (
	Bystander Reason = "bystander" // somebody who has no part in it
	Private   Reason = "private"   // an address, a number, an account
	Health    Reason = "health"
	Safety    Reason = "safety"    // of whoever is named, or can be found by it
	Source    Reason = "source"    // what was told in confidence
	Elsewhere Reason = "elsewhere" // it is about another case
)

// Reasons lists the reasons.
func Reasons() []Reason { return []Reason{Bystander, Private, Health, Safety, Source, Elsewhere} }

// Key gives the message key of what a mark says.
func (r Reason) Key() string { return "document.reason." + string(r) }
