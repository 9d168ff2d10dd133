// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure_test

import (
	"testing"

	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/figure"
)

// both says a text in Dutch and in English.
func both(t *testing.T, say text.Text) (nl, en string) {
	t.Helper()
	c, err := text.Load(web.Text, figure.Text)
	if err != nil {
		t.Fatal(err)
	}
	nl, en = say.In(c.Printer(text.NL)), say.In(c.Printer(text.EN))
	if missed := c.Missed(); len(missed) > 0 {
		t.Errorf("texts that don't exist: %q", missed)
	}
	return nl, en
}

func upTo(high float64) *disclose.Bounds { return &disclose.Bounds{High: &high} }

func rounded(x float64, digits int) disclose.Figure {
	return disclose.Figure{Kind: disclose.Rounded, Value: x, Digits: digits}
}

func between(low, high float64, digits int) disclose.Figure {
	return disclose.Figure{Kind: disclose.Band, Digits: digits, Range: disclose.Between(low, high)}
}

func TestWords(t *testing.T) {
	none := disclose.Figure{Kind: disclose.Undefined}
	small := disclose.Figure{Kind: disclose.Withheld, Reason: "disclose.reason.small"}
	empty := disclose.Figure{Kind: disclose.Undefined, Reason: "disclose.reason.empty"}
	published := disclose.Figure{Kind: disclose.Published, Value: 0.589, Digits: 3}
	derived := disclose.Figure{Kind: disclose.Derived, Value: 1234.5, Digits: 2}
	tests := []struct {
		rule   string
		f      disclose.Figure
		u      disclose.Unit
		nl, en string
	}{
		{"people", rounded(178_200, 0), disclose.People, "178.200", "178,200"},
		{"a percentage", rounded(12.5, 1), disclose.Percent, "12,5%", "12.5%"},
		{"as it was published", published, disclose.Percent, "0,589%", "0.589%"},
		{"as many decimals as it has", rounded(2, 2), disclose.Percent, "2,00%", "2.00%"},
		{"a ratio", derived, disclose.Ratio, "1.234,50", "1,234.50"},
		{"a p-value", disclose.Figure{Kind: disclose.Derived, Value: 0.031, Digits: 3}, disclose.PValue, "0,031", "0.031"},
		{"more than the reference", disclose.Figure{Kind: disclose.Derived, Value: 3.08, Digits: 2}, disclose.Points, "+3,08 procentpunt", "+3.08 points"},
		{"less than the reference", disclose.Figure{Kind: disclose.Derived, Value: -3.08, Digits: 2}, disclose.Points, "−3,08 procentpunt", "−3.08 points"},
		{"no difference has no sign", disclose.Figure{Kind: disclose.Derived, Digits: 2}, disclose.Points, "0,00 procentpunt", "0.00 points"},
		{"a band from nought", between(0, 2, 0), disclose.Percent, "minder dan 2%", "less than 2%"},
		{"a band to a hundred", between(97.5, 100, 1), disclose.Percent, "meer dan 97,5%", "more than 97.5%"},
		{"a band between", between(20, 22.5, 1), disclose.Percent, "tussen 20% en 22,5%", "between 20% and 22.5%"},
		{"withheld says why", small, disclose.Percent, "groep te klein om te tonen", "group too small to print"},
		{"undefined says why", empty, disclose.Ratio, "niemand in deze groep", "nobody in this group"},
		{"undefined without a reason", none, disclose.Ratio, "–", "–"},
	}
	for _, tt := range tests {
		nl, en := both(t, figure.Words(tt.f, tt.u))
		if nl != tt.nl || en != tt.en {
			t.Errorf("%s: %q and %q, want %q and %q", tt.rule, nl, en, tt.nl, tt.en)
		}
	}
	if nl, _ := both(t, figure.Value(small, disclose.Percent)); nl != "–" {
		t.Errorf("what is withheld has the value %q", nl)
	}
	if figure.Reason(published) != nil {
		t.Error("a printed figure has a reason not to be")
	}
}

