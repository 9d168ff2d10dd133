// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi

import (
	"net/http"
	"strings"

	"baken/base/civil"
	"baken/ground/document"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/web"
)

// me tells who works here, and as what.
func (a *API) me(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	away, err := a.away(r.Context(), as, as.Person)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Person  org.PersonID      `json:"person"`
		Name    string            `json:"name"`
		Parties []complaint.Party `json:"parties"`
		Away    []period          `json:"away"`
		Today   civil.Date        `json:"today"`
	}{as.Person, as.Name, complaint.PartiesOf(as), notNil(away[as.Person]), a.service.Today()})
	return nil
}

type head struct {
	ID       complaint.ID       `json:"id"`
	Org      org.ID             `json:"org"`
	Name     name               `json:"name"`
	State    complaint.State    `json:"state"`
	Received civil.Date         `json:"received"`
	Due      *civil.Date        `json:"due"`
	Step     complaint.StepName `json:"step"`
	By       complaint.Party    `json:"by"`
	Next     *civil.Date        `json:"next"`
	Late     int                `json:"late"` // days that the next step is late; negative are days left
	As       complaint.Party    `json:"as"`
}

type count struct {
	Org      org.ID `json:"org"`
	Name     name   `json:"name"`
	Running  int    `json:"running"`
	Overdue  int    `json:"overdue"`
	Late     int    `json:"late"`
	Received int    `json:"received"`
}

type meeting struct {
	ID   complaint.ID    `json:"id"`
	Name name            `json:"name"`
	Of   complaint.Party `json:"of"`
	On   civil.Date      `json:"on"`
	At   string          `json:"at"`
}

// list gives a page of the complaints in which who asks sits. The first page has
// the counts by organisation, and the hearings to come.
func (a *API) list(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	asked := r.URL.Query()
	q := complaint.Query{Org: org.ID(asked.Get("org")), After: parsePlace(asked.Get("after"))}
	if asked.Get("late") != "" {
		q.Before = a.service.Today()
	}
	if asked.Get("over") != "" {
		q.Ended = complaint.Over
	}
	page, more, err := a.service.List(r.Context(), as, q)
	if err != nil {
		return err
	}
	tree, err := a.orgs.Today(r.Context())
	if err != nil {
		return err
	}
	out := struct {
		Complaints []head     `json:"complaints"`
		Next       string     `json:"next"`
		Counts     []count    `json:"counts"`
		Agenda     []meeting  `json:"agenda"`
		Today      civil.Date `json:"today"`
	}{[]head{}, "", []count{}, []meeting{}, a.service.Today()}
	for _, h := range page {
		out.Complaints = append(out.Complaints, headOf(tree, h, out.Today))
		if more {
			out.Next = place(h)
		}
	}
	if q.After == (complaint.Place{}) {
		counts, err := a.service.Overview(r.Context(), as)
		if err != nil {
			return err
		}
		for _, c := range counts {
			out.Counts = append(out.Counts, count{c.Org, called(tree, c.Org), c.Running, c.Overdue, c.Late, c.Received})
		}
		meetings, err := a.service.Agenda(r.Context(), as)
		if err != nil {
			return err
		}
		for _, m := range meetings {
			out.Agenda = append(out.Agenda, meeting{m.ID, called(tree, m.Org), m.Of, m.On, m.Hour})
		}
	}
	web.WriteJSON(w, http.StatusOK, out)
	return nil
}

func headOf(tree *org.Tree, h complaint.Head, today civil.Date) head {
	out := head{
		ID: h.ID, Org: h.Org, Name: called(tree, h.Org), State: h.State, Received: h.Received, Due: dayOf(h.Due), Step: h.Step, By: h.By,
		Next: dayOf(h.Next), As: h.As,
	}
	if !h.Next.IsZero() {
		out.Late = int(h.Next.Until(today))
	}
	return out
}

// called gives what an organisation is called today.
func called(tree *org.Tree, id org.ID) name {
	o, ok := tree.Find(id)
	if !ok {
		return name{string(id), string(id)}
	}
	return name(o.Name(tree.On()))
}

// dayOf gives a day as it is sent: none as null.
func dayOf(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// place writes where the next page of a list begins.
func place(h complaint.Head) string { return h.Next.String() + "_" + string(h.ID) }

// parsePlace reads it back; the top for anything else.
func parsePlace(s string) complaint.Place {
	on, id, _ := strings.Cut(s, "_")
	parsed, err := complaint.ParseID(id)
	if err != nil {
		return complaint.Place{}
	}
	if on == "" {
		return complaint.Place{ID: parsed}
	}
	day, err := civil.Parse(on)
	if err != nil {
		return complaint.Place{}
	}
	return complaint.Place{Next: day, ID: parsed}
}

func (a *API) stand(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	s, err := a.service.Stand(r.Context(), as, complaint.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	v, err := a.view(r.Context(), s)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, v)
	return nil
}

func (a *API) act(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	in, err := web.ReadJSON[act](r)
	if err != nil {
		return err
	}
	does, err := in.act(a.lookup)
	if err != nil {
		return err
	}
	return done(w, a.service.Act(r.Context(), as, complaint.ID(r.PathValue("id")), does))
}

// letters gives the templates of the letters that are a document, in the words
// of the committee's organisation.
func (a *API) letters(w http.ResponseWriter, r *http.Request, as org.Actor) error {
	s, err := a.service.Stand(r.Context(), as, complaint.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	type letter struct {
		To       complaint.Party   `json:"to"`
		Template document.Template `json:"template"`
	}
	all := []letter{}
	for _, l := range complaint.Letters() {
		if string(l.Document) != r.PathValue("document") {
			continue
		}
		t, err := a.templates.For(r.Context(), as, document.Key{Org: s.Committee, Template: l.ID()})
		if err != nil {
			return err
		}
		all = append(all, letter{l.To, t.Present})
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Letters []letter `json:"letters"`
	}{all})
	return nil
}
