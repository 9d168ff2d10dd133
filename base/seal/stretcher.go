// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "context"

// Stretcher makes the keys of receipts, two at a time: each takes half a second and 64
// MiB, on purpose. Who comes when both are taken waits his turn.
type Stretcher struct{ turns chan struct{} }

// NewStretcher gives one.
func NewStretcher() *Stretcher { return &Stretcher{make(chan struct{}, 2)} }

// Stretch makes the keys of a receipt at a site. Errors: those of ctx while it waits, and
// of Receipt.Stretch.
func (s *Stretcher) Stretch(ctx context.Context, r Receipt, site string) (ReceiptKeys, error) {
	select {
	case s.turns <- struct{}{}:
	case <-ctx.Done():
		return ReceiptKeys{}, ctx.Err()
	}
	defer func() { <-s.turns }()
	return r.Stretch(site)
}
