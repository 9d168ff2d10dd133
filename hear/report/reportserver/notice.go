// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"context"

	"baken/hear/report"
)

// SwitchOn keeps the address at which the reporter of a receipt, as it was
// typed, wants to be told that there is a message. Errors: report.ErrAddress,
// and those of Open.
func (s *Server) SwitchOn(ctx context.Context, words, address string) error {
	to, err := report.ParseAddress(address)
	if err != nil {
		return err
	}
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.service.SwitchOn(ctx, keys.Lookup, to)
}

// SwitchOff forgets it. Errors: those of Open.
func (s *Server) SwitchOff(ctx context.Context, words string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.service.SwitchOff(ctx, keys.Lookup)
}
