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

// keptView is how long a case is kept.
type keptView struct {
	Regime  report.Regime `json:"regime"`
	Until   *civil.Date   `json:"until"` // null while it is open
	Held    bool          `json:"held"`
	Effect  bool          `json:"effect"`  // until then it is looked whether an action helped
	Backups int           `json:"backups"` // days that backups may hold it longer; 0: that isn't known
}

func (a *API) keptOf(h report.Head) *keptView {
	k := a.service.Keeps(h)
	v := &keptView{Regime: k.Regime, Held: k.Held, Effect: k.Effect, Backups: int(a.service.Backups)}
	if !k.Until.IsZero() {
		v.Until = &k.Until
	}
	return v
}

// seen is the version that was on the screen.
type seen struct {
	Version int64 `json:"version"`
}

// hold keeps a case from being deleted.
func (a *API) hold(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in seen) (report.Event, error) {
		return a.service.Hold(r.Context(), as, caseID(r), in.Version)
	})
}

// release undoes that.
func (a *API) release(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	return change(w, r, func(in seen) (report.Event, error) {
		return a.service.Release(r.Context(), as, caseID(r), in.Version)
	})
}

// gone tells which cases aren't there any more.
func (a *API) gone(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		Cases []report.ID `json:"cases"`
	}](r)
	if err != nil {
		return err
	}
	gone, err := a.service.Gone(r.Context(), as, in.Cases)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Gone []report.ID `json:"gone"`
	}{append([]report.ID{}, gone...)})
	return nil
}
