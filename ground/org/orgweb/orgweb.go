// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package orgweb has the pages on which organisations are seen and changed,
// and on which people get their roles.
//
// It offers only what the policy allows. Who saves over somebody else's change
// is shown that change first, and keeps what he typed.
package orgweb

import (
	"context"
	"embed"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of these pages.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// Service is what the pages need of the room; org.Service has it.
type Service interface {
	May(as org.Actor, act org.Action, id org.ID) bool
	MayRestructure(as org.Actor, id org.ID) bool
	Find(ctx context.Context, as org.Actor, id org.ID) (org.Organisation, error)
	Seen(ctx context.Context, as org.Actor) (*org.Tree, error)
	Planned(ctx context.Context, as org.Actor, below org.ID) ([]org.Organisation, error)
	Places(as org.Actor, o org.Organisation) []org.Organisation
	Heirs(as org.Actor, o org.Organisation) []org.Organisation

	Found(ctx context.Context, as org.Actor, f org.Founding) (org.ID, error)
	Rename(ctx context.Context, as org.Actor, id org.ID, version int64, n org.Name, from civil.Date) error
	Identify(ctx context.Context, as org.Actor, id org.ID, version int64, tooi org.TOOI, oin org.OIN) error
	Move(ctx context.Context, as org.Actor, id org.ID, version int64, parent org.ID, from civil.Date) error
	Merge(ctx context.Context, as org.Actor, id org.ID, version int64, into org.ID, on civil.Date) error
	Close(ctx context.Context, as org.Actor, id org.ID, version int64, on civil.Date) error

	Members(ctx context.Context, as org.Actor, in org.ID, on civil.Date) ([]org.Member, error)
	Colleague(ctx context.Context, as org.Actor, id org.PersonID) (org.Colleague, error)
	Role(ctx context.Context, as org.Actor, id org.MembershipID) (org.Membership, org.Person, error)
	Search(ctx context.Context, as org.Actor, words string) ([]org.Person, error)
	Person(ctx context.Context, as org.Actor, email string) (org.Person, error)
	Enrol(ctx context.Context, as org.Actor, n org.Newcomer) (org.PersonID, error)
	Grant(ctx context.Context, as org.Actor, person org.PersonID, in org.ID, role org.Role, p civil.Period) (org.MembershipID, error)
	End(ctx context.Context, as org.Actor, id org.MembershipID, version int64, on civil.Date) error
	Correct(ctx context.Context, as org.Actor, id org.PersonID, version int64, name, email string) error
}

// Pages are the pages of the room.
type Pages struct {
	service Service
	actor   func(*http.Request) org.Actor
	now     func() time.Time
}

// New makes the pages; actor says who sends a request.
func New(s Service, actor func(*http.Request) org.Actor, now func() time.Time) *Pages {
	return &Pages{service: s, actor: actor, now: now}
}

// Desk puts the pages, all for who is signed in, on the mux.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET "+listPath, web.Handle(p.list))
	mux.Handle("GET /desk/organisations/{id}", web.Handle(p.show))
	for _, c := range changes() {
		mux.Handle("GET /desk/organisations/{id}/"+c.step, web.Handle(p.ask(c)))
		mux.Handle("POST /desk/organisations/{id}/"+c.step, web.Handle(p.take(c)))
	}
	mux.Handle("GET /desk/organisations/{id}/members", web.Handle(p.members))
	mux.Handle("GET /desk/organisations/{id}/members/enrol", web.Handle(p.enrolForm))
	mux.Handle("POST /desk/organisations/{id}/members/enrol", web.Handle(p.enrol))
	mux.Handle("GET /desk/organisations/{id}/members/grant", web.Handle(p.grantForm))
	mux.Handle("POST /desk/organisations/{id}/members/grant", web.Handle(p.grant))
	mux.Handle("GET /desk/organisations/{id}/members/{role}/end", web.Handle(p.endForm))
	mux.Handle("POST /desk/organisations/{id}/members/{role}/end", web.Handle(p.end))
	mux.Handle("GET "+peoplePath, web.Handle(p.people))
	mux.Handle("GET /desk/people/{person}", web.Handle(p.person))
	mux.Handle("GET /desk/people/{person}/correct", web.Handle(p.correctForm))
	mux.Handle("POST /desk/people/{person}/correct", web.Handle(p.correct))
}

const (
	listPath   = "/desk/organisations"
	peoplePath = "/desk/people"
)

func orgPath(id org.ID) string { return listPath + "/" + string(id) }

func personPath(id org.PersonID) string { return peoplePath + "/" + string(id) }

func (p *Pages) today() civil.Date { return civil.On(p.now()) }

// find gives the organisation of the address to who may see it.
func (p *Pages) find(r *http.Request) (org.Organisation, error) {
	return p.service.Find(r.Context(), p.actor(r), org.ID(r.PathValue("id")))
}

// called says a name in the reader's language.
func called(n org.Name) text.Text { return text.Both(n.NL, n.EN) }

// named says what an organisation is called on a day.
func named(o org.Organisation, on civil.Date) text.Text { return called(o.Name(on)) }

// nameOf says what an organisation is called, to who may see it.
func (p *Pages) nameOf(as org.Actor, id org.ID) text.Text {
	if as.Tree() != nil && p.service.May(as, org.ViewOrganisation, id) {
		if o, ok := as.Tree().Find(id); ok {
			return named(o, p.today())
		}
	}
	return text.Key("org.unseen")
}

func roleName(r org.Role) text.Text { return text.Key("org.role." + string(r)) }

func kindName(k org.Kind) text.Text { return text.Key("org.kind." + string(k)) }

// during says a period; its end is the first day that is no longer in it.
func during(p civil.Period) text.Text {
	if p.Until.IsZero() {
		return text.With("org.since", "from", text.Day(p.From))
	}
	return text.With("org.during", "from", text.Day(p.From), "until", text.Day(p.Until))
}
