// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"strconv"

	"baken/base/civil"
	"baken/base/fault"
	"baken/hear/complaint"
	"baken/internal/text"
)

// ErrComplaints says that a choice about complaints can't be: args name, value.
var ErrComplaints = fault.New(fault.Invalid, "app.config.complaints")

// Complaints is what the law leaves open about formal complaints, as it is
// written. What is empty has its default.
type Complaints struct {
	Members     string `yaml:"members"`     // that take part at least, when a committee advises
	Acknowledge string `yaml:"acknowledge"` // days within which receipt is acknowledged
	Complete    string `yaml:"complete"`    // weeks in which a complaint can be completed
	Extension   string `yaml:"extension"`   // "counted" or "rolled": from which day an adjournment counts
	Decrees     string `yaml:"decrees"`     // further days that are decreed, as civil.ParseDecrees reads them
}

func (c *Complaints) settings() map[string]*string {
	return map[string]*string{
		"complaints_members": &c.Members, "complaints_acknowledge": &c.Acknowledge, "complaints_complete": &c.Complete,
		"complaints_extension": &c.Extension, "complaints_decrees": &c.Decrees,
	}
}

// procedure gives the procedure of complaints and the calendar that it counts
// by, with what was chosen.
func (c Complaints) procedure() (complaint.Procedure, civil.Calendar, error) {
	p := complaint.Edition2026()
	decrees, err := civil.ParseDecrees(c.Decrees)
	if err != nil {
		return p, civil.Calendar{}, err
	}
	number := func(name, written string, least, most int, set func(int)) {
		if written == "" || err != nil {
			return
		}
		n, wrong := strconv.Atoi(written)
		if wrong != nil || n < least || n > most {
			err = ErrComplaints.With("name", text.Data(name), "value", text.Data(written))
			return
		}
		set(n)
	}
	number("members", c.Members, 1, 15, func(n int) { p.Chamber.Members = n })
	number("acknowledge", c.Acknowledge, 1, 28, func(n int) { p.Terms.Acknowledge = civil.Days(n) })
	number("complete", c.Complete, 1, 6, func(n int) { p.Terms.Complete = civil.Weeks(n) })
	const extension = "extension"
	switch c.Extension {
	case "", "counted":
	case "rolled":
		p.Terms.Extension = civil.FromRolled
	default:
		err = ErrComplaints.With("name", text.Data(extension), "value", text.Data(c.Extension))
	}
	return p, civil.NewCalendar(decrees...), err
}
