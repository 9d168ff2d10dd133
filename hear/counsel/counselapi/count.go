// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi

import (
	"net/http"

	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/web"
)

// count takes what a counsellor's browser counted of a year.
func (a *API) count(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		Org   org.ID           `json:"org"`
		Year  int              `json:"year"`
		N     int64            `json:"n"`
		Codes map[string]int64 `json:"codes"`
	}](r)
	if err != nil {
		return err
	}
	if err := a.service.SendCount(r.Context(), as, counsel.YearCount{Org: in.Org, Year: in.Year, N: in.N, Codes: in.Codes}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
