// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"context"
	"slices"

	"baken/base/seal"
	"baken/hear/complaint"
)

// Move is a step that a party takes, with what it says.
type Move struct {
	plain
	Step  complaint.StepName
	Since int64 // the version that was on the screen
	Text  string
	Files []File
}

// Steps lists the steps that a party takes on its page.
func Steps() []complaint.StepName {
	return []complaint.StepName{
		complaint.Supplement, complaint.MakeComplete, complaint.Seek, complaint.Resume, complaint.Settle, complaint.Withdraw,
	}
}

// Do takes a step. Errors: those of Open, complaint.ErrStep, seal.ErrLarge, and
// those of complaint.Procedure.Do.
func (s *Server) Do(ctx context.Context, words string, m Move) error {
	if !slices.Contains(Steps(), m.Step) {
		return complaint.ErrStep.With("step", string(m.Step))
	}
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	o, err := s.openWith(ctx, keys)
	if err != nil {
		return err
	}
	act := complaint.Act{Since: m.Since, Step: m.Step}
	if kind := o.writes(m.Step); kind != complaint.NoDocument {
		paper, err := o.seals(kind, write(o.Today, seal.Text(m.Text), m.Files))
		if err != nil {
			return err
		}
		act.Papers = []complaint.Sealed{paper}
	}
	return s.Service.ActByWords(ctx, keys.Lookup, o.ID, act)
}

// writes gives what is written for a step: what was missing is part of the complaint.
func (o *opened) writes(step complaint.StepName) complaint.Document {
	rule, _ := o.Procedure.Find(step)
	if rule.Writes == complaint.NoDocument && step == complaint.MakeComplete {
		return complaint.Filing
	}
	return rule.Writes
}
