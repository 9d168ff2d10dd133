// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi

import (
	"context"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
)

// view is a complaint as somebody sees it who sits in it.
type view struct {
	ID        complaint.ID     `json:"id"`
	Version   int64            `json:"version"`
	Org       org.ID           `json:"org"`
	Name      name             `json:"name"`
	Committee name             `json:"committee"`
	Edition   string           `json:"edition"`
	State     complaint.State  `json:"state"`
	Advice    complaint.Advice `json:"advice"`
	Facts     []complaint.Fact `json:"facts"`
	Received  civil.Date       `json:"received"`
	Today     civil.Date       `json:"today"`
	Seat      seatNumber       `json:"seat"` // one's own
	Seats     []seat           `json:"seats"`
	Taken     []taken          `json:"taken"`
	Papers    []paper          `json:"papers"` // that one reads by the table, given or not yet
	Next      paperNumber      `json:"next"`   // of the next paper
	Clocks    []clock          `json:"clocks"`
	Steps     []step           `json:"steps"` // that one can take today
	Owed      []grant          `json:"owed"`  // what one can seal anew to others
	// by which day it would have to be concluded if it were adjourned today, by one week, by two and so on
	IfAdjourned []civil.Date   `json:"ifAdjourned"`
	Terms       terms          `json:"terms"`
	Hearings    []hearing      `json:"hearings"`
	Posts       []post         `json:"posts"`
	Moved       []moved        `json:"moved"`
	Barred      []org.PersonID `json:"barred"`
	Orphans     []paperNumber  `json:"orphans"`
	JoinedTo    complaint.ID   `json:"joinedTo,omitempty"` // for officials
	Counters    complaint.ID   `json:"counters,omitempty"` // for officials
}

// terms are what letters say of how long things may take.
type terms struct {
	Conclude  civil.Weeks `json:"conclude"`
	Decline   civil.Weeks `json:"decline"`
	Ombudsman civil.Years `json:"ombudsman"`
}

func termsOf(s complaint.Standing) terms {
	t := s.Procedure.Terms
	if s.Advice == complaint.With {
		return terms{t.Advised, t.Decline, t.Ombudsman}
	}
	return terms{t.Alone, t.Decline, t.Ombudsman}
}

type seat struct {
	Number   seatNumber         `json:"number"`
	Party    complaint.Party    `json:"party"`
	Capacity complaint.Capacity `json:"capacity"`
	Person   org.PersonID       `json:"person,omitempty"` // for officials
	Name     string             `json:"name"`             // of an official
	Sits     bool               `json:"sits"`
	Lent     bool               `json:"lent"`
	Post     bool               `json:"post"`
	pair
	Was []pair `json:"was"`
}

type taken struct {
	Step   complaint.StepName `json:"step"`
	By     complaint.Party    `json:"by"`
	On     civil.Date         `json:"on"`
	Ground string             `json:"ground"`
	Told   []complaint.Party  `json:"told"`
}

// paper is one that is there; with its envelopes when it was given to who asks.
type paper struct {
	Number   paperNumber             `json:"number"`
	Kind     complaint.Document      `json:"kind"`
	Step     int                     `json:"step"`
	By       seatNumber              `json:"by"`
	On       civil.Date              `json:"on"`
	Readers  []seatNumber            `json:"readers"`
	Of       paperNumber             `json:"of"` // of which it is a version without what a party doesn't get to read; 0: none
	Withheld withheld                `json:"withheld"`
	Grounds  []complaint.Withholding `json:"grounds"` // on which it can be withheld
	Key      []byte                  `json:"key,omitempty"`
	Giver    seatNumber              `json:"giver"`
	Envelope []byte                  `json:"envelope,omitempty"`
}

type clock struct {
	Step  complaint.StepName `json:"step"`
	By    complaint.Party    `json:"by"`
	Due   civil.Date         `json:"due"`
	Late  int                `json:"late"`
	Steps []reason           `json:"steps"`
}

type reason struct {
	Code    string     `json:"code"`
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"`
	Article string     `json:"article"`
	Passed  []string   `json:"passed"`
}

// step is one that can be taken, with what has to come with it.
type step struct {
	Step     complaint.StepName   `json:"step"`
	Grounds  []string             `json:"grounds"`
	Writes   complaint.Document   `json:"writes"`
	May      []complaint.Document `json:"may"`
	Tells    []complaint.Party    `json:"tells"`
	Articles []string             `json:"articles"`
}

type hearing struct {
	Of   complaint.Party `json:"of"`
	On   civil.Date      `json:"on"`
	At   string          `json:"at"`
	Step int             `json:"step"`
	Off  bool            `json:"off"`
}

type post struct {
	Paper paperNumber         `json:"paper"`
	Step  int                 `json:"step"`
	To    seatNumber          `json:"to"`
	State complaint.PostState `json:"state"`
	On    civil.Date          `json:"on"`
}

type moved struct {
	Step complaint.StepName `json:"step"`
	From civil.Date         `json:"from"`
	To   civil.Date         `json:"to"`
	On   civil.Date         `json:"on"`
}

