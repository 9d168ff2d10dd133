// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"net/http"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/web"
)

// tally counts what a case is about. Of which one, isn't sent.
func (a *API) tally(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		ID      string   `json:"id"`
		Org     org.ID   `json:"org"`
		Grounds []string `json:"grounds"`
		Conduct []string `json:"conduct"`
		Sources []string `json:"sources"`
	}](r)
	if err != nil {
		return err
	}
	id, err := report.ParseTallyID(in.ID)
	if err != nil {
		return err
	}
	c := report.Classification{Grounds: in.Grounds, Conduct: in.Conduct, Sources: in.Sources}
	if err := a.service.CountTriage(r.Context(), as, id, in.Org, c); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// known tells which tallies were sent before.
func (a *API) known(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		IDs []string `json:"ids"`
	}](r)
	if err != nil {
		return err
	}
	ids := make([]report.TallyID, len(in.IDs))
	for i, s := range in.IDs {
		if ids[i], err = report.ParseTallyID(s); err != nil {
			return err
		}
	}
	found, err := a.service.KnownTallies(r.Context(), as, ids)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Known []report.TallyID `json:"known"`
	}{append([]report.TallyID{}, found...)})
	return nil
}

// feel counts how a reporter says that he was treated.
func (a *API) feel(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		Lookup      string `json:"lookup"`
		Heard       string `json:"heard"`
		Retaliation string `json:"retaliation"`
	}](r)
	if err != nil {
		return err
	}
	lookup, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return report.ErrID.With("field", "lookup")
	}
	if err := a.service.Feel(r.Context(), lookup, in.Heard, in.Retaliation); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// decline keeps that he doesn't want to say.
func (a *API) decline(w http.ResponseWriter, r *http.Request) error {
	_, lookup, err := readReceipt(r)
	if err != nil {
		return err
	}
	if err := a.service.Decline(r.Context(), lookup); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
