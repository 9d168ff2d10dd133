// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintcli prints the procedure of complaints: as a table that can
// be read, and as a diagram for Graphviz.
package complaintcli

import (
	"fmt"
	"io"
	"strings"

	"baken/hear/complaint"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text"
)

// Table writes the procedure as a table with a line for each step, its fields
// apart by tabs: the step, who takes it, from where, to where, what has to have
// happened, what is written, who is told, and where it stands in law. After it
// come the grounds that the law names, and for each document who reads it.
func Table(w io.Writer, p complaint.Procedure, say *text.Printer) error {
	var b strings.Builder
	head := []string{"step", "by", "from", "to", "first", "writes", "tells", "law"}
	for i, h := range head {
		head[i] = text.Key("complaint.column." + h).In(say)
	}
	fmt.Fprintln(&b, strings.Join(head, "\t"))
	for _, r := range p.Rules {
		to := r.To
		if to == "" {
			to = "stays"
		}
		told := complaintweb.Tell(r)
		line := []text.Text{
			text.Key(r.Step.Key()), complaintweb.List(r.By), complaintweb.List(r.From), text.Key("complaint.state." + string(to)),
			told.First, told.Writes, told.Tells, told.Law,
		}
		fields := make([]string, len(line))
		for i, t := range line {
			fields[i] = t.In(say)
		}
		fmt.Fprintln(&b, strings.Join(fields, "\t"))
	}
	for _, step := range []complaint.StepName{complaint.Decline, complaint.Waive} {
		rule, _ := p.Find(step)
		fmt.Fprintf(&b, "\n%s\t%s\n", text.Key("complaint.page.grounds."+string(step)).In(say), text.Key("complaint.column.law").In(say))
		for _, ground := range rule.Grounds {
			fmt.Fprintf(&b, "%s\t%s\n", text.Key(ground.Key()).In(say), ground.Article)
		}
	}
	fmt.Fprintf(&b, "\n%s\t%s\n", text.Key("complaint.column.writes").In(say), text.Key("complaint.page.sights").In(say))
	for _, s := range p.Sights {
		fmt.Fprintf(&b, "%s\t%s\n", text.Key(s.Document.Key()).In(say), complaintweb.Sight(s).In(say))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Diagram writes the procedure in the language of Graphviz: its states, and the
// steps that lead from one to another.
func Diagram(w io.Writer, p complaint.Procedure, say *text.Printer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph complaint {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=sans];\n  edge [fontname=sans, fontsize=10];\n")
	for _, s := range complaint.States() {
		periphery := 1
		if s.Ended() {
			periphery = 2
		}
		fmt.Fprintf(&b, "  %q [label=%q, peripheries=%d];\n", s, text.Key(s.Key()).In(say), periphery)
	}
	for _, r := range p.Rules {
		for _, from := range r.From {
			if r.To == "" || r.To == from {
				continue
			}
			label := text.Key(r.Step.Key()).In(say)
			if len(r.Articles) > 0 {
				label += "\n" + r.Articles[0]
			}
			fmt.Fprintf(&b, "  %q -> %q [label=%q];\n", from, r.To, label)
		}
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}
