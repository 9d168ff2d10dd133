// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"
	"time"

	"baken/base/civil"
)

// Hearing is when a party has the opportunity to be heard. Where, and by which
// link, stands in the sealed invitation.
type Hearing struct {
	Of   Party
	On   civil.Date
	At   string // the hour in the Netherlands, 09:30
	Step int    // of the invitation, as a place in Taken
}

// Off tells whether a later invitation took its place.
func (c Complaint) Off(i int) bool {
	for _, later := range c.Hearings[i+1:] {
		if later.Of == c.Hearings[i].Of {
			return true
		}
	}
	return false
}

// awaits gives the opportunity to be heard that somebody still has to have after
// a day: he was invited, and was not yet heard, nor was it waived since. What
// lies ahead hasn't been given (Awb 9:10 lid 1).
func (c Complaint) awaits(on civil.Date) Fact {
	for i, h := range c.Hearings {
		fact, over := InvitedOne, []StepName{Hear, HearAlone, Waive, WaiveAlone}
		if h.Of == Accused {
			fact, over = InvitedOther, []StepName{HearAccused, HearAccusedAlone}
		}
		since := slices.ContainsFunc(c.Taken[h.Step:], func(t Taken) bool { return slices.Contains(over, t.Step) })
		if h.On.After(on) && !c.Off(i) && !since {
			return fact
		}
	}
	return ""
}

// meet plans the hearing to which a step invites.
func (c *Complaint) meet(rule Rule, a Act, on civil.Date) error {
	invites := rule.Step == Invite || rule.Step == InviteAccused
	if !invites {
		if a.Hearing != (Hearing{}) {
			return ErrHearing.With("from", on)
		}
		return nil
	}
	if _, err := time.Parse("15:04", a.Hearing.At); err != nil || a.Hearing.On.IsZero() || a.Hearing.On.Before(on) {
		return ErrHearing.With("from", on)
	}
	of := Complainant
	if rule.Step == InviteAccused {
		of = Accused
	}
	c.Hearings = append(c.Hearings, Hearing{Of: of, On: a.Hearing.On, At: a.Hearing.At, Step: len(c.Taken) - 1})
	return nil
}

// PostState is how far a letter on paper is.
type PostState string

// The states of a letter. It is Printed before it is: whoever finds it so after
// a breakdown knows that it may have been sent, and looks.
const (
	Unsent  PostState = "unsent"
	Printed PostState = "printed"
	Posted  PostState = "posted"
)

// Key gives the message key of what the state is called.
func (s PostState) Key() string { return "complaint.post." + string(s) }

// Post is a letter on paper to somebody: what was written, or that a step was
// taken of which he is told.
type Post struct {
	Paper PaperNumber // 0: nothing was written for the step
	Step  int         // as a place in Taken
	To    SeatNumber
	State PostState
	On    civil.Date // since when it is so
}

// Posting is what a secretary says of a letter.
type Posting struct {
	Paper PaperNumber
	Step  int
	To    SeatNumber
	State PostState
}

// next tells whether a letter can come from one state into another. One of which
// it isn't sure that it was sent can go back: then it is printed again.
func (s PostState) next(to PostState) bool {
	switch s {
	case Unsent:
		return to == Printed
	case Printed:
		return to == Posted || to == Unsent
	case Posted:
	}
	return false
}

// postAll queues the letters of what was just done, and keeps what is said of
// those that wait. Whoever is told of a step and gets letters on paper gets one.
func (c *Complaint) postAll(by Seat, a Act, on civil.Date) error {
	for _, said := range a.Posts {
		if by.Party != Secretary || !c.posting(said, on) {
			return ErrPost
		}
	}
	if a.Step == "" {
		c.queueGiven(a, on)
		return nil
	}
	first, step := len(c.Papers)-len(a.Papers), len(c.Taken)-1
	told := c.Taken[step].Told
	for _, paper := range c.Papers[first:] {
		c.queue(paper, told, on)
	}
	for _, s := range c.Seats {
		written := slices.ContainsFunc(c.Posts, func(p Post) bool { return p.Step == step && p.To == s.Number })
		if s.Sits() && s.Post && s.Number != by.Number && slices.Contains(told, s.Party) && !written {
			c.Posts = append(c.Posts, Post{Step: step, To: s.Number, State: Unsent, On: on})
		}
	}
	if a.Step != SendCopy {
		return nil
	}
	// With its copy the accused party gets the complaint, or a version of it, the
	// documents (Awb 9:9), and of what it is told too, as of an adjournment (Awb 9:11
	// lid 2), all that came before.
	for _, paper := range c.Papers[:first] {
		c.queue(paper, []Party{Accused}, on)
	}
	return nil
}

// queueGiven lets a paper wait that a party is given without a step: a version of one
// that is withheld, and one that is withheld no longer. Who gets other words, or has
// just sat down, reads here what is sealed to him anew.
func (c *Complaint) queueGiven(a Act, on civil.Date) {
	for _, paper := range c.Papers[len(c.Papers)-len(a.Papers):] {
		if paper.Kind == Redacted {
			c.queue(paper, []Party{Complainant, Accused}, on)
		}
	}
	if a.Own != nil || a.Lend != nil || len(a.Sit) > 0 {
		return
	}
	for _, g := range a.Grants {
		s, _ := c.Seat(g.To)
		paper := c.Papers[g.Paper-1]
		sent := slices.ContainsFunc(c.Posts, func(p Post) bool { return p.Paper == g.Paper && p.To == g.To })
		if s.Post && !s.Official() && paper.By != s.Number && paper.Kind != Details && !sent {
			c.Posts = append(c.Posts, Post{paper.Number, paper.Step, s.Number, Unsent, on})
		}
	}
}

// queue lets a paper wait to be sent to those who are told and get letters.
func (c *Complaint) queue(paper Paper, told []Party, on civil.Date) {
	for _, s := range c.Seats {
		if s.Sits() && s.Post && slices.Contains(told, s.Party) && paper.Reads(s.Number) {
			c.Posts = append(c.Posts, Post{paper.Number, paper.Step, s.Number, Unsent, on})
		}
	}
}

func (c *Complaint) posting(said Posting, on civil.Date) bool {
	for i, p := range c.Posts {
		if p.Paper == said.Paper && p.Step == said.Step && p.To == said.To {
			if !p.State.next(said.State) {
				return false
			}
			c.Posts[i].State, c.Posts[i].On = said.State, on
			return true
		}
	}
	return false
}

// Moved is a day by which something was due and isn't any more, since the
// calendar changed.
type Moved struct {
	Step     StepName
	From, To civil.Date
	On       civil.Date
}

// Recount counts the last day to conclude anew, and keeps it when it is another
// than it was, so that everybody concerned is told. It tells whether it was.
func (c *Complaint) Recount(p Procedure, cal civil.Calendar, today civil.Date) bool {
	if c.State.Ended() {
		return false
	}
	was := c.Counted
	c.Counted = p.Terms.Conclude(cal, c.Received, c.Advice, c.Adjourned...).Date
	if was.IsZero() || was == c.Counted {
		return false
	}
	c.Moved = append(c.Moved, Moved{Conclude, was, c.Counted, today})
	return true
}
