// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import (
	"context"
	"time"

	"baken/ground/org"
)

// Plans knows which plans were registered: what would be compared, written down before.
type Plans interface {
	// Registered gives the registration of an organisation's plan by its SHA-256, in
	// hexadecimal; one without a time where there is none.
	Registered(ctx context.Context, plan string, of org.ID) (Registration, error)
}

// Registration says when a plan was registered, and where it stands.
type Registration struct {
	At       time.Time // zero: it wasn't
	Page     string    // its address on this site
	Replaces bool      // another plan, which was left
	Left     time.Time // when this plan was left for another one; zero: it wasn't
}

// Foresight says how a plan stands in time to the figures that were made with it.
type Foresight string

// What a plan can be to figures.
const (
	Unregistered Foresight = "unregistered"
	Beforehand   Foresight = "beforehand"
	Afterwards   Foresight = "afterwards"
)

// Foresight compares with when the figures were made, which whoever made them says to the
// second, and with when they came in, which is known here.
func (r Registration) Foresight(made, imported time.Time) Foresight {
	switch at := r.At.Truncate(time.Second); {
	case r.At.IsZero():
		return Unregistered
	case at.After(made), at.After(imported):
		return Afterwards
	default:
		return Beforehand
	}
}
