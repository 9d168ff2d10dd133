// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi

import (
	"context"
	"net/http"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/web"
)

// period is when somebody isn't there, both days included.
type period struct {
	From  civil.Date `json:"from"`
	Until civil.Date `json:"until"`
}

// setAway keeps when who asks isn't there.
func (a *API) setAway(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[struct {
		Away []period `json:"away"`
	}](r)
	if err != nil {
		return err
	}
	all := make([]complaint.Away, len(in.Away))
	for i, p := range in.Away {
		all[i] = complaint.Away{Person: as.Person, From: p.From, Until: p.Until}
	}
	return done(w, a.service.SetAway(r.Context(), as, all))
}

// away gives by person when people aren't there.
func (a *API) away(ctx context.Context, as org.Actor, people ...org.PersonID) (map[org.PersonID][]period, error) {
	all, err := a.service.WhoAway(ctx, as, people)
	if err != nil {
		return nil, err
	}
	by := map[org.PersonID][]period{}
	for _, one := range all {
		by[one.Person] = append(by[one.Person], period{one.From, one.Until})
	}
	return by, nil
}
