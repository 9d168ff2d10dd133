// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"
	"strings"
	"testing"
)

// Four groups of which 10% is selected and one of 20%: the one is first in every replicate,
// the others may each have any place after it, and lie at their common share.
func TestManyGroups(t *testing.T) {
	var values strings.Builder
	values.WriteString("values: [{code: a, label: {nl: A, en: A}}")
	counts := Counts{}
	for i, code := range []string{"a", "b", "c", "d", "e"} {
		if i > 0 {
			values.WriteString(", {code: " + code + ", label: {nl: " + strings.ToUpper(code) + ", en: " + strings.ToUpper(code) + "}}")
		}
		yes := int64(1000)
		if code == "c" {
			yes = 2000
		}
		counts.Selection = append(counts.Selection, Count{Group: code, Yes: yes, No: 10_000 - yes})
		counts.Finding = append(counts.Finding, Count{Group: code})
	}
	p := parsed(t, strings.Replace(small, "values: [{code: a, label: {nl: A, en: A}}, {code: b, label: {nl: B, en: B}}]", values.String()+"]", 1))
	r, err := p.Examine(t.Context(), counts, level(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range []string{"A", "B", "C", "D", "E"} {
		row := rowOf(t, r, ManyTable, group, "")
		low, high, drawn := 2.0, 5.0, 10.0
		if group == "C" {
			low, high, drawn = 1, 1, 20
		}
		within := row["place"].Interval
		if within == nil || *within.Low != low || *within.High != high {
			t.Errorf("%s: its place is within %+v, want %v to %v", group, within, low, high)
		}
		if f := row["drawn"]; math.Abs(f.Value-drawn) > 0.1 || f.Interval == nil || *f.Interval.Low > drawn || *f.Interval.High < drawn {
			t.Errorf("%s: %+v, want about %v", group, f, drawn)
		}
	}
	three := counts
	three.Selection, three.Finding = counts.Selection[:3], counts.Finding[:3]
	p.Group.Values = p.Group.Values[:3]
	few, err := p.Examine(t.Context(), three, level(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := few.Table(ManyTable); ok {
		t.Error("three groups are called many")
	}
}
