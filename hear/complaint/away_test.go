// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"errors"
	"slices"
	"testing"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

func TestAway(t *testing.T) {
	h := house(t)
	today := h.Service.Today()
	period := func(from, until int) complaint.Away {
		return complaint.Away{Person: complainttest.Sol, From: today.AddDays(from), Until: today.AddDays(until)} // whom it says doesn't matter
	}
	for _, tc := range []struct {
		rule string
		as   org.Actor
		all  []complaint.Away
		want error
	}{
		{"some days", h.Actor(t, complainttest.Sam), []complaint.Away{period(30, 40), period(-3, 2), period(-9, -1)}, nil},
		{"by nobody", org.Public(), nil, org.ErrNotFound},
		{"back before he went", h.Actor(t, complainttest.Sam), []complaint.Away{period(2, 1)}, complaint.ErrAway},
		{"for ever", h.Actor(t, complainttest.Sam), []complaint.Away{period(0, 40_000)}, complaint.ErrAway},
		{"from no day", h.Actor(t, complainttest.Sam), []complaint.Away{{Until: today}}, complaint.ErrAway},
		{"each day anew", h.Actor(t, complainttest.Sam), make([]complaint.Away, 41), complaint.ErrAway},
	} {
		if err := h.Service.SetAway(t.Context(), tc.as, tc.all); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
	mine := func(from, until int) complaint.Away {
		a := period(from, until)
		a.Person = complainttest.Sam
		return a
	}
	got, err := h.Service.WhoAway(t.Context(), h.Actor(t, complainttest.Sol), []org.PersonID{complainttest.Sam})
	if want := []complaint.Away{mine(-3, 2), mine(30, 40)}; !slices.Equal(got, want) || err != nil {
		t.Errorf("got %v %v, want %v", got, err, want)
	}
	if got, err := h.Service.WhoAway(t.Context(), h.Actor(t, complainttest.Sol), nil); len(got) > 0 || err != nil {
		t.Errorf("of nobody: %v %v", got, err)
	}
	if _, err := h.Service.WhoAway(t.Context(), org.Public(), []org.PersonID{complainttest.Sam}); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("to a stranger: %v", err)
	}
}
