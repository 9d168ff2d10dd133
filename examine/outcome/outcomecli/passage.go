// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"baken/base/disclose"
	"baken/internal/text"
)

// passage is a part of the report, before it is a page or a text document: a heading and
// what stands below it, or a table with all that belongs to it.
type passage struct {
	title text.Text
	page  bool // it begins a page of its own on paper
	parts []part
	table *disclose.Table
}

// part is what stands below a heading: what is not empty of it, in this order.
type part struct {
	title text.Text // of a smaller heading
	said  text.Text
	list  []text.Text
	terms []term
}

// term is a name and what it says.
type term struct {
	name  text.Text
	value text.Text
	code  bool // it is to be copied exactly
}

func say(k text.Key) part { return part{said: k} }

// passages is the report in the order in which it is read: what was asked and what came of
// it on the first page, then what that does and doesn't show, how figures are read, the
// figures, and how they were made.
func (o Outcome) passages() []passage {
	out := []passage{o.question(), o.short(), o.meaning(), reading()}
	for i := range o.Result.Tables {
		t := o.Result.Tables[i]
		out = append(out, passage{table: &t, page: i == 0})
	}
	return append(out, o.made())
}
