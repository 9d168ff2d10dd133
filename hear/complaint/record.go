// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"strings"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// ID names a complaint for ever. The browser of who files it draws it, since it
// is signed inside the envelopes: 26 letters and digits, 130 random bits.
type ID string

const (
	idSize  = 26
	letters = "0123456789abcdefghjkmnpqrstvwxyz"
)

// ParseID reads the id of a complaint.
func ParseID(s string) (ID, error) {
	if len(s) != idSize || strings.Trim(s, letters) != "" {
		return "", ErrID
	}
	return ID(s), nil
}

// TypeComplaint is a complaint as something that actions are done to.
const TypeComplaint org.Type = "Complaint"

// Complaint is all that the record knows of one: where it stands, who sits in it,
// and which papers there are; no word of what it is about.
type Complaint struct {
	ID        ID
	Version   int64
	Org       org.ID // about whose conduct it is
	Committee org.ID // where its secretary works
	Case
	Seats    []Seat
	Papers   []Paper
	Hearings []Hearing
	Posts    []Post
	Counted  civil.Date // the last day to conclude, as it was counted last
	Moved    []Moved
	Barred   []org.PersonID // who was involved, or withdrew
	JoinedTo ID             // the complaint with which it is handled
	Counters ID             // the complaint that this one answers
}

// Resource is the complaint as something that actions are done to by who sits
// here with a role in an organisation; those who are barred do nothing.
func (c Complaint) Resource(at org.ID) org.Resource {
	r := org.Of(TypeComplaint, string(c.ID), at)
	r.Excluded = c.Barred
	return r
}

// Submission is a complaint as it comes in.
type Submission struct {
	ID          ID
	Org         org.ID
	Committee   org.ID
	Advice      Advice
	By          Party // the complainant, or the secretary who wrote it down
	Received    civil.Date
	Complainant Seat
	Secretaries []Seat // those to whom it is sealed
	Counters    ID
	Sealed      Sealed
}

// File files a complaint. Errors: ErrID, those of Procedure.Begin, of a seat and
// of a paper; ErrDay (args from) when it was received in the future or more than
// mostBack days ago.
func (p Procedure) File(f Submission, today civil.Date) (Complaint, []ledger.Event, error) {
	c := Complaint{ID: f.ID, Version: 1, Org: f.Org, Committee: f.Committee, Counters: f.Counters}
	if _, err := ParseID(string(f.ID)); err != nil {
		return c, nil, err
	}
	if _, err := ParseID(string(f.Counters)); f.Counters != "" && (err != nil || f.Counters == f.ID) {
		return c, nil, ErrID
	}
	if back := today.AddDays(-mostBack); f.Received.After(today) || f.Received.Before(back) {
		return c, nil, ErrDay.With("from", back)
	}
	begun, err := p.Begin(f.By, f.Received, f.Advice)
	if err != nil {
		return c, nil, err
	}
	c.Case = begun
	if f.Complainant.Party != Complainant || f.Complainant.Capacity != Self || len(f.Secretaries) == 0 {
		return c, nil, ErrSeat
	}
	for i, s := range append([]Seat{f.Complainant}, f.Secretaries...) {
		if i > 0 && s.Party != Secretary {
			return c, nil, ErrSeat
		}
		if err := c.seat(s, today); err != nil {
			return c, nil, err
		}
	}
	by := SeatNumber(1)
	if f.By == Secretary {
		by = 2
	}
	if f.Sealed.Kind != Filing {
		return c, nil, ErrPaper
	}
	if err := c.write(p, f.Sealed, by, 0, today); err != nil {
		return c, nil, err
	}
	return c, []ledger.Event{{Verb: "complaint.file", Payload: digest(f.Sealed)}}, nil
}

// mostBack is how long ago a complaint may have been received that is written
// down here only now.
const mostBack = 400
