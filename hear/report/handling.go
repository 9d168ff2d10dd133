// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/action"
	"baken/ground/org"
)

// mostExcluded bounds how many persons are kept away from one case.
const mostExcluded = 32

// Triage puts the case under the regimes that an officer chose. What runs by
// law isn't taken away here: it ends with an outcome. since is the version
// that was on the screen, today the last day on which something can have been
// received.
func (c *Case) Triage(want []Track, since int64, today civil.Date) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	if c.ended() {
		return nil, ErrState.With("state", string(c.State))
	}
	if err := checkTracks(want, civil.On(c.Submitted), today); err != nil {
		return nil, err
	}
	next := slices.DeleteFunc(slices.Clone(c.Tracks), func(t Track) bool { return !t.Regime.Statutory() })
	note := map[string]string{}
	for _, t := range want {
		i := slices.IndexFunc(next, func(n Track) bool { return n.Regime == t.Regime && n.Ended.IsZero() })
		if i < 0 {
			next = append(next, t)
		} else {
			next[i] = t
		}
		note[string(t.Regime)] = t.Since.String()
		if t.Committee {
			note["committee"] = "yes"
		}
	}
	for _, t := range next {
		if !slices.ContainsFunc(want, func(w Track) bool { return w.Regime == t.Regime }) && t.Runs() {
			return nil, ErrTracks.With("regime", string(t.Regime))
		}
	}
	c.Tracks = next
	return []ledger.Event{{Verb: "report.triaged", Note: note}}, nil
}

// checkTracks tells whether these can be the regimes of a report of that day.
func checkTracks(all []Track, received, today civil.Date) error {
	seen := map[Regime]bool{}
	for _, t := range all {
		if seen[t.Regime] || !slices.Contains(Regimes(), t.Regime) || !t.Ended.IsZero() || (t.Committee && t.Regime != RegimeComplaint) {
			return ErrRegime
		}
		if t.Since.Before(received) || t.Since.After(today) {
			return ErrSince.With("from", received, "until", today)
		}
		seen[t.Regime] = true
	}
	if len(all) == 0 {
		return ErrRegime
	}
	return nil
}

// End ends what a law set going, with how it ended.
func (c *Case) End(r Regime, how Outcome, since int64, today civil.Date) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	i := slices.IndexFunc(c.Tracks, func(t Track) bool { return t.Regime == r && t.Runs() })
	if i < 0 || !slices.Contains(r.Outcomes(), how) {
		return nil, ErrRegime
	}
	c.Tracks = slices.Clone(c.Tracks)
	c.Tracks[i].Ended = today
	return []ledger.Event{{Verb: "report.ended", Note: map[string]string{"regime": string(r), "outcome": string(how)}}}, nil
}

// informed ends what the feedback answers: the act on whistleblowers asks for
// no more. What the reporter writes after it is under the house's promise.
func (c *Case) informed(on civil.Date) {
	c.Tracks = slices.Clone(c.Tracks)
	for i, t := range c.Tracks {
		if t.Regime == RegimeWhistleblower && t.Runs() {
			c.Tracks[i].Ended = on
		}
	}
}

// Assign gives the case to a member, or back to the whole desk. Who may have
// it, the service knows.
func (c *Case) Assign(to org.PersonID, since int64) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	if slices.Contains(c.Excluded, to) {
		return nil, ErrNobody
	}
	c.Handler = to
	return []ledger.Event{{Verb: "report.assigned", Note: map[string]string{"to": string(to)}}}, nil
}

// Exclude keeps persons away from the case, from now on: a party, who works
// for one, or an officer who withdraws. left tells whether a desk still has
// somebody for the case. When the desk that handles it has nobody left, the
// independent desk takes over; when that has nobody either, it is refused.
func (c *Case) Exclude(persons []org.PersonID, since int64, top org.ID, left func(desk org.ID, excluded []org.PersonID) bool) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	all := slices.Concat(c.Excluded, persons)
	slices.Sort(all)
	all = slices.Compact(all)
	if len(persons) == 0 || len(all) > mostExcluded {
		return nil, ErrExclude.With("most", mostExcluded)
	}
	note := map[string]string{}
	for i, p := range persons {
		note["person"+number(int64(i+1))] = string(p)
	}
	events := []ledger.Event{{Verb: "report.excluded", Note: note}}
	desk := c.Desk
	if !left(desk, all) {
		desk = top
	}
	if desk != c.Desk {
		events = append(events, handed(desk))
	}
	if !left(desk, all) {
		return nil, ErrNobody
	}
	c.Excluded, c.Desk = all, desk
	taken := len(events) > 1
	if slices.Contains(all, c.Handler) || taken {
		c.Handler = ""
	}
	c.disown(func(o action.Owner) bool { return taken || slices.Contains(all, org.PersonID(o)) })
	return events, nil
}

// Admit undoes the exclusion of a person. Older messages stay closed to him
// until a colleague gives him access to them.
func (c *Case) Admit(p org.PersonID, since int64) ([]ledger.Event, error) {
	if c.Version != since {
		return nil, ErrStale
	}
	if !slices.Contains(c.Excluded, p) {
		return nil, ErrExclude.With("most", mostExcluded)
	}
	c.Excluded = slices.DeleteFunc(slices.Clone(c.Excluded), func(e org.PersonID) bool { return e == p })
	return []ledger.Event{{Verb: "report.admitted", Note: map[string]string{"person1": string(p)}}}, nil
}

// Hand gives the case to another desk: the independent one, or back to the
// organisation's own. No desk has it twice at a time.
func (c *Case) Hand(to org.ID, since int64) ([]ledger.Event, error) {
	switch {
	case c.Version != since:
		return nil, ErrStale
	case to == c.Desk:
		return nil, ErrHand
	}
	c.Desk, c.Handler = to, ""
	c.disown(func(action.Owner) bool { return true })
	return []ledger.Event{handed(to)}, nil
}

func handed(to org.ID) ledger.Event {
	return ledger.Event{Verb: "report.handed", Note: map[string]string{"desk": string(to)}}
}
