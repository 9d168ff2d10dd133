// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	"os"
	"strings"
	"testing"

	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web/component"
)

func TestFunnel(t *testing.T) {
	ui := &component.UI{Printer: texttest.Catalogue(t, os.DirFS("../..")).Printer(text.NL)}
	some := text.Data("iets")
	p := FunnelPlot{
		ID: "f", Title: some, About: some, Across: text.Data("aantal klachten"), Up: some, Target: some, Inner: some, Outer: some,
		Marks: [3]text.Text{some, some, some}, Unit: Share, Low: 0.6, High: 0.62,
		Points: []Point{{Number: 1, N: 40, Low: 0.6, High: 0.7}, {Number: 2, N: 100, Low: 0.2, High: 0.3, Mark: Triangle}},
		Limits: []Limit{{30, 0.3, 0.4, 0.8, 0.9}, {60, 0.4, 0.45, 0.75, 0.8}, {100, 0.45, 0.5, 0.7, 0.75}},
		Table:  component.Table{Caption: text.Data("tabel"), Columns: []component.Column{{Label: text.Data("groep")}}},
	}
	var b strings.Builder
	if err := Funnel(ui, p).Render(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for class, want := range map[string]int{ // with one of each in the legend
		"baken-funnel__mark--0": 2, "baken-funnel__mark--1": 1, "baken-funnel__mark--2": 2,
		"baken-funnel__inner": 5, "baken-funnel__outer": 5, "baken-funnel__target": 3, "baken-funnel__number": 2,
	} {
		if n := strings.Count(got, class+`"`); n != want {
			t.Errorf("%d of %s, want %d", n, class, want)
		}
	}
	if strings.Contains(got, "style=") || strings.Contains(got, "NaN") {
		t.Errorf("a style, or what is no number, stands in the page: %s", got)
	}
}

// A share that is higher stands higher, and one of more stands further right.
func TestFunnelPlaces(t *testing.T) {
	f := FunnelPlot{Low: 0.5, High: 0.5, Points: []Point{{N: 80, Low: 0.1, High: 0.9}}}.field()
	if !(f.y.place(0.9) < f.y.place(0.5) && f.y.place(0.5) < f.y.place(0.1) && f.x.place(40) < f.x.place(80)) {
		t.Errorf("0.9, 0.5 and 0.1 stand at %v, %v and %v", f.y.place(0.9), f.y.place(0.5), f.y.place(0.1))
	}
}