// view shows a complaint. Who comes with words isn't told which letters wait to
// be sent, nor who is barred or of other complaints: the first is the
// secretary's, the rest says something of other people.
func (a *API) view(ctx context.Context, s complaint.Standing) (view, error) {
	tree, err := a.orgs.Today(ctx)
	if err != nil {
		return view{}, err
	}
	names, err := a.service.Names(ctx, s.Complaint)
	if err != nil {
		return view{}, err
	}
	v := view{
		ID: s.ID, Version: s.Version, Org: s.Org, Name: called(tree, s.Org), Committee: called(tree, s.Committee), Edition: s.Edition, State: s.State,
		Advice: s.Advice, Facts: notNil(s.Facts), Received: s.Received, Today: s.Today, Seat: s.Seat.Number,
		Clocks: []clock{}, Steps: []step{}, Owed: []grant{}, Hearings: []hearing{}, Posts: []post{}, Moved: []moved{},
		Barred: []org.PersonID{}, Orphans: []paperNumber{}, IfAdjourned: notNil(s.IfAdjourned), Terms: termsOf(s),
	}
	for _, seat := range s.Seats {
		v.Seats = append(v.Seats, seatOf(seat, names[seat.Person], s.Seat.Official()))
	}
	for _, t := range s.Taken {
		v.Taken = append(v.Taken, taken{t.Step, t.By, t.On, t.Ground, notNil(t.Told)})
	}
	v.Papers, v.Next = papersOf(s), paperNumber(len(s.Papers)+1)
	for _, c := range s.Clocks {
		v.Clocks = append(v.Clocks, clockOf(c, s.Today))
	}
	for _, n := range s.Steps {
		v.Steps = append(v.Steps, stepOf(s.Procedure, n))
	}
	for _, g := range s.Owed {
		v.Owed = append(v.Owed, grant{Paper: g.Paper, To: g.To})
	}
	for i, h := range s.Hearings {
		v.Hearings = append(v.Hearings, hearing{h.Of, h.On, h.At, h.Step, s.Off(i)})
	}
	for _, m := range s.Moved {
		v.Moved = append(v.Moved, moved(m))
	}
	if s.Seat.Official() {
		for _, p := range s.Posts {
			v.Posts = append(v.Posts, post(p))
		}
		v.Barred, v.Orphans, v.JoinedTo, v.Counters = notNil(s.Barred), notNil(s.Orphans()), s.JoinedTo, s.Counters
	}
	return v, nil
}

// notNil gives an empty list for none, as scripts expect.
func notNil[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func seatOf(s complaint.Seat, called string, official bool) seat {
	out := seat{
		Number: s.Number, Party: s.Party, Capacity: s.Capacity, Name: called, Sits: s.Sits(), Lent: s.Lent, Post: s.Post,
		pair: pair{Recipient: s.Recipient, Verify: s.Verify}, Was: []pair{},
	}
	if official {
		out.Person = s.Person
	}
	for _, w := range s.Was {
		out.Was = append(out.Was, pair{Recipient: w.Recipient, Verify: w.Verify})
	}
	return out
}

// papersOf lists the papers; those that who asks wasn't given without what
// stands in them.
func papersOf(s complaint.Standing) []paper {
	given := map[paperNumber]complaint.Opened{}
	for _, o := range s.Given {
		given[o.Number] = o
	}
	out := []paper{}
	for _, p := range s.Reads(s.Procedure, s.Seat.Party) {
		o := given[p.Number]
		out = append(out, paper{
			Number: p.Number, Kind: p.Kind, Step: p.Step, By: p.By, On: p.On, Readers: notNil(p.Readers), Of: p.Of, Withheld: withheld(p.Withheld),
			Grounds: grounds(s, p), Key: o.Key, Giver: o.Giver, Envelope: o.Envelope,
		})
	}
	return out
}

// grounds lists on which grounds who asks can keep a paper from a party: what the
// office decides is no business of others.
func grounds(s complaint.Standing, p complaint.Paper) []complaint.Withholding {
	if !s.Seat.Official() || !s.Procedure.Redacts(p.Kind) {
		return []complaint.Withholding{}
	}
	return s.Procedure.Grounds(p.Kind)
}

func clockOf(c complaint.Clock, today civil.Date) clock {
	out := clock{Step: c.Step, By: c.By, Due: c.Due.Date, Late: int(c.Due.Days(today)), Steps: []reason{}}
	for _, s := range c.Due.Steps {
		r := reason{Code: s.Code, From: s.From, To: s.To, Article: s.Article, Passed: []string{}}
		for _, off := range s.Passed {
			r.Passed = append(r.Passed, off.Code)
		}
		out.Steps = append(out.Steps, r)
	}
	return out
}

func stepOf(p complaint.Procedure, n complaint.StepName) step {
	rule, _ := p.Find(n)
	out := step{Step: n, Writes: rule.Writes, May: notNil(rule.May), Tells: notNil(rule.Tells), Articles: notNil(rule.Articles), Grounds: []string{}}
	for _, g := range rule.Grounds {
		out.Grounds = append(out.Grounds, g.Code)
	}
	return out
}
