// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi

import (
	"net/http"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/web"
)

const requestBody = 2 * counsel.MostRequest // in base64, with what is around it

// Public adds the addresses for who asks for a talk and for reporters. Nobody is
// known by them; a receipt is asked for in the body, never in an address.
func (a *API) Public(mux *http.ServeMux) {
	a.care(mux)
	const at = " /counsel/api/organisations/{org}"
	mux.Handle("GET"+at+"/counsellors", web.JSON(smallBody, a.listeners))
	mux.Handle("POST"+at+"/requests", web.JSON(requestBody, a.ask))
}

type listener struct {
	Entry     counsel.EntryID `json:"entry"`
	Name      string          `json:"name"`
	Recipient string          `json:"recipient"`
	Verify    string          `json:"verify"`
}

// listeners tells to whom something can be sealed here, and to which key.
func (a *API) listeners(w http.ResponseWriter, r *http.Request) error {
	help, err := a.service.Help(r.Context(), org.ID(r.PathValue("org")))
	if err != nil {
		return err
	}
	all, err := a.service.Listeners(r.Context(), help.Directory)
	if err != nil {
		return err
	}
	out := struct {
		Org         org.ID     `json:"org"`
		Counsellors []listener `json:"counsellors"`
	}{help.Org, []listener{}}
	for _, l := range all {
		out.Counsellors = append(out.Counsellors, listener{l.ID, l.Name, l.Recipient, l.Verify})
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

func (a *API) ask(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		ID       counsel.RequestID `json:"id"`
		Entry    counsel.EntryID   `json:"entry"`
		Envelope []byte            `json:"envelope"`
	}](r)
	if err != nil {
		return err
	}
	if err := a.service.Ask(r.Context(), org.ID(r.PathValue("org")), in.Entry, in.ID, in.Envelope); err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusCreated, struct{}{})
	return nil
}

type request struct {
	ID       counsel.RequestID `json:"id"`
	Org      org.ID            `json:"org"`
	On       civil.Date        `json:"on"`
	Envelope []byte            `json:"envelope"`
}

// requests lists what a counsellor was asked.
func (a *API) requests(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	all, err := a.service.Asked(r.Context(), as)
	if err != nil {
		return err
	}
	out := struct {
		Requests []request `json:"requests"`
	}{[]request{}}
	for _, one := range all {
		out.Requests = append(out.Requests, request{one.ID, one.Org, one.On, one.Envelope})
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

func (a *API) handled(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	id, err := counsel.ParseRequestID(r.PathValue("request"))
	if err != nil {
		return err
	}
	if err := a.service.Handled(r.Context(), as, id); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
