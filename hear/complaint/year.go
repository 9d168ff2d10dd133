// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"encoding/hex"
	"time"

	"baken/base/civil"
	"baken/ground/org"
)

// Ended is what the register knows of a complaint that has ended (Awb 9:12a).
type Ended struct {
	Org      org.ID
	State    State
	Ground   string // on which it was declined
	Received civil.Date
	On       civil.Date // when it ended
	Due      civil.Date // by which it had to
	Delay    Delay
}

// Delay is how a complaint was adjourned.
type Delay string

// How a complaint was adjourned.
const (
	NoDelay Delay = ""
	Once    Delay = "once"    // Awb 9:11 lid 2
	Further Delay = "further" // with consent (Awb 9:11 lid 3)
)

// Ending gives what the register knows of a complaint; false while it runs.
func (k Kept) Ending() (e Ended, ok bool) {
	if !k.State.Ended() || len(k.Taken) == 0 {
		return e, false
	}
	last := k.Taken[len(k.Taken)-1]
	e = Ended{Org: k.Org, State: k.State, Ground: last.Ground, Received: k.Received, On: last.On, Due: k.Due}
	for _, x := range k.Adjourned {
		switch {
		case x.Consent:
			e.Delay = Further
		case e.Delay == NoDelay:
			e.Delay = Once
		}
	}
	return e, true
}

// Within tells whether it ended in time.
func (e Ended) Within() bool { return !e.On.After(e.Due) }

// Days is how long it took.
func (e Ended) Days() int64 { return int64(e.Received.Until(e.On)) }

// Way is how it ended: its state, and when it was declined the ground.
func (e Ended) Way() string {
	if e.State == Declined {
		return declinedOn(e.Ground)
	}
	return string(e.State)
}

func declinedOn(ground string) string { return string(Declined) + ":" + ground }

// Deadline gives the day by which a case has to end: when it was declined, that
// by which the complainant had to be told so (Awb 9:8 lid 3), else that by which
// it had to be concluded.
func (p Procedure) Deadline(cal civil.Calendar, c Case) civil.Date {
	if c.State == Declined {
		return p.Terms.DeclineBy(cal, c.Received).Date
	}
	return p.Terms.Conclude(cal, c.Received, c.Advice, c.Adjourned...).Date
}

// Judgement is what was found of a complaint. The record doesn't know it: it is
// sealed in the conclusion.
type Judgement string

// The judgements.
const (
	Founded   Judgement = "founded"
	Partly    Judgement = "partly"
	Unfounded Judgement = "unfounded"
	Unjudged  Judgement = "none" // no judgement
)

// Judgements lists the judgements.
func Judgements() []Judgement { return []Judgement{Founded, Partly, Unfounded, Unjudged} }

// Key gives the message key of what the code is called.
func (j Judgement) Key() string { return "complaint.judgement." + string(j) }

// Following is whether a conclusion follows the advice.
type Following string

// Whether a conclusion follows the advice (Awb 9:16).
const (
	NoAdvice Following = ""
	Follows  Following = "follows"
	Deviates Following = "deviates"
)

// Tally is what is counted of one conclusion, without saying of which.
type Tally struct {
	Org       org.ID
	Year      int
	Judgement Judgement
	Following Following
}

// Tallied is how many tallies are the same.
type Tallied struct {
	Tally
	N int64
}

// TallyID names a tally, so that it is counted once: 32 hexadecimal digits. It
// follows from the key of the complaint's first paper, so that whoever reads that
// comes to the same, and the server, which doesn't, can't come from the one to
// the other.
type TallyID string

// ParseTallyID reads what a browser sends. Errors: ErrID.
func ParseTallyID(s string) (TallyID, error) {
	if b, err := hex.DecodeString(s); err != nil || len(b) != 16 || hex.EncodeToString(b) != s {
		return "", ErrID
	}
	return TallyID(s), nil
}

// Closes gives the day from which a year is published and no tally of it is
// taken any more, so that nobody subtracts one publication from the next. The
// month before it is for tallies that didn't arrive at once.
func Closes(year int) civil.Date { return civil.Day(year+1, time.February, 1) }

// closed gives the last year that is closed.
func closed(today civil.Date) int {
	if year := today.Year() - 1; !today.Before(Closes(year)) {
		return year
	}
	return today.Year() - 2
}

// check refuses what no conclusion can have. Errors: ErrTally, ErrYear.
func (t Tally) check(today civil.Date) error {
	switch t.Judgement {
	case Founded, Partly, Unfounded, Unjudged:
	default:
		return ErrTally
	}
	switch t.Following {
	case NoAdvice, Follows, Deviates:
	default:
		return ErrTally
	}
	if t.Year > today.Year() || !today.Before(Closes(t.Year)) {
		return ErrYear
	}
	return nil
}
