// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// EntryID names an entry for ever.
type EntryID string

// Kind is what help an entry gives.
type Kind string

// The kinds of help.
const (
	KindCounsellor Kind = "counsellor"
	KindComplaints Kind = "complaints" // where a complaint is sent
	KindDoctor     Kind = "doctor"
	KindSocialWork Kind = "social-work"
	KindNetwork    Kind = "network" // such as one of employees
	KindOther      Kind = "other"
)

// Kinds lists the kinds of help in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{KindCounsellor, KindComplaints, KindDoctor, KindSocialWork, KindNetwork, KindOther}
}

// Side is where who helps stands.
type Side string

// The sides.
const (
	Internal Side = "internal" // works for the organisation
	External Side = "external"
)

// Sides lists the sides.
func Sides() []Side { return []Side{Internal, External} }

// Language is a language that somebody speaks, by its ISO 639 code.
type Language string

// Languages lists the languages that can be named, Dutch Sign Language among
// them ("dse").
func Languages() []Language {
	return []Language{"nl", "en", "fy", "dse", "pap", "srn", "ar", "zgh", "tr", "pl", "uk", "de", "fr", "es"}
}

// Key gives the message key of what the code is called.
func (k Kind) Key() string     { return "counsel.kind." + string(k) }
func (s Side) Key() string     { return "counsel.side." + string(s) }
func (l Language) Key() string { return "counsel.language." + string(l) }

// Words are in Dutch and in English.
type Words struct{ NL, EN string }

// Contact is somebody with a way to reach him.
type Contact struct{ Name, Phone, Email string }

// Reachable reports whether there is any way.
func (c Contact) Reachable() bool { return c.Phone != "" || c.Email != "" }

// Details is what an entry says.
type Details struct {
	Kind      Kind
	Side      Side
	Person    org.PersonID // the account that may keep the entry; empty for a function
	Contact                // a person or a function
	When      Words        // at which times; empty in both when nothing is said
	Languages []Language
	civil.Period
}

// Away is a time in which who helps isn't there. From zero is none.
type Away struct {
	civil.Period
	Substitute Contact
}

// Entry is one person or function that helps, in the directory of an
// organisation. It is never deleted: it ends.
type Entry struct {
	ID      EntryID
	Version int64
	Org     org.ID
	Details
	Away      Away
	Confirmed civil.Date // when somebody last said that all of it is right
}

// Resource is the entry as something that actions are done to.
func (e Entry) Resource() org.Resource { return org.Of(TypeEntry, string(e.ID), e.Org) }

// Longest texts, in characters.
const (
	MostName = 200
	MostWhen = 300
)

// clean takes the space around what was typed away, and checks it.
func (d Details) clean() (Details, error) {
	d.Contact = d.trim()
	d.When = Words{strings.TrimSpace(d.When.NL), strings.TrimSpace(d.When.EN)}
	d.Languages = slices.DeleteFunc(Languages(), func(l Language) bool { return !slices.Contains(d.Languages, l) })
	if d.Kind != KindCounsellor {
		d.Person = ""
	}
	return d, d.check()
}

func (d Details) check() error {
	switch {
	case !slices.Contains(Kinds(), d.Kind):
		return ErrKind
	case !slices.Contains(Sides(), d.Side):
		return ErrSide
	case !isLine(d.Name):
		return ErrName.With("most", MostName)
	case !d.Reachable():
		return ErrContact
	case (d.When.NL == "") != (d.When.EN == ""):
		return ErrWhen
	case utf8.RuneCountInString(d.When.NL) > MostWhen || utf8.RuneCountInString(d.When.EN) > MostWhen:
		return ErrWhenLong.With("most", MostWhen)
	case !d.Valid():
		return ErrPeriod
	}
	return d.ways()
}

// ways checks the ways to reach somebody, as far as there are any.
func (c Contact) ways() error {
	if c.Phone != "" && !isPhone(c.Phone) {
		return ErrPhone
	}
	if c.Email == "" {
		return nil
	}
	_, err := org.ParseEmail(c.Email)
	return err
}

func (c Contact) trim() Contact {
	return Contact{strings.TrimSpace(c.Name), strings.TrimSpace(c.Phone), strings.TrimSpace(c.Email)}
}

func isLine(s string) bool {
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= MostName && !strings.ContainsFunc(s, unicode.IsControl)
}

// isPhone takes what people write as a number: "030 - 123 45 67", "+31 …".
func isPhone(s string) bool {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	return len(digits) >= 3 && len(s) <= 30 && strings.Trim(s, "0123456789 +-()") == ""
}

// NewEntry makes an entry, which is right today.
func NewEntry(id EntryID, in org.ID, d Details, today civil.Date) (Entry, []ledger.Event, error) {
	d, err := d.clean()
	if err != nil {
		return Entry{}, nil, err
	}
	e := Entry{ID: id, Version: 1, Org: in, Details: d, Confirmed: today}
	return e, []ledger.Event{{Verb: "counsel.added", Note: map[string]string{"kind": string(d.Kind)}}}, nil
}

// Edit changes what the entry says. since is the version that was on the
// screen: another one is ErrStale. Who looked at all of it and saved has
// confirmed it too.
func (e *Entry) Edit(d Details, since int64, today civil.Date) ([]ledger.Event, error) {
	d, err := d.clean()
	if err != nil {
		return nil, err
	}
	if err := e.unchanged(since); err != nil {
		return nil, err
	}
	e.Details, e.Confirmed = d, today
	return []ledger.Event{{Verb: "counsel.edited"}}, nil
}

// Leave says from when until when somebody isn't there, and who is instead; a
// zero Away says that he is there.
func (e *Entry) Leave(a Away, since int64) ([]ledger.Event, error) {
	a.Substitute = a.Substitute.trim()
	if err := a.check(); err != nil {
		return nil, err
	}
	if err := e.unchanged(since); err != nil {
		return nil, err
	}
	e.Away = a
	return []ledger.Event{{Verb: "counsel.away", Note: map[string]string{"from": a.From.String(), "until": a.Until.String()}}}, nil
}

func (a Away) check() error {
	s := a.Substitute
	switch {
	case a.Period == civil.Period{} && s == Contact{}:
		return nil
	case !a.Valid():
		return ErrAway
	case (s.Name != "") != s.Reachable(), s.Name != "" && !isLine(s.Name):
		return ErrSubstitute
	}
	return s.ways()
}

// Confirm says that all of the entry is right today.
func (e *Entry) Confirm(since int64, today civil.Date) ([]ledger.Event, error) {
	if err := e.unchanged(since); err != nil {
		return nil, err
	}
	e.Confirmed = today
	return []ledger.Event{{Verb: "counsel.confirmed"}}, nil
}

func (e Entry) unchanged(since int64) error {
	if e.Version != since {
		return ErrStale
	}
	return nil
}
