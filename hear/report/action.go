// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"slices"
	"strconv"

	"baken/base/civil"
	"baken/ground/action"
	"baken/ground/org"
)

// MostActions bounds how many actions one case has.
const MostActions = 20

// WholeDesk owns the actions that no single officer owns: the desk that handles
// the case. An open action always has an owner.
const WholeDesk action.Owner = "desk"

// Do is what a message says of an action.
type Do string

// What can be said of one.
const (
	DoPlan  Do = "plan"
	DoMove  Do = "move"  // another owner, another day
	DoDone  Do = "done"  // so it is looked later whether it helped
	DoDrop  Do = "drop"  // it won't be done: the message says why
	DoCheck Do = "check" // whether it helped: the message says so
)

// Deed is what a message of the desk does to an action. What the action is, who
// does it and what came of it are words, and in the message: here is what has
// to be known without opening it. The zero Deed is that of other messages.
type Deed struct {
	Do     Do
	Number action.Number // of the action; of one that is planned, the next
	Owner  action.Owner  // where it is planned or moved
	Due    civil.Date    // the same
}

func (d Deed) owns() bool { return d.Do == DoPlan || d.Do == DoMove }

// deed gives the actions as they are after a message, and changes nothing.
func (c *Case) deed(m Message) (action.List, error) {
	d, today := m.Deed, civil.On(m.At)
	switch {
	case d.Do == "":
		return c.Actions, nil
	case m.From == Reporter, d.Do == DoPlan && c.ended():
		return nil, ErrState.With("state", string(c.State))
	case slices.Contains(c.Excluded, org.PersonID(d.Owner)):
		return nil, ErrNobody
	}
	switch d.Do {
	case DoPlan:
		if d.Number != c.Actions.Following() || len(c.Actions) >= MostActions {
			return nil, ErrAction.With("most", MostActions)
		}
		return c.Actions.Plan(d.Owner, d.Due, today)
	case DoMove:
		return c.Actions.Move(d.Number, d.Owner, d.Due, today)
	case DoDone:
		return c.Actions.Finish(d.Number, today)
	case DoDrop:
		return c.Actions.Drop(d.Number, today)
	case DoCheck:
		return c.Actions.Check(d.Number, today)
	}
	return nil, ErrAction.With("most", MostActions)
}

// note says in the log what was done to which action, and not what it is.
func (d Deed) note(into map[string]string) {
	if d.Do == "" {
		return
	}
	into["kind"], into["do"], into["action"] = "action", string(d.Do), strconv.Itoa(int(d.Number))
	if d.owns() {
		into["owner"], into["due"] = string(d.Owner), d.Due.String()
	}
}

// disown gives the desk that handles the case what these had to do.
func (c *Case) disown(from func(action.Owner) bool) {
	passed, err := c.Actions.Pass(WholeDesk, from)
	if err == nil { // WholeDesk is somebody
		c.Actions = passed
	}
}

// Owner gives who has to do with an action today: its owner, or the whole desk
// when he isn't of it any more.
func (o Office) Owner(a action.Action) action.Owner {
	if o.Has(org.PersonID(a.Owner)) {
		return a.Owner
	}
	return WholeDesk
}

// owned checks that whom a message gives an action is of the desk that handles
// the case, or all of it.
func (s *Service) owned(ctx context.Context, as org.Actor, id ID, d Deed) error {
	if !d.owns() || d.Owner == WholeDesk {
		return nil
	}
	office, err := s.officeOf(ctx, as, id)
	if err != nil {
		return err
	}
	if !office.Has(org.PersonID(d.Owner)) {
		return ErrNobody
	}
	return nil
}

// acted lists what has to be done about the actions of a case. They are what
// the desk promised this reporter. When the case is closed it goes on looking
// whether they helped, and stops when the reporter has withdrawn.
func acted(h Head) []Wait {
	if h.State == Withdrawn {
		return nil
	}
	var all []Wait
	for _, d := range h.Actions.Duties() {
		step := StepAction
		if d.Check > 0 {
			step = StepEffect
		}
		all = append(all, Wait{RegimeReport, step, d.Due})
	}
	return all
}
