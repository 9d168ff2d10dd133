// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"
	"strconv"

	"baken/base/ledger"
	"baken/ground/document"
)

// Withheld is from which of the two parties a paper is kept that it would read by
// the table, and on which ground. The zero Withheld is from nobody.
type Withheld struct {
	From   Party
	Ground Withholding
}

// Withholding is why a paper is kept from a party: OwnLetter, or a
// document.Reason.
type Withholding string

// OwnLetter is the ground on which each party gets a letter of its own, with its
// own address.
const OwnLetter Withholding = "own-letter"

// Key gives the message key of what the ground is called.
func (w Withholding) Key() string {
	if w == OwnLetter {
		return "complaint.withheld.own-letter"
	}
	return "document.reason." + string(w)
}

// Withhold is a decision to keep a paper from a party, or with nobody to keep it
// from any more.
type Withhold struct {
	Paper PaperNumber
	Withheld
}

// event is what is recorded of the decision.
func (w Withhold) event() ledger.Event {
	e := ledger.Event{Verb: "complaint.unwithheld", Note: map[string]string{"paper": strconv.FormatInt(int64(w.Paper), 10)}}
	if w.From != "" {
		e.Verb, e.Note["from"], e.Note["ground"] = "complaint.withheld", string(w.From), string(w.Ground)
	}
	return e
}

// reasons lists the grounds on which what somebody wrote can be kept from the
// other side. No law that we know of names any for complaints: they are a rule of
// the house.
func reasons() (all []Withholding) {
	for _, r := range document.Reasons() {
		all = append(all, Withholding(r))
	}
	return all
}

// Grounds lists on which grounds a document can be kept from a party that reads
// it by the table.
func (p Procedure) Grounds(d Document) []Withholding {
	i := slices.IndexFunc(p.Sights, func(s Sight) bool { return s.Document == d })
	if i < 0 {
		return nil
	}
	return p.Sights[i].Withheld
}

// Redacts tells whether of a document a version can be made without what the
// other side doesn't get to read.
func (p Procedure) Redacts(d Document) bool {
	return slices.ContainsFunc(p.Grounds(d), func(w Withholding) bool { return w != OwnLetter })
}

// checkWithheld refuses what the table doesn't let somebody keep from a party. A
// party itself keeps nothing from the other.
func (p Procedure) checkWithheld(by Seat, d Document, w Withheld) error {
	switch {
	case w == Withheld{}:
		return nil
	case !by.Official(), w.From.official(), !p.Sees(w.From, d), !slices.Contains(p.Grounds(d), w.Ground):
		return ErrWithheld
	}
	return nil
}

// withholdAll keeps papers from a party, or lets it read them after all. What it
// has read already can't be kept from it, nor what it wrote.
func (c *Complaint) withholdAll(p Procedure, by Seat, a Act) error {
	for _, w := range a.Withhold {
		i := slices.IndexFunc(c.Papers, func(one Paper) bool { return one.Number == w.Paper })
		if i < 0 || a.Step != "" || !by.Official() || w.Ground == OwnLetter || c.Papers[i].Withheld.Ground == OwnLetter {
			return ErrWithheld
		}
		if err := p.checkWithheld(by, c.Papers[i].Kind, w.Withheld); err != nil {
			return err
		}
		if slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Party == w.From && c.knows(p, s, c.Papers[i]) }) {
			return ErrWithheld
		}
		c.Papers[i].Withheld = w.Withheld
	}
	return nil
}

// knows tells whether somebody wrote a paper, was given it, or may have been: who
// was lent other words has to be given anew what he had read with those before.
func (c Complaint) knows(p Procedure, s Seat, paper Paper) bool {
	owed := len(s.Was) > 0 && slices.Contains(c.Readers(p, paper.Kind, paper.Withheld), s.Number)
	return s.Number == paper.By || paper.Reads(s.Number) || owed
}

// replaced tells whether a party reads a paper, or a version of it.
func (c Complaint) replaced(paper Paper, party Party) bool {
	return paper.Withheld.From != party || slices.ContainsFunc(c.Papers, func(one Paper) bool { return one.Of == paper.Number })
}

// whole refuses to send the copy of a complaint that is kept from the accused
// party, unless there is a version of it (Awb 9:9).
func (c Complaint) whole() error {
	for _, paper := range c.Papers {
		if paper.Kind == Filing && !c.replaced(paper, Accused) {
			return ErrMissing.With("fact", Redacted.Key())
		}
	}
	return nil
}
