// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// joint is one way in which groups and event go together in a cell of whole
// people: how many of group and reference have the event.
type joint struct{ group, reference int64 }

// joints lists all ways: of n people, y have the event, a are of the group, b of
// the reference and the rest of a third group.
func joints(n, y, a, b int64) []joint {
	var out []joint
	for g := int64(0); g <= min(a, y); g++ {
		for r := int64(0); r <= min(b, y-g); r++ {
			if y-g-r <= n-a-b {
				out = append(out, joint{g, r})
			}
		}
	}
	return out
}

func TestProxyBoundsAgainstAllTables(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var cells []ProxyCell
		ways := []joint{{}}
		var a, b int64
		for range rapid.IntRange(1, 3).Draw(r, "cells") {
			n := rapid.Int64Range(0, 7).Draw(r, "people")
			y := rapid.Int64Range(0, n).Draw(r, "events")
			g := rapid.Int64Range(0, n).Draw(r, "group")
			ref := rapid.Int64Range(0, n-g).Draw(r, "reference")
			cells = append(cells, ProxyCell{Outcome: of(t, y, n), Group: of(t, g, n), Reference: of(t, ref, n)})
			a, b = a+g, b+ref
			var next []joint
			for _, so := range ways {
				for _, j := range joints(n, y, g, ref) {
					next = append(next, joint{so.group + j.group, so.reference + j.reference})
				}
			}
			ways = next
		}
		got, err := BoundByProxy(cells)
		must(t, got, err)
		if a == 0 || b == 0 {
			if got.Difference.Low.Gap() != EmptyGroup || got.Determined != Incomparable {
				r.Fatalf("a group with nobody: got %+v", got)
			}
			return
		}
		want := newSeen()
		lowG, highG, lowR, highR := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
		for _, j := range ways {
			x, y := float64(j.group)/float64(a), float64(j.reference)/float64(b)
			lowG, highG, lowR, highR = min(lowG, x), max(highG, x), min(lowR, y), max(highR, y)
			want.low, want.high = min(want.low, x-y), max(want.high, x-y)
		}
		for _, x := range []struct {
			what      string
			got       Range
			low, high float64
		}{
			{"group", got.Group, lowG, highG},
			{"reference", got.Reference, lowR, highR},
			{"difference", got.Difference, want.low, want.high},
		} {
			if abs(number(t, x.got.Low)-x.low) > 1e-12 || abs(number(t, x.got.High)-x.high) > 1e-12 || x.got.Outer {
				r.Fatalf("%s of %v: got %s to %s, all tables %g to %g", x.what, cells, x.got.Low, x.got.High, x.low, x.high)
			}
		}
	})
}

// The range for rounded counts holds that of all true counts.
func TestProxyBoundsUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cells := []ProxyCell{{}, {}}
		for i := range cells {
			cells[i] = ProxyCell{
				Outcome:   published(8, 1).Draw(r, "outcome"),
				Group:     published(6, 1).Draw(r, "group"),
				Reference: Count{others: 1},
			}
		}
		got, err := BoundByProxy(cells)
		must(t, got, err)
		for _, c := range cells {
			if c.Outcome.Total() == 0 || c.Group.Total() == 0 || got.Group.Low.Gap() != "" {
				return // a cell left out, or nobody in the group
			}
		}
		want := span{math.Inf(1), math.Inf(-1)}
		each(cells[0], func(one ProxyCell) {
			each(cells[1], func(two ProxyCell) {
				truth, err := BoundByProxy([]ProxyCell{one, two})
				must(t, truth, err)
				if truth.Group.Low.Gap() != "" {
					return
				}
				want.low = min(want.low, number(t, truth.Group.Low))
				want.high = max(want.high, number(t, truth.Group.High))
			})
		})
		low, high := number(t, got.Group.Low), number(t, got.Group.High)
		if low > want.low+1e-12 || high < want.high-1e-12 {
			r.Fatalf("got %g to %g, true counts reach %g to %g", low, high, want.low, want.high)
		}
	})
}

// each visits the true cells behind a published one.
func each(c ProxyCell, visit func(ProxyCell)) {
	for _, o := range truths(c.Outcome) {
		for _, g := range truths(c.Group) {
			if o.Total() > 0 && g.Total() > 0 {
				visit(ProxyCell{Outcome: o, Group: g, Reference: c.Reference})
			}
		}
	}
}

func TestProxyBoundsByHand(t *testing.T) {
	// Two postal codes of 100: in the first 90 are of the group and 40 had the
	// event; in the second 10 are and 20 had. The group had between 30+0 and 40+10
	// of its 100, the reference between 0+10 and 10+20 of its 100.
	got, err := BoundByProxy([]ProxyCell{
		{"1", of(t, 40, 100), of(t, 90, 100), of(t, 10, 100)},
		{"2", of(t, 20, 100), of(t, 10, 100), of(t, 90, 100)},
	})
	must(t, got, err)
	for _, x := range []struct {
		what string
		got  Value
		want float64
	}{
		{"group, low", got.Group.Low, 0.3},
		{"group, high", got.Group.High, 0.5},
		{"reference, low", got.Reference.Low, 0.1},
		{"reference, high", got.Reference.High, 0.3},
	} {
		near(t, x.what, x.got, x.want, 1e-12)
	}
	if got.Determined != Undetermined { // from 0 to 0.4
		t.Errorf("determined: got %s (%s to %s)", got.Determined, got.Difference.Low, got.Difference.High)
	}
	// One postal code, 40±5 events of 100: the group of 90 had from 35−10 to 45.
	outcome, err := of(t, 40, 100).Within(5, 0)
	must(t, outcome, err)
	got, err = BoundByProxy([]ProxyCell{{"1", outcome, of(t, 90, 100), of(t, 10, 100)}})
	must(t, got, err)
	near(t, "rounded, low", got.Group.Low, 25.0/90, 1e-12)
	near(t, "rounded, high", got.Group.High, 45.0/90, 1e-12)
	if !got.Group.Outer {
		t.Error("with rounded counts the range must be labelled outer")
	}
	for _, bad := range [][]ProxyCell{nil, {{"x", of(t, 1, 2), of(t, 2, 3), of(t, 2, 3)}}} {
		if _, err := BoundByProxy(bad); !errors.Is(err, ErrProxy) {
			t.Errorf("%v: got %v", bad, err)
		}
	}
}

// Two postal codes: 40 of 100, all of the group, and from 0 to 9 people of whom half are,
// with any outcome. The group's rate is lowest when there are 9 and nobody of them had the
// event, 40 of 104.5, and highest when all had: 44.5 of 104.5.
func TestProxyBoundsOfAnUnknownOutcome(t *testing.T) {
	outcome, err := of(t, 2, 4).Within(7, 5)
	must(t, outcome, err)
	got, err := BoundByProxy([]ProxyCell{
		{"1", of(t, 40, 100), of(t, 100, 100), of(t, 0, 100)},
		{"2", outcome, of(t, 1, 2), of(t, 1, 2)},
	})
	must(t, got, err)
	near(t, "lowest", got.Group.Low, 40/104.5, 1e-12)
	near(t, "highest", got.Group.High, 44.5/104.5, 1e-12)
}
