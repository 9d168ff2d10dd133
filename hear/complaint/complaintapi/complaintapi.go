// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintapi has the addresses that browsers call in which complaints
// are opened: those of whoever files one or comes with words, and those of the
// committee and the authority.
//
//	GET  /complaint/api/organisations/{org}  {org, name, committee, advice, secretaries: [officer], today}
//	POST /complaint/api/complaints           {id, org, to: [person], lookup, recipient, verify, key, envelope, counters} → 204
//	POST /complaint/api/words/open           {lookup} → {complaints: [view]}
//	POST /complaint/api/words/act            {lookup, id, act} → 204
//
// and for whoever works on complaints, who ask themselves who is signed in:
//
//	GET  /committee/api/me                → {person, name, parties: [party], away: [period], today}
//	PUT  /committee/api/away              {away: [period]} → 204
//	GET  /committee/api/complaints?after=&org=&before=&over= → {complaints: [head], next, counts: [count], agenda: [meeting], today}
//	POST /committee/api/complaints        as above, with received and post → 204
//	GET  /committee/api/organisations/{org} as above, with members and authorities, and when they are away
//	GET  /committee/api/complaints/{id}   → view
//	POST /committee/api/complaints/{id}   act → 204
//	GET  /committee/api/complaints/{id}/letters/{document} → {letters: [{to, template}]}
//	POST /committee/api/tallies           {id, org, year, judgement, following} → 204, counted once
//
// A view is a complaint as the one who asks may see it, with the papers that he
// was given: sealed, as they were sent. An act is a step with all that comes with
// it, or no step, and only what comes:
//
//	{since, step, ground, weeks, hearing: {on, at}, joinTo, papers: [{kind, of, withheld: {from, ground}, number, readers, key, envelope}],
//	 withhold: [{paper, from, ground}], sit: [seat], rise: [number], bar: [person], grants: [{paper, to, key}],
//	 posts: [{paper, step, to, state}], own: keys, lend: keys}
//
// It withholds no longer what is withheld from nobody. Envelopes are base64 without line
// breaks. A fault is {key, message} with the status of its kind.
package complaintapi

import (
	"context"
	"net/http"
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/document"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/web"
)

// Service is what the addresses need of the room; complaint.Service does it.
type Service interface {
	Today() civil.Date
	Panel(ctx context.Context, about org.ID) (complaint.Panel, error)
	Submit(ctx context.Context, as org.Actor, in complaint.Submitting) error
	Follow(ctx context.Context, of seal.Lookup) ([]complaint.Standing, error)
	ActByWords(ctx context.Context, of seal.Lookup, id complaint.ID, a complaint.Act) error

	List(ctx context.Context, as org.Actor, q complaint.Query) (page []complaint.Head, more bool, err error)
	Overview(ctx context.Context, as org.Actor) ([]complaint.Count, error)
	Agenda(ctx context.Context, as org.Actor) ([]complaint.Meeting, error)
	Stand(ctx context.Context, as org.Actor, id complaint.ID) (complaint.Standing, error)
	Act(ctx context.Context, as org.Actor, id complaint.ID, a complaint.Act) error
	CountConclusion(ctx context.Context, as org.Actor, id complaint.TallyID, t complaint.Tally) error
	SetAway(ctx context.Context, as org.Actor, all []complaint.Away) error
	WhoAway(ctx context.Context, as org.Actor, people []org.PersonID) ([]complaint.Away, error)
	Names(ctx context.Context, c complaint.Complaint) (map[org.PersonID]string, error)
}

// Orgs knows what organisations are called today.
type Orgs interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// Templates knows from which templates an organisation's letters are made.
type Templates interface {
	For(ctx context.Context, as org.Actor, of document.Key) (document.Letter, error)
}

// API answers browsers.
type API struct {
	service   Service
	orgs      Orgs
	templates Templates
	lookup    seal.LookupKey
	actor     func(*http.Request) org.Actor
}

// New makes the addresses; actor says who sends a request, and lookup is the key
// by which the service finds who comes with words.
func New(s Service, orgs Orgs, t Templates, lookup seal.LookupKey, actor func(*http.Request) org.Actor) *API {
	return &API{s, orgs, t, lookup, actor}
}

const (
	smallBody = 4 << 10
	actBody   = 8 << 20 // some papers in base64, with what is around them
)

// Public adds all addresses.
func (a *API) Public(mux *http.ServeMux) {
	const at = " /complaint/api"
	mux.Handle("GET"+at+"/organisations/{org}", web.JSON(smallBody, func(w http.ResponseWriter, r *http.Request) error {
		return a.panel(w, r, org.Public(), complaint.Secretary)
	}))
	mux.Handle("POST"+at+"/complaints", web.JSON(actBody, a.submit(org.Public)))
	mux.Handle("POST"+at+"/words/open", web.JSON(smallBody, a.follow))
	mux.Handle("POST"+at+"/words/act", web.JSON(actBody, a.actByWords))

	const room = " /committee/api"
	mux.Handle("GET"+room+"/me", web.JSON(smallBody, a.works(a.me)))
	mux.Handle("GET"+room+"/organisations/{org}", web.JSON(smallBody, a.works(func(w http.ResponseWriter, r *http.Request, as org.Actor) error {
		return a.panel(w, r, as, complaint.Secretary, complaint.Member, complaint.Authority)
	})))
	mux.Handle("GET"+room+"/complaints", web.JSON(smallBody, a.works(a.list)))
	mux.Handle("PUT"+room+"/away", web.JSON(smallBody, a.works(a.setAway)))
	mux.Handle("POST"+room+"/complaints", web.JSON(actBody, a.works(func(w http.ResponseWriter, r *http.Request, as org.Actor) error {
		return a.submit(func() org.Actor { return as })(w, r)
	})))
	mux.Handle("GET"+room+"/complaints/{id}", web.JSON(smallBody, a.works(a.stand)))
	mux.Handle("GET"+room+"/complaints/{id}/letters/{document}", web.JSON(smallBody, a.works(a.letters)))
	mux.Handle("POST"+room+"/complaints/{id}", web.JSON(actBody, a.works(a.act)))
	mux.Handle("POST"+room+"/tallies", web.JSON(smallBody, a.works(a.tally)))
}

