// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/report"
)

// overdue shows who answers for organisations what waits too long there: in
// reports, and in formal complaints that the committee handles.
type overdue struct {
	reports    *report.Service
	complaints *complaint.Service
	orgs       *org.Service
}

// Overdue implements reportdesk.Late.
func (o overdue) Overdue(ctx context.Context, as org.Actor) ([]report.Overdue, error) {
	all, err := o.reports.Overdue(ctx, as)
	if err != nil {
		return nil, err
	}
	late, err := o.complaints.Overdue(ctx, as)
	if err != nil {
		return nil, err
	}
	tree, err := o.orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range late {
		one := report.Overdue{Org: l.Org, Regime: report.RegimeComplaint, Days: civil.Days(l.Days)}
		if found, ok := tree.Find(l.Org); ok {
			one.Name = found.Name(tree.On())
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b report.Overdue) int { return int(b.Days - a.Days) })
	return all, nil
}
