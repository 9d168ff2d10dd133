// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counselapi has the addresses that the browser of a counsellor calls,
// and that of whoever asks him for a talk.
//
//	GET    /counsel/api/me            {person, name, seats: [{org, name: {nl, en}}], broader: {ground: [ground]}}
//	GET    /counsel/api/notes?after=  {notes: [{id, version, org, on, envelope}], more}
//	PUT    /counsel/api/notes/{note}  {org, version, envelope} → {version}
//	DELETE /counsel/api/notes/{note}  {version} → 204
//	GET    /counsel/api/requests      {requests: [{id, org, on, envelope}]}, the oldest first
//	DELETE /counsel/api/requests/{request} → 204
//	GET    /counsel/api/cares?after=  {cares: [{id, org, verify, key, said: [{from, envelope}]}], today, more}
//	POST   /counsel/api/cares/{care}  {seq, envelope} → 204
//	PUT    /counsel/api/counts        {org, year, n, codes: {"ground:race": n}} → 204
//
// and for everybody:
//
//	GET    /counsel/api/organisations/{org}/counsellors  {org, counsellors: [{entry, name, recipient, verify}]}
//	POST   /counsel/api/organisations/{org}/requests     {id, entry, envelope} → 201
//	POST   /counsel/api/care/open   {lookup} → {found, id, org, name, today, key, said}
//	POST   /counsel/api/care/begin  {id, org, with, reader, lookup, verify, key, first} → 204
//	POST   /counsel/api/care/say    {lookup, seq, envelope} → 204
//	POST   /counsel/api/care/end    {lookup} → 204
//
// It promises that whoever isn't a counsellor is told that there is nothing
// here, and that a counsellor sees his own notes, the requests to himself
// and the aftercare that he gives alone: sealed, as a browser sent them. Envelopes are base64 without line breaks. A fault is {key,
// message} with the status of its kind.
package counselapi

import (
	"context"
	"net/http"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
	"baken/internal/web"
)

// Service is what the addresses need of the room; counsel.Service does it.
type Service interface {
	Listens(as org.Actor) bool
	Seated(ctx context.Context, as org.Actor) ([]counsel.Choice, error)
	Space(ctx context.Context, as org.Actor, after counsel.NoteID) (page []counsel.Note, more bool, err error)
	KeepNote(ctx context.Context, as org.Actor, in org.ID, id counsel.NoteID, since int64, envelope []byte) error
	DropNote(ctx context.Context, as org.Actor, id counsel.NoteID, since int64) error

	Today() civil.Date
	Follow(ctx context.Context, of seal.Lookup) (counsel.Following, error)
	BeginCare(ctx context.Context, b counsel.Beginning) error
	SayCare(ctx context.Context, of seal.Lookup, seq int64, envelope []byte) error
	EndCare(ctx context.Context, of seal.Lookup) error
	Cares(ctx context.Context, as org.Actor, after counsel.CareID) (page []counsel.Care, more bool, err error)
	AnswerCare(ctx context.Context, as org.Actor, id counsel.CareID, seq int64, envelope []byte) error
	Help(ctx context.Context, id org.ID) (counsel.Help, error)
	Listeners(ctx context.Context, d counsel.Directory) ([]counsel.Listener, error)
	Ask(ctx context.Context, in org.ID, to counsel.EntryID, id counsel.RequestID, envelope []byte) error
	Asked(ctx context.Context, as org.Actor) ([]counsel.Request, error)
	Handled(ctx context.Context, as org.Actor, id counsel.RequestID) error

	Broader() (map[taxonomy.Ground][]taxonomy.Ground, error)
	SendCount(ctx context.Context, as org.Actor, c counsel.YearCount) error
}

// API answers browsers.
type API struct {
	service Service
	actor   func(*http.Request) org.Actor
}

// New makes the addresses; actor says who sends a request.
func New(s Service, actor func(*http.Request) org.Actor) *API { return &API{s, actor} }

