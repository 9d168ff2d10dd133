// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package action holds what somebody will do by a certain day, and whether it
// helped.
//
// It promises that an action that isn't done or dropped has an owner and a day;
// that who finishes it is asked three times whether it helped, 3, 6 and 12
// months later; and that nothing is finished twice or looked at out of turn. It
// refuses to know what an action is about: that is for whoever keeps it, who
// may have to seal it.
package action

import (
	"slices"

	"baken/base/civil"
)

// Number names an action among those of one subject, from 1.
type Number int

// Owner is who sees to it that an action is done: an account, or a name that
// the room gives to several together.
type Owner string

// Action is one thing to do. Its zero days haven't come.
type Action struct {
	Number  Number       `json:"number"`
	Owner   Owner        `json:"owner"`
	Due     civil.Date   `json:"due"`
	Done    civil.Date   `json:"done,omitzero"`
	Dropped civil.Date   `json:"dropped,omitzero"`
	Checked []civil.Date `json:"checked,omitempty"` // when somebody looked whether it helped, in order
}

// Open tells whether it is still to be done.
func (a Action) Open() bool { return a.Done.IsZero() && a.Dropped.IsZero() }

// Late counts the days that an open action is late on a day; negative are days
// left.
func (a Action) Late(today civil.Date) civil.Days { return a.Due.Until(today) }

// List is the actions of one subject, in the order of their numbers. Its
// methods leave it as it is, and give another.
type List []Action

// Find gives an action by its number.
func (l List) Find(n Number) (Action, bool) {
	i := l.index(n)
	if i < 0 {
		return Action{}, false
	}
	return l[i], true
}

func (l List) index(n Number) int {
	return slices.IndexFunc(l, func(a Action) bool { return a.Number == n })
}

// Following gives the number of the next action.
func (l List) Following() Number { return Number(len(l) + 1) }

// Open gives those that are still to be done.
func (l List) Open() List {
	return slices.DeleteFunc(slices.Clone(l), func(a Action) bool { return !a.Open() })
}

// Plan adds an action. Its day isn't past: what is late from the start says
// nothing of who is late. Errors: ErrOwner, ErrDue.
func (l List) Plan(owner Owner, due, today civil.Date) (List, error) {
	if err := valid(owner, due, today); err != nil {
		return nil, err
	}
	return append(slices.Clone(l), Action{Number: l.Following(), Owner: owner, Due: due}), nil
}

// Move gives an open action another owner, another day, or both. A day that
// stays may be past. Errors: ErrNone, ErrOver, ErrOwner, ErrDue.
func (l List) Move(n Number, owner Owner, due, today civil.Date) (List, error) {
	return l.change(n, func(a *Action) error {
		if !a.Open() {
			return ErrOver
		}
		if due == a.Due {
			today = due
		}
		a.Owner, a.Due = owner, due
		return valid(owner, due, today)
	})
}

// Finish says that an action was done, and so when it is looked whether it
// helped. Errors: ErrNone, ErrOver.
func (l List) Finish(n Number, today civil.Date) (List, error) {
	return l.change(n, func(a *Action) error {
		if !a.Open() {
			return ErrOver
		}
		a.Done = today
		return nil
	})
}

// Drop says that an action won't be done. Errors: ErrNone, ErrOver.
func (l List) Drop(n Number, today civil.Date) (List, error) {
	return l.change(n, func(a *Action) error {
		if !a.Open() {
			return ErrOver
		}
		a.Dropped = today
		return nil
	})
}

// Pass gives to another whatever these owners have open: those who may have no
// part in it any more. Errors: ErrOwner.
func (l List) Pass(to Owner, from func(Owner) bool) (List, error) {
	if to == "" {
		return nil, ErrOwner
	}
	out := slices.Clone(l)
	for i, a := range out {
		if a.Open() && from(a.Owner) {
			out[i].Owner = to
		}
	}
	return out, nil
}

func (l List) change(n Number, do func(*Action) error) (List, error) {
	i := l.index(n)
	if i < 0 {
		return nil, ErrNone
	}
	out := slices.Clone(l)
	if err := do(&out[i]); err != nil {
		return nil, err
	}
	return out, nil
}

func valid(owner Owner, due, today civil.Date) error {
	switch {
	case owner == "":
		return ErrOwner
	case due.IsZero() || due.Before(today) || due.After(today.Add(Longest)):
		return ErrDue.With("from", today, "until", today.Add(Longest))
	}
	return nil
}

// Longest is how far ahead an action can be planned: what takes longer is
// several of them.
const Longest = civil.Years(2)
