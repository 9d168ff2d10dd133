// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"testing"

	"baken/base/disclose"
)

// What was signed of the control of student grants is what a risk analysis gets: both parts
// of each verdict, with what stands beside them and what they don't show.
func TestWeighed(t *testing.T) {
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	r := grants(t, "2014", published(t))
	head := disclose.Header{
		Organisation: "00000001003214345000", Title: both("t"), ShowsNot: both("n"), Plan: "p",
		Deviations: []disclose.Note{{Key: "outcome.deviation.gone", Args: map[string]string{"field": "f", "before": "b"}}},
	}
	raw, err := disclose.Sign(head, r.Tables, secret)
	if err != nil {
		t.Fatal(err)
	}
	e, err := Weighed(raw, public)
	if err != nil {
		t.Fatal(err)
	}
	if e.Signer != "agency.example" || len(e.Bundle) != 64 || len(e.Deviations) != 1 || len(e.Notes) == 0 || e.ShowsNot != both("n") {
		t.Errorf("%+v", e)
	}
	table, _ := r.Table(VerdictTable)
	if len(e.Conclusions) != len(table.Rows()) {
		t.Fatalf("%d conclusions of %d", len(e.Conclusions), len(table.Rows()))
	}
	for _, c := range e.Conclusions {
		if c.Decision.EN == "Selected for a home visit" && c.Group.EN == "Outside Europe" {
			if c.Effect.Reason != "outcome.effect.disparity-higher" || c.Robust.Reason != "outcome.robust.inconclusive" || c.Difference.Value < 3 || c.Difference.Value > 3.2 {
				t.Errorf("%+v", c)
			}
			return
		}
	}
	t.Errorf("no conclusion about the selection: %+v", e.Conclusions)
}

func TestNoVerdictIsNoEvidence(t *testing.T) {
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := disclose.Sign(disclose.Header{}, nil, secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Weighed(raw, public); !errors.Is(err, ErrNoVerdict) {
		t.Errorf("a bundle without a verdict: %v", err)
	}
	if _, err := Weighed(append(raw, ' '), public); err == nil {
		t.Error("a bundle that was changed is taken")
	}
}