const (
	smallBody = 4 << 10
	noteBody  = 2 * counsel.MostNote // in base64, with what is around it
)

// Private adds the addresses for counsellors. They ask themselves who is signed
// in, since a script can't follow a redirect to the sign-in page.
func (a *API) Private(mux *http.ServeMux) {
	const at = " /counsel/api"
	mux.Handle("GET"+at+"/me", web.JSON(smallBody, a.counsellor(a.me)))
	mux.Handle("GET"+at+"/notes", web.JSON(smallBody, a.counsellor(a.list)))
	mux.Handle("PUT"+at+"/notes/{note}", web.JSON(noteBody, a.counsellor(a.keep)))
	mux.Handle("DELETE"+at+"/notes/{note}", web.JSON(smallBody, a.counsellor(a.drop)))
	mux.Handle("GET"+at+"/cares", web.JSON(smallBody, a.counsellor(a.cares)))
	mux.Handle("POST"+at+"/cares/{care}", web.JSON(noteBody, a.counsellor(a.answer)))
	mux.Handle("PUT"+at+"/counts", web.JSON(smallBody, a.counsellor(a.count)))
	mux.Handle("GET"+at+"/requests", web.JSON(smallBody, a.counsellor(a.requests)))
	mux.Handle("DELETE"+at+"/requests/{request}", web.JSON(smallBody, a.counsellor(a.handled)))
}

type privateFunc func(w http.ResponseWriter, r *http.Request, as org.Actor) error

func (a *API) counsellor(f privateFunc) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		as := a.actor(r)
		switch {
		case !as.SignedIn():
			return org.ErrSignIn
		case !a.service.Listens(as):
			return org.ErrNotFound
		}
		return f(w, r, as)
	}
}

type name struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

type seat struct {
	Org  org.ID `json:"org"`
	Name name   `json:"name"`
}

// me tells a counsellor who he is, and where.
func (a *API) me(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	seats, err := a.service.Seated(r.Context(), as)
	if err != nil {
		return err
	}
	broader, err := a.service.Broader()
	if err != nil {
		return err
	}
	out := struct {
		Person  org.PersonID                          `json:"person"`
		Name    string                                `json:"name"`
		Seats   []seat                                `json:"seats"`
		Broader map[taxonomy.Ground][]taxonomy.Ground `json:"broader"`
	}{as.Person, as.Name, []seat{}, broader}
	for _, s := range seats {
		out.Seats = append(out.Seats, seat{s.Org, name(s.Name)})
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

type note struct {
	ID       counsel.NoteID `json:"id"`
	Version  int64          `json:"version"`
	Org      org.ID         `json:"org"`
	On       civil.Date     `json:"on"`
	Envelope []byte         `json:"envelope"`
}

func (a *API) list(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	page, more, err := a.service.Space(r.Context(), as, counsel.NoteID(r.URL.Query().Get("after")))
	if err != nil {
		return err
	}
	out := struct {
		Notes []note `json:"notes"`
		More  bool   `json:"more"`
	}{[]note{}, more}
	for _, n := range page {
		out.Notes = append(out.Notes, note{n.ID, n.Version, n.Org, n.On, n.Envelope})
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

type version struct {
	Version int64 `json:"version"`
}

func (a *API) keep(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	id, err := counsel.ParseNoteID(r.PathValue("note"))
	if err != nil {
		return err
	}
	in, err := web.ReadJSON[struct {
		Org      org.ID `json:"org"`
		Version  int64  `json:"version"`
		Envelope []byte `json:"envelope"`
	}](r)
	if err != nil {
		return err
	}
	if err := a.service.KeepNote(r.Context(), as, in.Org, id, in.Version, in.Envelope); err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, version{in.Version + 1})
	return nil
}

func (a *API) drop(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	id, err := counsel.ParseNoteID(r.PathValue("note"))
	if err != nil {
		return err
	}
	in, err := web.ReadJSON[version](r)
	if err != nil {
		return err
	}
	if err := a.service.DropNote(r.Context(), as, id, in.Version); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
