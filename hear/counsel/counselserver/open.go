// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselserver

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/hear/counsel"
)

// What is said in aftercare, as internal/asset/src/care has it.
const (
	KindBegin   = "begin"
	KindCheckIn = "check-in"
	KindPlan    = "plan"
	KindWords   = "words"
)

// Said is what stands in a message; its kind says which fields it has.
type Said struct {
	plain
	Day      civil.Date     `json:"day"`
	Text     string         `json:"text"`
	Due      []civil.Date   `json:"due,omitempty"`
	Follower string         `json:"follower,omitempty"`
	Answers  map[string]int `json:"answers,omitempty"` // how often, from 0 (never) to 4 (very often)
	Helps    string         `json:"helps,omitempty"`   // whether the plan does: "yes", "partly" or "no"
	Talk     bool           `json:"talk,omitempty"`    // asks for a talk
	Measures []Measure      `json:"measures,omitempty"`
}

// Measure is one line of a plan for protection.
type Measure struct {
	plain
	What  string `json:"what"`
	Owner string `json:"owner"`
	Day   string `json:"day"`
	Done  bool   `json:"done"`
}

// Line is one message. Kind is empty when it isn't by whom it says, or can't be
// opened.
type Line struct {
	plain
	From counsel.Party
	Kind string
	Said Said
}

// Care is aftercare in the clear, for one request.
type Care struct {
	plain
	Name  string // of the counsellor; empty when he can't answer any more
	Today civil.Date
	Lines []Line
}

// Open gives the aftercare of a receipt as it was typed. Errors: those of
// seal.ParseReceipt, and counsel.ErrNotFound when these words have none.
func (s *Server) Open(ctx context.Context, words string) (Care, error) {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return Care{}, err
	}
	o, err := s.openWith(ctx, keys)
	if err != nil {
		return Care{}, err
	}
	return Care{Name: o.kept.Name, Today: s.service.Today(), Lines: o.lines()}, nil
}

// opened is aftercare with the keys of its reporter.
type opened struct {
	kept counsel.Following
	keys seal.ReceiptKeys
	key  seal.CaseKey
}

func (s *Server) openWith(ctx context.Context, keys seal.ReceiptKeys) (o opened, err error) {
	o.keys = keys
	if o.kept, err = s.service.Follow(ctx, o.keys.Lookup); err != nil {
		return o, err
	}
	o.key, err = seal.OpenEpoch(o.kept.Key, o.keys.Identity, seal.EpochWant{
		Case: caseOf(o.kept.Org, o.kept.ID), Number: 1, Makers: []seal.VerifyKey{o.keys.Signing.VerifyKey()},
	})
	if err != nil {
		return o, fmt.Errorf("open the key of aftercare: %w", err)
	}
	return o, nil
}

// lines opens what was said. The counsellor is known by the key that stands in
// the first of it.
func (o opened) lines() []Line {
	own := []seal.VerifyKey{o.keys.Signing.VerifyKey()}
	senders := map[counsel.Party][]seal.VerifyKey{counsel.Followed: own}
	lines := make([]Line, len(o.kept.Said))
	for i, sealed := range o.kept.Said {
		lines[i] = Line{From: sealed.From}
		m, err := o.key.Open(sealed.Envelope, seal.Want{
			Sequence: uint64(i) + 1, Purpose: purpose, Senders: senders[sealed.From], Kinds: kinds(sealed.From),
		})
		if err != nil || (m.Kind == KindBegin) != (i == 0) {
			continue
		}
		var said Said
		if json.Unmarshal(m.Content, &said) != nil {
			continue
		}
		lines[i].Kind, lines[i].Said = m.Kind, said
		if v, err := seal.ParseVerifyKey(said.Follower); i == 0 && err == nil {
			senders[counsel.Follower] = []seal.VerifyKey{v}
		}
	}
	return lines
}

// Plan gives the plan that holds; no measures when there is none.
func (c Care) Plan() []Measure {
	for _, l := range slices.Backward(c.Lines) {
		if l.Kind == KindPlan {
			return l.Said.Measures
		}
	}
	return nil
}

// State is how it stands with a day on which it is asked how the reporter
// fares.
type State string

// The states.
const (
	Later  State = "later"
	Due    State = "due"
	Missed State = "missed"
	Done   State = "done"
)

// Moment is such a day.
type Moment struct {
	Day   civil.Date
	State State
}

// Moments tells how it stands with each. One is done by the first check-in on
// that day or after it, before the next one.
func (c Care) Moments() (all []Moment) {
	if len(c.Lines) == 0 {
		return nil
	}
	due := c.Lines[0].Said.Due
	for i, day := range due {
		within := func(d civil.Date) bool { return !d.Before(day) && (i+1 == len(due) || d.Before(due[i+1])) }
		m := Moment{day, Missed}
		switch {
		case slices.ContainsFunc(c.Lines, func(l Line) bool { return l.Kind == KindCheckIn && within(l.Said.Day) }):
			m.State = Done
		case c.Today.Before(day):
			m.State = Later
		case within(c.Today):
			m.State = Due
		}
		all = append(all, m)
	}
	return all
}
