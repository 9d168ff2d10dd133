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
	"baken/internal/text"
)

// Table writes the procedure as a table with a line for each step, its fields
// apart by tabs: the step, who takes it, from where, to where, what has to have
// happened, what is written, who is told, and where it stands in law; and after
// it, for each document, who reads it.
func Table(w io.Writer, p complaint.Procedure, say *text.Printer) error {
	var b strings.Builder
	head := []string{"step", "by", "from", "to", "first", "writes", "tells", "law"}
	for i, h := range head {
		head[i] = text.Key("complaint.column." + h).In(say)
	}
	fmt.Fprintln(&b, strings.Join(head, "\t"))
	for _, r := range p.Rules {
		to := r.To
		if to == "" && len(r.From) > 0 {
			to = "stays"
		}
		first := strings.Join(names(say, append(r.Needs, r.NeedsOne...)), ", ")
		if r.Committee != complaint.Either {
			first = strings.Trim(first+", "+text.Key("complaint.advice."+string(r.Committee)).In(say), ", ")
		}
		document := ""
		if r.Writes != complaint.NoDocument {
			document = text.Key(r.Writes.Key()).In(say)
		}
		stays := text.Key("complaint.state." + string(to)).In(say)
		law := strings.Join(r.Articles, ", ")
		if law == "" {
			law = text.Key("complaint.page.house").In(say)
		}
		fmt.Fprintln(&b, strings.Join([]string{
			text.Key(r.Step.Key()).In(say), strings.Join(names(say, r.By), ", "), strings.Join(names(say, r.From), ", "), stays,
			first, document, strings.Join(names(say, append(append([]complaint.Party{}, r.Tells...), r.Knowing...)), ", "), law,
		}, "\t"))
	}
	fmt.Fprintf(&b, "\n%s\t%s\n", text.Key("complaint.column.writes").In(say), text.Key("complaint.page.sights").In(say))
	for _, s := range p.Sights {
		fmt.Fprintf(&b, "%s\t%s\n", text.Key(s.Document.Key()).In(say), strings.Join(names(say, s.Readers), ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func names[K interface{ Key() string }](say *text.Printer, all []K) []string {
	out := make([]string, len(all))
	for i, k := range all {
		out[i] = text.Key(k.Key()).In(say)
	}
	return out
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
