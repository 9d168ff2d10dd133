// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"
	"strconv"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/action"
)

// Say adds a message. It has to be the next one, in the present epoch:
// otherwise ErrSequence or ErrEpoch tells where the case is now, and the
// sender seals it again for that place.
func (c *Case) Say(m Message, files []Attachment, to State) ([]ledger.Event, error) {
	switch {
	case m.Seq != c.Next():
		return nil, ErrSequence.With("next", c.Next(), "epoch", c.Epoch)
	case m.Epoch != c.Epoch:
		return nil, ErrEpoch.With("next", c.Next(), "epoch", c.Epoch)
	}
	awaits, err := c.awaits(m)
	if err != nil {
		return nil, err
	}
	actions, err := c.deed(m)
	if err != nil {
		return nil, err
	}
	next, err := c.after(m, to, awaits, actions)
	if err != nil {
		return nil, err
	}
	c.arrive(next, m.At)
	c.Awaits, c.Actions = awaits, actions
	if m.Feedback {
		c.informed(civil.On(m.At))
	}
	looked := m.Deed.Do == DoCheck && next == c.State // which isn't counted as work on what has ended
	c.State, c.Last, c.LastFrom = next, m.At, m.From.Side()
	if !looked {
		c.end(m.At)
	}
	c.Messages = m.Seq
	c.Said = append(c.Said, m)
	for _, f := range files {
		f.Seq = m.Seq
		c.Attachments = append(c.Attachments, f)
	}
	return []ledger.Event{told(m, next)}, nil
}

// told is what the log is told of a message.
func told(m Message, next State) ledger.Event {
	verb := "report.said"
	if m.From != Reporter {
		verb = "report.answered"
	}
	note := map[string]string{"seq": number(m.Seq), "epoch": number(m.Epoch), "state": string(next)}
	if m.Feedback {
		note["kind"] = "feedback"
	}
	m.Deed.note(note)
	return ledger.Event{Verb: verb, Note: note, Payload: ledger.DigestOf(m.Envelope)}
}

// arrive notes when the desk first said that it read the report.
func (c *Case) arrive(to State, at time.Time) {
	if c.State == New && (to == Acknowledged || to == Answered || to == Closed) {
		c.Read = at
	}
}

// awaits gives since when the reporter waits after a message to hear what was
// done. When he writes again, that wasn't the last word.
func (c *Case) awaits(m Message) (time.Time, error) {
	switch {
	case m.From == Reporter && m.Feedback:
		return c.Awaits, ErrState.With("state", string(c.State))
	case m.From == Reporter && c.Awaits.IsZero():
		return m.At, nil
	case m.Feedback:
		return time.Time{}, nil
	}
	return c.Awaits, nil
}

// after gives the state after a message. What a reporter adds to a closed
// case opens it again, and so does what the desk says in it, but that it looked
// whether an action helped; what was withdrawn stays so.
func (c *Case) after(m Message, to State, awaits time.Time, actions action.List) (State, error) {
	if m.From == Reporter {
		switch {
		case to == Withdrawn || c.State == Withdrawn:
			return Withdrawn, nil
		case to != "":
			return "", ErrState.With("state", string(c.State))
		case c.State == Closed:
			return Acknowledged, nil
		}
		return c.State, nil
	}
	if to == "" && c.State != Withdrawn && (c.State != Closed || m.Deed.Do != DoCheck) {
		to = Answered
	}
	if to == "" || to == c.State {
		return c.State, nil
	}
	return to, c.may(to, awaits, actions)
}

// may tells whether the desk may bring the case into a state. Nothing is closed
// without feedback that the reporter can read: every epoch is sealed to him; nor
// while something is still to be done.
func (c *Case) may(to State, awaits time.Time, actions action.List) error {
	ways := map[State][]State{
		New:          {Acknowledged, Answered, Closed},
		Acknowledged: {Answered, Closed},
		Answered:     {Acknowledged, Closed},
		Closed:       {Acknowledged, Answered},
	}
	if !slices.Contains(ways[c.State], to) {
		return ErrState.With("state", string(c.State))
	}
	if to != Closed {
		return nil
	}
	if !awaits.IsZero() {
		return ErrFeedback
	}
	if open := actions.Open(); len(open) > 0 {
		return ErrActions.With("n", len(open))
	}
	for _, t := range c.Tracks {
		if t.Runs() && t.Regime != RegimeWhistleblower { // which ends with the feedback
			return ErrTracks.With("regime", string(t.Regime))
		}
	}
	return nil
}

// Move brings the case into a state, by the desk. since is the version that
// was on the screen.
func (c *Case) Move(to State, since int64, at time.Time) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	if err := c.may(to, c.Awaits, c.Actions); err != nil {
		return nil, err
	}
	c.arrive(to, at)
	c.State = to
	c.end(at)
	return []ledger.Event{{Verb: "report.moved", Note: map[string]string{"state": string(to)}}}, nil
}

// Rotate starts the next epoch: messages from now on are sealed to other
// readers.
func (c *Case) Rotate(e Epoch) ([]ledger.Event, error) {
	if e.Number != c.Epoch+1 {
		return nil, ErrEpoch.With("next", c.Next(), "epoch", c.Epoch)
	}
	c.Epoch = e.Number
	c.Epochs = append(c.Epochs, e)
	note := map[string]string{"epoch": number(e.Number), "readers": number(int64(len(e.Readers)))}
	return []ledger.Event{{Verb: "report.rotated", Note: note, Payload: ledger.DigestOf(e.Sealed)}}, nil
}

// Share adds keys of epochs that were sealed to more members.
func (c *Case) Share(grants []Grant) ([]ledger.Event, error) {
	var events []ledger.Event
	for _, g := range grants {
		if g.Epoch < 1 || g.Epoch > c.Epoch {
			return nil, ErrEpochs
		}
		c.Grants = append(c.Grants, g)
		note := map[string]string{"epoch": number(g.Epoch), "readers": number(int64(len(g.Readers)))}
		for i, r := range g.Readers {
			note["reader"+strconv.Itoa(i+1)] = string(r)
		}
		events = append(events, ledger.Event{Verb: "report.shared", Note: note, Payload: ledger.DigestOf(g.Sealed)})
	}
	return events, nil
}

// File makes the case of a new report.
func File(c Case, at time.Time) (Case, []ledger.Event) {
	e, m := &c.Epochs[0], &c.Said[0]
	c.Version, c.State, c.Messages, c.Epoch = 1, New, 1, 1
	c.Desk = c.Org
	c.Submitted, c.Last, c.LastFrom, c.Awaits = at, at, SideReporter, at
	e.MadeBy, e.At, m.From, m.At = Reporter, at, Reporter, at
	for i := range c.Attachments {
		c.Attachments[i].Seq = 1
	}
	note := map[string]string{"sealed": string(c.SealedBy), "key": ledger.DigestOf(e.Sealed).String()}
	return c, []ledger.Event{{Verb: "report.submitted", Note: note, Payload: ledger.DigestOf(m.Envelope)}}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
