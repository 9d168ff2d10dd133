// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import "context"

// Feel counts how the reporter of a receipt, as it was typed, says that he was
// treated. Errors: report.ErrCode, report.ErrState when he isn't asked, and
// those of Open.
func (s *Server) Feel(ctx context.Context, words, heard, retaliation string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.service.Feel(ctx, keys.Lookup, heard, retaliation)
}

// Decline keeps that he doesn't want to say. Errors: report.ErrState, and
// those of Open.
func (s *Server) Decline(ctx context.Context, words string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.service.Decline(ctx, keys.Lookup)
}
