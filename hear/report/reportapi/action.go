// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"baken/base/civil"
	"baken/ground/action"
	"baken/hear/report"
)

// deed is what a message of the desk does to an action.
type deed struct {
	Do     report.Do     `json:"do"`
	Number action.Number `json:"number"`
	Owner  action.Owner  `json:"owner"`
	Due    civil.Date    `json:"due"`
}

// actionView is an action as the desk is shown it.
type actionView struct {
	Number  action.Number `json:"number"`
	Owner   action.Owner  `json:"owner"` // a member, or "desk"
	Due     civil.Date    `json:"due"`
	Late    int           `json:"late"`    // days; negative when days are left, and of no meaning once it is over
	Done    *civil.Date   `json:"done"`    // null while it isn't
	Dropped *civil.Date   `json:"dropped"` // null while it isn't
	Checks  []checkView   `json:"checks"`
}

// checkView is a look at whether an action helped.
type checkView struct {
	Months int         `json:"months"` // after it was done
	Due    civil.Date  `json:"due"`
	Late   int         `json:"late"`
	Made   *civil.Date `json:"made"` // null while it isn't
	Now    bool        `json:"now"`  // it can be made today
}

func actionsOf(o report.Opened, today civil.Date) []actionView {
	out := []actionView{}
	for _, a := range o.Actions {
		v := actionView{
			Number: a.Number, Owner: o.Office.Owner(a), Due: a.Due, Late: int(a.Late(today)),
			Done: maybe(a.Done), Dropped: maybe(a.Dropped), Checks: []checkView{},
		}
		next, left := a.Coming()
		for _, c := range a.Checks() {
			v.Checks = append(v.Checks, checkView{
				int(c.After), c.Due.Date, int(c.Due.Days(today)), maybe(c.Made), left && c.After == next.After && !today.Before(c.Opens()),
			})
		}
		out = append(out, v)
	}
	return out
}

// maybe gives a day, or null when there is none.
func maybe(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
