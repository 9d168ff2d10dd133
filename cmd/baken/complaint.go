// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"

	"baken/hear/complaint"
	"baken/hear/complaint/complaintcli"
	"baken/internal/app"
	"baken/internal/text"
)

type complaintCmd struct {
	Procedure procedureCmd `cmd:"" help:"Print how a complaint proceeds."`
	Recount   recountCmd   `cmd:"" help:"Say which days of running complaints would change by the calendar of this program."`
}

type procedureCmd struct {
	As string `help:"A table with tabs, or a diagram for Graphviz." enum:"table,diagram" default:"table"`
}

type recountCmd struct{ settings }

// Run prints of each running complaint whose last day would change which day it
// was and which it would be. The server does the same within a day.
func (c recountCmd) Run(s session) error {
	return c.with(s, func(a *app.App) error {
		moving, err := a.RecountComplaints(s.ctx)
		if err != nil {
			return err
		}
		for _, m := range moving {
			fmt.Printf("%s\t%s\t%s\t%s\n", m.Org, m.ID, m.From, m.To)
		}
		fmt.Println(text.With("app.complaints_moved", "n", len(moving)).In(s.say))
		return nil
	})
}

// Run prints the procedure for complaints that come in now.
func (c procedureCmd) Run(s session) error {
	if c.As == "diagram" {
		return complaintcli.Diagram(os.Stdout, complaint.Edition2026(), s.say)
	}
	return complaintcli.Table(os.Stdout, complaint.Edition2026(), s.say)
}
