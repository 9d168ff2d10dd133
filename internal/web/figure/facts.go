// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"baken/base/disclose"
	"baken/internal/text"
)

// fact is something to know of a table beside its figures.
type fact struct {
	name text.Key
	said text.Text
}

// facts says how a table was made and where it comes from.
func facts(t disclose.Table) []fact {
	out := []fact{
		{"figure.method", text.Key(t.Spec().Method)},
		{"figure.n", text.Number(int(t.N()))},
		{"figure.rules", rules(t)},
	}
	if n := t.Release(); n > 0 {
		out = append(out, fact{"figure.release", text.Number(n)})
	}
	if by := t.Signer(); by != "" {
		out = append(out, fact{"figure.signer", text.Data(by)})
	}
	out = append(out, fact{"figure.hash", text.Data(t.Hash())})
	if from, ok := t.Source(); ok {
		out = append(out, fact{"figure.source", text.With("figure.by", "title", Label(from.Title), "by", Label(from.By))})
	}
	return out
}

func rules(t disclose.Table) text.Text {
	r, ok := t.Rules()
	if !ok {
		return text.Key("figure.rules_public")
	}
	return text.With("figure.rules_protected",
		"base", int(r.Base), "intersection", int(r.Intersection), "round", int(r.RoundBaseTo), "possible", int(r.Possibilities))
}
