// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"net/http"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/web"
)

// trackView is a regime that a case is under.
type trackView struct {
	Regime    report.Regime    `json:"regime"`
	Since     civil.Date       `json:"since"`
	Committee bool             `json:"committee"`
	Runs      bool             `json:"runs"`     // a law still sets terms by it
	Ended     *civil.Date      `json:"ended"`    // null while it isn't
	Outcomes  []report.Outcome `json:"outcomes"` // in which it can end
}

func tracksOf(h report.Head) []trackView {
	out := []trackView{}
	for _, t := range h.Tracks {
		v := trackView{Regime: t.Regime, Since: t.Since, Committee: t.Committee, Runs: t.Runs(), Outcomes: t.Regime.Outcomes()}
		if !t.Ended.IsZero() {
			v.Ended = &t.Ended
		}
		out = append(out, v)
	}
	return out
}

// clockView is one day by which something is due, and why it is that day.
type clockView struct {
	waits
	Regime  report.Regime `json:"regime"`
	Steps   []stepView    `json:"steps"`
	Warning *civil.Date   `json:"warning,omitempty"` // by a stricter reading
}

type stepView struct {
	Code    string     `json:"code"`
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"`
	Article string     `json:"article"`
	Passed  []string   `json:"passed"` // codes of the days off between them
}

func clocksOf(h report.Head, today civil.Date) []clockView {
	out := []clockView{}
	for _, w := range report.Promise().Waits(h) {
		v := clockView{waits: waitOf(w, today), Regime: w.Regime, Steps: []stepView{}}
		for _, s := range w.Due.Steps {
			step := stepView{Code: s.Code, From: s.From, To: s.To, Article: s.Article, Passed: []string{}}
			for _, off := range s.Passed {
				step.Passed = append(step.Passed, off.Code)
			}
			v.Steps = append(v.Steps, step)
		}
		if w.Due.Warning != nil {
			v.Warning = &w.Due.Warning.Date
		}
		out = append(out, v)
	}
	return out
}

// ruleView says when a regime fits.
type ruleView struct {
	Regime  report.Regime `json:"regime"`
	Facts   []report.Fact `json:"facts"`
	Article string        `json:"article"`
}

func rules() []ruleView {
	var out []ruleView
	for _, r := range report.RegimeRules() {
		out = append(out, ruleView(r))
	}
	return out
}

// change answers a change of one case by who is signed in: T is what is sent.
func change[T any](w http.ResponseWriter, r *http.Request, do func(T) (report.Event, error)) error {
	in, err := web.ReadJSON[T](r)
	if err != nil {
		return err
	}
	event, err := do(in)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, changed{event.Version})
	return nil
}

// triage puts a case under regimes.
func (a *API) triage(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	type chosen struct {
		Regime    report.Regime `json:"regime"`
		Since     civil.Date    `json:"since"`
		Committee bool          `json:"committee"`
	}
	return change(w, r, func(in struct {
		Tracks  []chosen `json:"tracks"`
		Version int64    `json:"version"`
	},
	) (report.Event, error) {
		var want []report.Track
		for _, t := range in.Tracks {
			want = append(want, report.Track{Regime: t.Regime, Since: t.Since, Committee: t.Committee})
		}
		return a.service.Triage(r.Context(), as, caseID(r), want, in.Version)
	})
}

// end ends what a law set going.
func (a *API) end(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		Regime  report.Regime  `json:"regime"`
		Outcome report.Outcome `json:"outcome"`
		Version int64          `json:"version"`
	},
	) (report.Event, error) {
		return a.service.End(r.Context(), as, caseID(r), in.Regime, in.Outcome, in.Version)
	})
}

// assign gives a case to one of its desk.
func (a *API) assign(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		To      org.PersonID `json:"to"`
		Version int64        `json:"version"`
	},
	) (report.Event, error) {
		return a.service.Assign(r.Context(), as, caseID(r), in.To, in.Version)
	})
}

// exclude keeps persons away from a case.
func (a *API) exclude(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		Persons []org.PersonID `json:"persons"`
		Version int64          `json:"version"`
	},
	) (report.Event, error) {
		return a.service.Exclude(r.Context(), as, caseID(r), in.Persons, in.Version)
	})
}

// admit undoes that for one of them.
func (a *API) admit(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		Person  org.PersonID `json:"person"`
		Version int64        `json:"version"`
	},
	) (report.Event, error) {
		return a.service.Admit(r.Context(), as, caseID(r), in.Person, in.Version)
	})
}

// hand gives a case to another desk.
func (a *API) hand(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in struct {
		Desk    org.ID `json:"desk"`
		Version int64  `json:"version"`
	},
	) (report.Event, error) {
		return a.service.Hand(r.Context(), as, caseID(r), in.Desk, in.Version)
	})
}

// leaveView is who is away, until the day of coming back.
type leaveView struct {
	Person     org.PersonID `json:"person"`
	Back       civil.Date   `json:"back"`
	Substitute org.PersonID `json:"substitute"`
}

func leavesOf(all []report.Leave) []leaveView {
	out := []leaveView{}
	for _, l := range all {
		out = append(out, leaveView{l.Person, l.Period.Until, l.Substitute})
	}
	return out
}

// leave says that who is signed in is away from today, or no longer.
func (a *API) leave(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		Back       *civil.Date  `json:"back"`
		Substitute org.PersonID `json:"substitute"`
	}](r)
	if err != nil {
		return err
	}
	var back civil.Date
	if in.Back != nil {
		back = *in.Back
	}
	if err := a.service.SetLeave(r.Context(), as, back, in.Substitute); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
