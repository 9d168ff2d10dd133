// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// bundle tells who signed a bundle of figures, and of which plan, data and tables it is;
// then whether the plan and the data that were given are those.
func (v Verify) bundle(s *screen, raw []byte) error {
	if len(v.Keys) == 0 {
		return ErrNoKey
	}
	b, err := disclose.Open(raw, v.Keys...)
	if err != nil {
		return err
	}
	h := b.Header
	s.line(text.With("ledger.verify.bundle", "title", figure.Label(h.Title), "signer", text.Data(h.Signer), "made", h.Made))
	if h.Engine != "" {
		s.line(text.With("ledger.verify.engine", "engine", text.Data(h.Engine)))
	}
	if h.Plan != "" {
		s.line(text.With("ledger.verify.plan", "hash", text.Data(h.Plan)))
	}
	if h.Snapshot != "" {
		s.line(text.With("ledger.verify.snapshot", "hash", text.Data(h.Snapshot)))
	}
	for _, n := range h.Deviations {
		s.line(text.With("ledger.verify.deviation", "deviation", figure.Note(n)))
	}
	s.line(text.With("ledger.verify.tables", "n", len(b.Tables)))
	for _, t := range b.Tables {
		s.line(text.With("ledger.verify.table", "table", text.Data(t.Spec().ID), "hash", text.Data(t.Hash())))
	}
	plan := s.same("plan", v.Plan, h.Plan)
	data := s.same("data", v.Data, h.Snapshot)
	if !plan || !data {
		return ErrOther
	}
	return nil
}

// same tells whether a file that was given is the one that the bundle is of; what wasn't
// given isn't looked at.
func (s *screen) same(what text.Key, given, signed string) bool {
	switch given {
	case "":
		return true
	case signed:
		s.line("ledger.verify.same_" + what)
		return true
	default:
		s.line(text.With("ledger.verify.other_"+what, "hash", text.Data(given)))
		return false
	}
}
