// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"cmp"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
)

// State is whether who helps can be reached on a day.
type State string

// The states.
const (
	Reachable   State = "reachable"
	Substituted State = "substituted" // away, and somebody else is there
	Absent      State = "absent"      // away, and nobody else is there
	Unconfirmed State = "unconfirmed" // nobody has said for long that it is right
	Planned     State = "planned"
	Ended       State = "ended"
)

// Key gives the message key of what the state is called.
func (s State) Key() string { return "counsel.state." + string(s) }

// On gives the state of the entry on a day. What nobody has confirmed for that
// many months can't be relied on, whatever it says.
func (e Entry) On(day civil.Date, limit civil.Months) State {
	switch {
	case day.Before(e.From):
		return Planned
	case !e.Covers(day):
		return Ended
	case !day.Before(e.Confirmed.Add(limit)):
		return Unconfirmed
	case !e.Away.Covers(day):
		return Reachable
	case e.Away.Substitute.Reachable():
		return Substituted
	}
	return Absent
}

// Listed is an entry with its state on the day.
type Listed struct {
	Entry
	State State
}

// Shown reports whether everybody sees the entry on the day.
func (l Listed) Shown() bool { return l.State != Planned && l.State != Ended }

// Reached reports whether somebody can be reached by the entry on the day.
func (l Listed) Reached() bool { return l.State == Reachable || l.State == Substituted }

// Gap is why nobody can be reached as counsellor of an organisation on a day.
type Gap string

// The gaps.
const (
	NoGap         Gap = ""
	NoCounsellor  Gap = "none"
	AllAway       Gap = "away"
	NoneConfirmed Gap = "unconfirmed" // there are some, of whom nobody has said for long that it is right
)

// Key gives the message key of what the gap means.
func (g Gap) Key() string { return "counsel.gap." + string(g) }

// Directory is who helps in one organisation, as it is on a day.
type Directory struct {
	Org     org.ID
	Name    org.Name
	On      civil.Date
	Entries []Listed
}

// Arrange makes the directory of an organisation on a day: by kind, in each
// kind who can be reached first, and then by name.
func Arrange(o org.Organisation, entries []Entry, day civil.Date, limit civil.Months) Directory {
	d := Directory{Org: o.ID, Name: o.Name(day), On: day}
	for _, e := range entries {
		d.Entries = append(d.Entries, Listed{e, e.On(day, limit)})
	}
	order := []State{Reachable, Substituted, Unconfirmed, Absent, Planned, Ended}
	slices.SortStableFunc(d.Entries, func(a, b Listed) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Kinds(), a.Kind), slices.Index(Kinds(), b.Kind)),
			cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State)),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID),
		)
	})
	return d
}

// Of gives the entries of a kind that everybody sees.
func (d Directory) Of(k Kind) []Listed {
	return slices.DeleteFunc(slices.Clone(d.Entries), func(l Listed) bool { return l.Kind != k || !l.Shown() })
}

// Gap tells whether a counsellor can be reached, and why not.
func (d Directory) Gap() Gap {
	gap := NoCounsellor
	for _, l := range d.Of(KindCounsellor) {
		switch {
		case l.Reached():
			return NoGap
		case l.State == Unconfirmed:
			gap = NoneConfirmed
		case gap == NoCounsellor:
			gap = AllAway
		}
	}
	return gap
}

// Keeper gives the organisation that keeps the directory for one: itself, or
// for a directorate the organisation that it is part of. An organisation that
// was merged is found in its heir.
func Keeper(tree *org.Tree, id org.ID) (org.Organisation, bool) {
	for _, above := range tree.Path(tree.Heir(id)) {
		if o, ok := tree.Find(above); ok && o.Kind != org.Directorate && tree.Exists(above) {
			return o, true
		}
	}
	return org.Organisation{}, false
}
