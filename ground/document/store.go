// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"context"

	"baken/base/ledger"
	"baken/ground/org"
)

// Store is what is kept of templates; documentdb implements it. A change is a
// pure function that may run twice; edition and events are kept together or not
// at all. No edition is ever changed or deleted.
type Store interface {
	// Last gives the newest edition; one of version 0 where there is none.
	Last(ctx context.Context, as org.Actor, of Key) (Kept, error)
	// All gives the newest edition of each template of an organisation, in order
	// of template.
	All(ctx context.Context, as org.Actor, of org.ID) ([]Kept, error)
	// Editions gives every edition, the newest first.
	Editions(ctx context.Context, as org.Actor, of Key) ([]Kept, error)
	// Update keeps the next edition, when the change gives events.
	Update(ctx context.Context, as org.Actor, of Key, change func(*Kept) ([]ledger.Event, error)) error
}
