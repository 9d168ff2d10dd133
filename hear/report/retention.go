// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"maps"
	"strconv"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
)

// Retention says how long a case is kept after its end, by regime. No law sets
// these lengths: AVG 5 lid 1 onder e asks for no longer than is needed, which
// whoever runs Baken has to judge; see doc/terms.md.
type Retention map[Regime]civil.Length

// DefaultRetention is for who hasn't judged yet: longer where others may still
// ask how a case was dealt with by law.
func DefaultRetention() Retention {
	return Retention{
		RegimeReport: civil.Years(2), RegimeSignal: civil.Years(2), RegimeOutside: civil.Years(2),
		RegimeComplaint: civil.Years(5), RegimeWhistleblower: civil.Years(5),
	}
}

// Or gives r, and for the regimes that it doesn't name the other's lengths.
func (r Retention) Or(other Retention) Retention {
	all := maps.Clone(other)
	maps.Copy(all, r)
	return all
}

// Keeping is how long a case is kept.
type Keeping struct {
	Regime Regime     // whose length it is: the longest of those that the case is under, or was by law
	Until  civil.Date // the last day; zero while the case is open
	Held   bool       // it is kept after that day too, until it is released
	Effect bool       // by then it is looked whether an action helped, which is later than the length of the regime
}

// Keeps tells how long a case is kept. The day on which it ended doesn't count.
func (r Retention) Keeps(h Head) Keeping {
	k := Keeping{Regime: RegimeReport, Held: h.Held}
	if h.Ended.IsZero() {
		return k
	}
	ended := civil.On(h.Ended)
	if len(h.Tracks) == 0 {
		k.Until = ended.Add(r[RegimeReport])
	}
	for _, t := range h.Tracks {
		if until := ended.Add(r[t.Regime]); until.After(k.Until) {
			k.Regime, k.Until = t.Regime, until
		}
	}
	if last := h.Actions.LastCheck(); h.State != Withdrawn && last.After(k.Until) {
		k.Until, k.Effect = last, true
	}
	return k
}

// Due tells whether a case has to be deleted on that day.
func (r Retention) Due(h Head, today civil.Date) bool {
	k := r.Keeps(h)
	return h.ended() && !k.Until.IsZero() && !k.Held && today.After(k.Until)
}

// slack is more than the days by which a length counted back from a day can
// differ from the same length counted onward to it: months have 28 to 31.
const slack = 4

// before gives an instant after which no case ended that is due today.
func (r Retention) before(today civil.Date, now time.Time) time.Time {
	least := civil.Days(-1)
	for _, l := range r {
		if n := today.Subtract(l).Until(today); least < 0 || n < least {
			least = n
		}
	}
	return now.Add(-24 * time.Hour * time.Duration(max(least-slack, 0)))
}

// end notes since when nothing more is done with the case, or that it is open.
// What is still written in a case that was withdrawn is kept as long.
func (c *Case) end(at time.Time) {
	c.Ended = time.Time{}
	if c.ended() {
		c.Ended = at
	}
}

// Hold keeps the case from being deleted until it is released, as for a
// lawsuit. Why is for a sealed message to say: nothing here is.
func (c *Case) Hold(since int64) ([]ledger.Event, error) {
	switch {
	case c.Version != since:
		return nil, ErrStale
	case c.Held:
		return nil, ErrHold
	}
	c.Held = true
	return []ledger.Event{{Verb: "report.held"}}, nil
}

// Release undoes that: the case is deleted when its time is up, or was.
func (c *Case) Release(since int64) ([]ledger.Event, error) {
	switch {
	case c.Version != since:
		return nil, ErrStale
	case !c.Held:
		return nil, ErrHold
	}
	c.Held = false
	return []ledger.Event{{Verb: "report.released"}}, nil
}

// Delete decides that the case goes, and says by which rule.
func (c *Case) Delete(r Retention, today civil.Date) ([]ledger.Event, error) {
	if !r.Due(c.Head, today) {
		return nil, ErrKept
	}
	k := r.Keeps(c.Head)
	rule := string(k.Regime)
	if k.Effect {
		rule = string(StepEffect)
	}
	ended := civil.On(c.Ended)
	return []ledger.Event{{Verb: "report" + ledger.Deleted, Note: map[string]string{
		"rule": rule, "ended": ended.String(), "until": k.Until.String(), "days": strconv.Itoa(int(ended.Until(k.Until))),
	}}}, nil
}
