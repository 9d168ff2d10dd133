// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"math"
	"slices"
	"strings"

	"baken/base/disclose"
	"baken/hear/complaint"
)

// rates makes of a table of numbers of people and of a share of them a table as a reader
// has it: by its labels, and by to whom it happened. Where strata are together everybody,
// what isn't printed is what is left of them.
func rates(t disclose.Table, population string) disclose.PublicTable {
	spec, rows := t.Spec(), t.Rows()
	out := disclose.PublicTable{Population: population}
	for k, head := range spec.Heads {
		var codes []string
		for _, row := range rows {
			if code := plain(row.Labels[k].EN); !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		out.By = append(out.By, disclose.Flat(plain(head.EN), codes...))
	}
	out.By = append(out.By, happened("happened"))
	for _, row := range rows {
		var at []string
		for _, l := range row.Labels {
			at = append(at, plain(l.EN))
		}
		out.Cells = append(out.Cells, rate(at, row.Figures)...)
	}
	return out
}

// funnel does so with a measure of organisations: those of which nothing is printed are
// together one more.
func funnel(f complaint.Funnel) disclose.PublicTable {
	var codes []string
	rows := f.Table.Rows()
	for _, row := range rows {
		if !row.Reference {
			codes = append(codes, plain(row.Labels[1].EN))
		}
	}
	out := disclose.PublicTable{Population: "complaints", By: []disclose.Hierarchy{disclose.Flat("organisation", append(codes, others)...), happened(string(f.Measure))}}
	if f.Measure.Counted() { // of those that were judged, not of all that ended
		out.Population = string(f.Measure)
	}
	for _, row := range rows {
		at := plain(row.Labels[1].EN)
		if row.Reference {
			at = ""
		}
		out.Cells = append(out.Cells, rate([]string{at}, row.Figures)...)
	}
	withheld := disclose.Figure{Kind: disclose.Withheld}
	out.Cells = append(out.Cells, rate([]string{others}, []disclose.Figure{withheld, withheld})...)
	return out
}

const others = "all others"

// happened divides people by whether it happened to them. Its last category has the same
// people as "yes": a count that nobody prints, so that the attack says what is known of it
// also where a band of it is printed.
func happened(name string) disclose.Hierarchy {
	h := disclose.Flat(name, "yes", "no")
	h.Categories = append(h.Categories, disclose.Category{Code: "just these", Part: 1})
	return h
}

// rate gives the counts of a row: people, and those to whom it happened.
func rate(at []string, figures []disclose.Figure) []disclose.PublicCount {
	to := func(code string) disclose.PublicCount {
		return disclose.PublicCount{At: append(slices.Clone(at), code), Withheld: true}
	}
	all, yes := to(""), to("yes")
	if base, share := figures[0], figures[1]; base.HasValue() {
		s := around(base)
		all = between(all.At, float64(s.Low), float64(s.High))
		if r := share.Range; r != nil && share.Kind != disclose.Withheld {
			yes = between(yes.At, *r.Low/100*float64(s.Low), *r.High/100*float64(s.High))
		} else if share.HasValue() {
			half := math.Pow10(-share.Digits) / 2
			yes = between(yes.At, (share.Value-half)/100*float64(s.Low), (share.Value+half)/100*float64(s.High))
		}
	}
	return []disclose.PublicCount{all, yes, to("no"), to("just these")}
}

func between(at []string, low, high float64) disclose.PublicCount {
	from, to := int64(math.Ceil(max(0, low))), int64(math.Floor(high))
	half := (to - from + 1) / 2
	return disclose.PublicCount{At: at, N: from + half, Margin: half}
}

// plain leaves out what a code can't hold.
func plain(s string) string { return strings.NewReplacer("=", " ", ",", " ", "\n", " ").Replace(s) }