// works lets whoever works on complaints in; nobody else is told that there is
// anything here.
func (a *API) works(f func(w http.ResponseWriter, r *http.Request, as org.Actor) error) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		as := a.actor(r)
		switch {
		case !as.SignedIn():
			return org.ErrSignIn
		case !complaint.Works(as):
			return org.ErrNotFound
		}
		return f(w, r, as)
	}
}

func done(w http.ResponseWriter, err error) error {
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

type name struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

type officer struct {
	Person    org.PersonID `json:"person"`
	Name      string       `json:"name"`
	At        org.ID       `json:"at"`
	Recipient string       `json:"recipient"`
	Verify    string       `json:"verify"`
	Away      []period     `json:"away,omitempty"`
}

func officersOf(all []complaint.Officer, away map[org.PersonID][]period) []officer {
	out := make([]officer, len(all))
	for i, o := range all {
		out[i] = officer{o.Person, o.Name, o.At, o.Recipient, o.Verify, away[o.Person]}
	}
	return out
}

// panel tells who takes complaints about an organisation: those of these
// parties. Whoever files one needs no more than the secretaries.
func (a *API) panel(w http.ResponseWriter, r *http.Request, as org.Actor, parties ...complaint.Party) error {
	p, err := a.service.Panel(r.Context(), org.ID(r.PathValue("org")))
	if err != nil {
		return err
	}
	var away map[org.PersonID][]period
	if as.SignedIn() {
		var people []org.PersonID
		for _, o := range slices.Concat(p.Secretaries, p.Members, p.Authorities) {
			people = append(people, o.Person)
		}
		if away, err = a.away(r.Context(), as, people...); err != nil {
			return err
		}
	}
	told := func(party complaint.Party, all []complaint.Officer) []officer {
		if !slices.Contains(parties, party) {
			return nil
		}
		return officersOf(all, away)
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Org         org.ID           `json:"org"`
		Name        name             `json:"name"`
		Committee   org.ID           `json:"committee"`
		Advice      complaint.Advice `json:"advice"`
		Secretaries []officer        `json:"secretaries"`
		Members     []officer        `json:"members,omitempty"`
		Authorities []officer        `json:"authorities,omitempty"`
		Today       civil.Date       `json:"today"`
	}{p.Org, name(p.Name), p.Committee, p.Advice, told(complaint.Secretary, p.Secretaries), told(complaint.Member, p.Members), told(complaint.Authority, p.Authorities), a.service.Today()})
	return nil
}

// submit files a complaint.
func (a *API) submit(as func() org.Actor) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		in, err := web.ReadJSON[struct {
			ID        complaint.ID   `json:"id"`
			Org       org.ID         `json:"org"`
			Received  civil.Date     `json:"received,omitzero"`
			To        []org.PersonID `json:"to"`
			Lookup    string         `json:"lookup"`
			Recipient string         `json:"recipient"`
			Verify    string         `json:"verify"`
			Post      bool           `json:"post"`
			Counters  complaint.ID   `json:"counters"`
			Key       []byte         `json:"key"`
			Envelope  []byte         `json:"envelope"`
		}](r)
		if err != nil {
			return err
		}
		words, err := seal.ParseLookup(in.Lookup)
		if err != nil {
			return err
		}
		return done(w, a.service.Submit(r.Context(), as(), complaint.Submitting{
			ID: in.ID, Org: in.Org, Received: in.Received, To: in.To, Words: words, Public: complaint.Public{Recipient: in.Recipient, Verify: in.Verify},
			Post: in.Post, Counters: in.Counters, Key: in.Key, Envelope: in.Envelope,
		}))
	}
}

// follow gives the complaints in which somebody sits by words. Words without any
// get the same answer in the same way.
func (a *API) follow(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		Lookup string `json:"lookup"`
	}](r)
	if err != nil {
		return err
	}
	words, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return err
	}
	all, err := a.service.Follow(r.Context(), words)
	if err != nil {
		return err
	}
	views := make([]view, len(all))
	for i, s := range all {
		if views[i], err = a.view(r.Context(), s); err != nil {
			return err
		}
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Complaints []view `json:"complaints"`
	}{views})
	return nil
}

func (a *API) actByWords(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[struct {
		Lookup string       `json:"lookup"`
		ID     complaint.ID `json:"id"`
		Act    act          `json:"act"`
	}](r)
	if err != nil {
		return err
	}
	words, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return err
	}
	does, err := in.Act.act(a.lookup)
	if err != nil {
		return err
	}
	return done(w, a.service.ActByWords(r.Context(), words, in.ID, does))
}
