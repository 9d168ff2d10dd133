// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	"math"
	"os"
	"strings"
	"testing"

	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web/component"
)

func TestLinearTicks(t *testing.T) {
	p := texttest.Catalogue(t, os.DirFS("../..")).Printer(text.NL)
	tests := []struct {
		high float64
		unit Unit
		want string
	}{
		{0.252, Share, "0% 10% 20% 30%"},
		{0.03667, Share, "0% 1% 2% 3% 4%"},
		{0.0072, Share, "0,0% 0,2% 0,4% 0,6% 0,8%"},
		{1, Share, "0% 50% 100%"},
		{1234, Amount, "0 500 1.000 1.500"},
		{0, Amount, "0,0 0,5 1,0"},
	}
	for _, tt := range tests {
		s := linear(0, tt.high, 0, tt.unit)
		var got []string
		for _, x := range s.ticks {
			got = append(got, s.tick(x).In(p))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("up to %v: ticks %v, want %s", tt.high, got, tt.want)
		}
		if at := s.place(tt.high); at < 0 || at > 100 {
			t.Errorf("%v stands at %v%%", tt.high, at)
		}
	}
}

func TestRatiosAreEvenOnTheirScale(t *testing.T) {
	s := logarithmic(0.3, 3)
	if d, e := s.place(1)-s.place(0.5), s.place(2)-s.place(1); math.Abs(d-e) > 1e-9 {
		t.Errorf("half is %v away from one, and twice %v", d, e)
	}
	tests := []struct{ low, high, first, last float64 }{
		{0.3, 3, 0.25, 4},
		{2, 6.22, 1, 8},
		{0.4, 0.9, 0.25, 1},
		{1, 1, 0.5, 2},
		{0.001, 900, 0.001, 1000},
		{0, 4, 0.125, 4},
	}
	for _, tt := range tests {
		s := logarithmic(tt.low, tt.high)
		first, last := s.ticks[0], s.ticks[len(s.ticks)-1]
		if math.Abs(first/tt.first-1) > 1e-9 || math.Abs(last/tt.last-1) > 1e-9 {
			t.Errorf("%v to %v: scale from %v to %v, want %v to %v", tt.low, tt.high, first, last, tt.first, tt.last)
		}
	}
}

func TestWhatIsMissingIsNotDrawn(t *testing.T) {
	ui := &component.UI{Printer: texttest.Catalogue(t, os.DirFS("../..")).Printer(text.NL)}
	p := Plot{
		ID: "p", Title: text.Data("titel"), About: text.Data("vorm"), Axis: text.Data("as"),
		Rows: []Row{
			{Label: text.Data("A"), Value: 0.2, Shown: text.Percent(0.2, 0)},
			{Label: text.Data("B"), Value: 99, Missing: text.Data("te weinig")},
		},
		Table: component.Table{Caption: text.Data("tabel"), Columns: []component.Column{{Label: text.Data("groep")}}},
	}
	var b strings.Builder
	if err := Bars(ui, p, Share).Render(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if strings.Count(got, "baken-chart__bar\"") != 1 || strings.Count(got, "baken-chart__nothing") != 1 || !strings.Contains(got, "te weinig") {
		t.Errorf("want one bar and one reason: %s", got)
	}
	if strings.Contains(got, "style=") {
		t.Errorf("a style stands in the page: %s", got)
	}
	if !strings.Contains(got, `width="100%"`) {
		t.Errorf("the scale ends beyond its only bar: %s", got)
	}
}

// Of a figure of which limits alone are published the space between these is drawn, as an
// open bar, and nothing at what it might be.
func TestBands(t *testing.T) {
	ui := &component.UI{Printer: texttest.Catalogue(t, os.DirFS("../..")).Printer(text.NL)}
	p := Plot{
		ID: "p", Title: text.Data("titel"), About: text.Data("vorm"), Axis: text.Data("as"), Bands: text.Data("grenzen"),
		Rows: []Row{
			{Label: text.Data("A"), Value: 0.07, Shown: text.Data("tussen 5% en 10%"), Band: &Interval{0.05, 0.1}},
			{Label: text.Data("B"), Shown: text.Data("minder dan 20%"), Band: &Interval{0, 0.2}, Reference: true},
		},
		Table: component.Table{Caption: text.Data("tabel"), Columns: []component.Column{{Label: text.Data("groep")}}},
	}
	var b strings.Builder
	if err := Bars(ui, p, Share).Render(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for want, n := range map[string]int{
		`class="baken-chart__band" x="25%" y="25%" width="25%"`:           1, // of a scale to 20%
		`class="baken-chart__band-reference" x="0%" y="25%" width="100%"`: 1,
		`class="baken-chart__band"`:                                       2, // and the legend
		`class="baken-chart__bar"`:                                        0,
		"tussen 5% en 10%":                                                1,
		"grenzen":                                                         1,
		`aria-details="p-table"`:                                          1,
		`id="p-table"`:                                                    1,
	} {
		if found := strings.Count(got, want); found != n {
			t.Errorf("%d of %s, want %d:\n%s", found, want, n, got)
		}
	}
}

func TestEndlessIntervalsStayOnTheChart(t *testing.T) {
	rows := []Row{{Value: 2, Interval: &Interval{Low: 0.5, High: math.Inf(1)}}}
	low, high := bounds(rows)
	s := logarithmic(low, high)
	if got := s.place(math.Inf(1)); got != 100 {
		t.Errorf("without bound stands at %v, want 100", got)
	}
	if got := s.place(0); got != 0 {
		t.Errorf("nought stands at %v, want 0", got)
	}
}