// with gives the figure an interval and what rounding leaves open.
func with(f disclose.Figure, interval, open *disclose.Bounds) disclose.Figure {
	f.Interval, f.Range = interval, open
	return f
}

func TestInterval(t *testing.T) {
	share := rounded(3.667, 3)
	difference := disclose.Figure{Kind: disclose.Derived, Value: 0.18, Digits: 2}
	tests := []struct {
		rule   string
		f      disclose.Figure
		u      disclose.Unit
		nl, en string
	}{
		{"none", share, disclose.Percent, "–", "–"},
		{"of a share", with(share, disclose.Between(3.5119, 3.8274), nil), disclose.Percent, "3,512% tot 3,827%", "3.512% to 3.827%"},
		{"at least two decimals", with(rounded(42, 0), disclose.Between(33.2383, 50.6119), nil), disclose.Percent, "33,24% tot 50,61%", "33.24% to 50.61%"},
		{"over nought", with(difference, disclose.Between(-0.05, 0.33), nil), disclose.Points, "−0,05 tot +0,33", "−0.05 to +0.33"},
		{"open above", with(share, disclose.From(3.5), nil), disclose.Ratio, "minstens 3,500", "at least 3.500"},
		{"open below", with(share, upTo(3.5), nil), disclose.Ratio, "hoogstens 3,500", "at most 3.500"},
		{"open on both sides", with(share, &disclose.Bounds{}, nil), disclose.Ratio, "–", "–"},
	}
	for _, tt := range tests {
		nl, en := both(t, figure.Interval(tt.f, tt.u))
		if nl != tt.nl || en != tt.en {
			t.Errorf("%s: %q and %q, want %q and %q", tt.rule, nl, en, tt.nl, tt.en)
		}
	}
}

func TestRange(t *testing.T) {
	outer := with(disclose.Figure{Kind: disclose.Derived, Value: 3.98, Digits: 2}, nil, disclose.Between(3.7937, 4.1833))
	outer.Outer = true
	tests := []struct {
		rule   string
		f      disclose.Figure
		u      disclose.Unit
		nl, en string
	}{
		{"none", rounded(12, 0), disclose.Percent, "–", "–"},
		{"rounding lies half a step away", with(rounded(12.3, 1), nil, disclose.Between(12.25, 12.35)), disclose.Percent, "12,25% tot 12,35%", "12.25% to 12.35%"},
		{"of hundredths too", with(rounded(12.34, 2), nil, disclose.Between(12.335, 12.345)), disclose.Percent, "12,335% tot 12,345%", "12.335% to 12.345%"},
		{"people", with(rounded(790, 0), nil, disclose.Between(780, 800)), disclose.People, "780 tot 800", "780 to 800"},
		{"a single value leaves nothing open", with(rounded(790, 0), nil, disclose.Between(790, 790)), disclose.People, "–", "–"},
		{"an outer bound says so", outer, disclose.Ratio, "3,79 tot 4,18 (op zijn ruimst)", "3.79 to 4.18 (at the widest)"},
		{"a band is a range itself", between(20, 25, 0), disclose.Percent, "–", "–"},
	}
	for _, tt := range tests {
		nl, en := both(t, figure.Range(tt.f, tt.u))
		if nl != tt.nl || en != tt.en {
			t.Errorf("%s: %q and %q, want %q and %q", tt.rule, nl, en, tt.nl, tt.en)
		}
	}
}

func TestNote(t *testing.T) {
	n := disclose.Note{Key: "figure.by", Args: map[string]string{
		"title_nl": "Controle", "title_en": "Check", "by": "CBS <script>",
	}}
	nl, en := both(t, figure.Note(n))
	if nl != "Controle. CBS <script>" || en != "Check. CBS <script>" {
		t.Errorf("%q and %q", nl, en)
	}
}
