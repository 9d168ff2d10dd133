// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"

	"baken/hear/complaint"
	"baken/hear/complaint/complaintcli"
)

type complaintCmd struct {
	Procedure procedureCmd `cmd:"" help:"Print how a complaint proceeds."`
}

type procedureCmd struct {
	As string `help:"A table with tabs, or a diagram for Graphviz." enum:"table,diagram" default:"table"`
}

// Run prints the procedure for complaints that come in now.
func (c procedureCmd) Run(s session) error {
	if c.As == "diagram" {
		return complaintcli.Diagram(os.Stdout, complaint.Edition2026(), s.say)
	}
	return complaintcli.Table(os.Stdout, complaint.Edition2026(), s.say)
}
