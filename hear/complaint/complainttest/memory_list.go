// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"cmp"
	"context"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
)

func head(k complaint.Kept, seat complaint.Seat) complaint.Head {
	return complaint.Head{
		ID: k.ID, Version: k.Version, Org: k.Org, State: k.State, Received: k.Received, Due: k.Due,
		Step: k.Next.Step, By: k.Next.By, Next: k.Next.Due.Date, At: seat.Org, As: seat.Party,
	}
}

func soonest(a, b complaint.Head) int {
	return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.ID, b.ID))
}

// List implements complaint.Store.
func (m *Memory) List(_ context.Context, _ org.Actor, q complaint.Query) (all []complaint.Head, err error) {
	for _, k := range m.all() {
		seat, sits := k.Of(q.Person)
		h := head(k, seat)
		below := q.After == complaint.Place{} || soonest(h, complaint.Head{ID: q.After.ID, Next: q.After.Next}) > 0
		sits = sits && (q.May == nil || q.May[seat.Party].Has(seat.Org))
		if sits && below && k.State.Ended() == (q.Ended == complaint.Over) && (q.Org == "" || q.Org == k.Org) && (q.Before.IsZero() || h.Next.Before(q.Before)) {
			all = append(all, h)
		}
	}
	slices.SortFunc(all, soonest)
	return all[:min(len(all), q.Limit)], nil
}

// Overview implements complaint.Store.
func (m *Memory) Overview(ctx context.Context, as org.Actor, q complaint.Query, today civil.Date) (all []complaint.Count, err error) {
	q.Limit, q.After = 1<<30, complaint.Place{}
	list, err := m.List(ctx, as, q)
	counts := map[org.ID]complaint.Count{}
	for _, h := range list {
		c := counts[h.Org]
		c.Org = h.Org
		c.Running++
		if h.Next.Before(today) {
			c.Overdue++
		}
		if h.Due.Before(today) {
			c.Late++
		}
		if h.State == complaint.Received || h.State == complaint.Incomplete {
			c.Received++
		}
		counts[h.Org] = c
	}
	for _, c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b complaint.Count) int { return cmp.Compare(a.Org, b.Org) })
	return all, err
}

// Waiting implements complaint.Store.
func (m *Memory) Waiting(_ context.Context, _ org.Actor, in org.Scope, before civil.Date) (all []complaint.Head, err error) {
	for _, k := range m.all() {
		if h := head(k, complaint.Seat{}); !k.State.Ended() && in.Has(k.Org) && h.Next.Before(before) {
			all = append(all, h)
		}
	}
	slices.SortFunc(all, soonest)
	return all, nil
}

// Unseated implements complaint.Store.
func (m *Memory) Unseated(_ context.Context, _ org.Actor, committee org.ID, who org.PersonID, most int) (all []complaint.ID, err error) {
	list := slices.DeleteFunc(m.all(), func(k complaint.Kept) bool { return k.Committee != committee || k.State.Ended() })
	slices.SortStableFunc(list, func(a, b complaint.Kept) int { return a.Received.Compare(b.Received) })
	for i, k := range list {
		ever := slices.Contains(k.Barred, who) || slices.ContainsFunc(k.Seats, func(s complaint.Seat) bool { return s.Person == who })
		if ever && i == 0 {
			return nil, nil
		}
		if !ever {
			all = append([]complaint.ID{k.ID}, all...)
		}
	}
	return all[:min(len(all), most)], nil
}

// Running implements complaint.Store.
func (m *Memory) Running(_ context.Context, _ org.Actor, after complaint.ID, most int) (all []complaint.Head, err error) {
	for _, k := range m.all() {
		if !k.State.Ended() && k.ID > after && len(all) < most {
			all = append(all, head(k, complaint.Seat{}))
		}
	}
	return all, nil
}

// Agenda implements complaint.Store.
func (m *Memory) Agenda(_ context.Context, _ org.Actor, who org.PersonID, from civil.Date, most int) (all []complaint.Meeting, err error) {
	for _, k := range m.all() {
		seat, sits := k.Of(who)
		for i, h := range k.Hearings {
			if sits && !k.State.Ended() && !k.Off(i) && !h.On.Before(from) {
				all = append(all, complaint.Meeting{ID: k.ID, Org: k.Org, Of: h.Of, On: h.On, Hour: h.At, At: seat.Org, As: seat.Party})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b complaint.Meeting) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Hour, b.Hour), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(len(all), most)], nil
}
