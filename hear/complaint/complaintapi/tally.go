// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi

import (
	"net/http"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/web"
)

// tally counts what a conclusion came to, without the complaint. One that was
// counted before gets the same answer.
func (a *API) tally(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		ID        string              `json:"id"`
		Org       org.ID              `json:"org"`
		Year      int                 `json:"year"`
		Judgement complaint.Judgement `json:"judgement"`
		Following complaint.Following `json:"following"`
	}](r)
	if err != nil {
		return err
	}
	id, err := complaint.ParseTallyID(in.ID)
	if err != nil {
		return err
	}
	return done(w, a.service.CountConclusion(r.Context(), as, id, complaint.Tally{Org: in.Org, Year: in.Year, Judgement: in.Judgement, Following: in.Following}))
}
