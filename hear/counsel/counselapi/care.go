// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi

import (
	"errors"
	"net/http"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/web"
)

const careBody = 4 * counsel.MostNote // two envelopes in base64, with what is around them

func (a *API) care(mux *http.ServeMux) {
	const at = " /counsel/api/care"
	mux.Handle("POST"+at+"/open", web.JSON(smallBody, a.follow))
	mux.Handle("POST"+at+"/begin", web.JSON(careBody, a.begin))
	mux.Handle("POST"+at+"/say", web.JSON(careBody, a.say))
	mux.Handle("POST"+at+"/end", web.JSON(smallBody, a.end))
}

type said struct {
	From     counsel.Party `json:"from"`
	Envelope []byte        `json:"envelope"`
}

func sayings(c counsel.Care) []said {
	out := make([]said, len(c.Said))
	for i, s := range c.Said {
		out[i] = said{s.From, s.Envelope}
	}
	return out
}

// following is aftercare as its reporter gets it. Words without any get the
// same answer in the same way, with found false.
type following struct {
	Found bool           `json:"found"`
	ID    counsel.CareID `json:"id"`
	Org   org.ID         `json:"org"`
	Name  string         `json:"name"` // of the counsellor; empty when he can't answer any more
	Today civil.Date     `json:"today"`
	Key   []byte         `json:"key"`
	Said  []said         `json:"said"`
}

func (a *API) follow(w http.ResponseWriter, r *http.Request) error {
	of, err := readLookup(r)
	if err != nil {
		return err
	}
	f, err := a.service.Follow(r.Context(), of)
	if err != nil && !errors.Is(err, counsel.ErrNotFound) {
		return err
	}
	web.WriteJSON(w, http.StatusOK, following{
		Found: err == nil, ID: f.ID, Org: f.Org, Name: f.Name, Today: a.service.Today(), Key: f.Key, Said: sayings(f.Care),
	})
	return nil
}

func readLookup(r *http.Request) (of seal.Lookup, err error) {
	in, err := web.ReadJSON[struct {
		Lookup string `json:"lookup"`
	}](r)
	if err != nil {
		return of, err
	}
	return seal.ParseLookup(in.Lookup)
}

func (a *API) begin(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		ID     counsel.CareID  `json:"id"`
		Org    org.ID          `json:"org"`
		With   counsel.EntryID `json:"with"`
		Reader string          `json:"reader"`
		Lookup string          `json:"lookup"`
		Verify string          `json:"verify"`
		Key    []byte          `json:"key"`
		First  []byte          `json:"first"`
	}](r)
	if err != nil {
		return err
	}
	of, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return err
	}
	err = a.service.BeginCare(r.Context(), counsel.Beginning{
		Care: in.ID, Org: in.Org, With: in.With, Reader: in.Reader, Lookup: of, Verify: in.Verify, Key: in.Key, First: in.First,
	})
	return done(w, err)
}

func (a *API) say(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		Lookup   string `json:"lookup"`
		Seq      int64  `json:"seq"`
		Envelope []byte `json:"envelope"`
	}](r)
	if err != nil {
		return err
	}
	of, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return err
	}
	return done(w, a.service.SayCare(r.Context(), of, in.Seq, in.Envelope))
}

func (a *API) end(w http.ResponseWriter, r *http.Request) error {
	of, err := readLookup(r)
	if err != nil {
		return err
	}
	return done(w, a.service.EndCare(r.Context(), of))
}

func done(w http.ResponseWriter, err error) error {
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

type care struct {
	ID     counsel.CareID `json:"id"`
	Org    org.ID         `json:"org"`
	Verify string         `json:"verify"`
	Key    []byte         `json:"key"`
	Said   []said         `json:"said"`
}

// cares gives a counsellor a page of the aftercare that he gives.
func (a *API) cares(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	page, more, err := a.service.Cares(r.Context(), as, counsel.CareID(r.URL.Query().Get("after")))
	if err != nil {
		return err
	}
	out := struct {
		Cares []care     `json:"cares"`
		Today civil.Date `json:"today"`
		More  bool       `json:"more"`
	}{[]care{}, a.service.Today(), more}
	for _, c := range page {
		out.Cares = append(out.Cares, care{c.ID, c.Org, c.Verify, c.Key, sayings(c)})
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

func (a *API) answer(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	id, err := counsel.ParseCareID(r.PathValue("care"))
	if err != nil {
		return err
	}
	in, err := web.ReadJSON[struct {
		Seq      int64  `json:"seq"`
		Envelope []byte `json:"envelope"`
	}](r)
	if err != nil {
		return err
	}
	return done(w, a.service.AnswerCare(r.Context(), as, id, in.Seq, in.Envelope))
}
