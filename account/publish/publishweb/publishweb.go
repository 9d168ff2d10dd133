// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package publishweb has the pages on which figures are shown to everyone, and
// those on which they are brought in and let out.
package publishweb

import (
	"context"
	"embed"
	"net/http"
	"strconv"

	"baken/account/publish"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of this room.
//
//go:embed text
var Text embed.FS

// Service is what the pages need of the room.
type Service interface {
	Import(ctx context.Context, as org.Actor, raw []byte) (publish.ID, error)
	Edit(ctx context.Context, as org.Actor, id publish.ID, since int64, w publish.Words) error
	Publish(ctx context.Context, as org.Actor, id publish.ID, since int64) error
	Withdraw(ctx context.Context, as org.Actor, id publish.ID, since int64, why publish.Label) error
	Find(ctx context.Context, as org.Actor, id publish.ID) (publish.Publication, error)
	May(as org.Actor, act org.Action, p publish.Publication) bool
	Desk(ctx context.Context, as org.Actor, q publish.Query) ([]publish.Publication, error)
	Shelf(ctx context.Context, q publish.Query) ([]publish.Publication, error)
	Open(ctx context.Context, id publish.ID) (publish.Publication, error)
	Keyring(ctx context.Context, as org.Actor) ([]publish.Key, error)
	AddKey(ctx context.Context, as org.Actor, owner org.ID, public string) (publish.KeyID, error)
	RevokeKey(ctx context.Context, as org.Actor, id publish.KeyID) error
	MayAddKey(as org.Actor) []org.ID
	Today(ctx context.Context) (*org.Tree, error)
}

// Pages are the pages of the room.
type Pages struct {
	service Service
	plans   publish.Plans
	actor   func(*http.Request) org.Actor
}

// New makes the pages; actor says who sends a request.
func New(s Service, plans publish.Plans, actor func(*http.Request) org.Actor) *Pages {
	return &Pages{service: s, plans: plans, actor: actor}
}

// Public puts the pages for everyone on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET /figures", web.Handle(p.shelf))
	mux.Handle("GET /figures/{id}", web.Handle(p.show))
	mux.Handle("GET /figures/{id}/{file}", web.Handle(p.file))
	mux.Handle("GET /figures/{id}/look/{table}", web.Handle(p.look))
}

// Desk puts the pages for who is signed in on the mux.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET /desk/figures", web.Handle(p.desk))
	mux.Handle("GET /desk/figures/import", web.Handle(p.importForm))
	mux.Handle("POST /desk/figures/import", web.Upload(uploadMost, p.importFile))
	mux.Handle("GET /desk/figures/{id}", web.Handle(p.editForm))
	mux.Handle("POST /desk/figures/{id}", web.Handle(p.edit))
	mux.Handle("GET /desk/figures/{id}/publish", web.Handle(p.publishForm))
	mux.Handle("POST /desk/figures/{id}/publish", web.Handle(p.publish))
	mux.Handle("GET /desk/figures/{id}/withdraw", web.Handle(p.withdrawForm))
	mux.Handle("POST /desk/figures/{id}/withdraw", web.Handle(p.withdraw))
	mux.Handle("GET /desk/keys", web.Handle(p.keys))
	mux.Handle("POST /desk/keys", web.Handle(p.addKey))
	mux.Handle("POST /desk/keys/{id}/revoke", web.Handle(p.revokeKey))
}

const perPage = 20

// page reads which page of a list is asked for; the first for anything else.
func page(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 || n > 10_000 {
		return 1
	}
	return n
}

// query asks for one publication more than a page holds, to learn whether
// there is a next page.
func query(n int) publish.Query { return publish.Query{Limit: perPage + 1, Offset: (n - 1) * perPage} }

// name says what an organisation is called.
func name(tree *org.Tree, id org.ID) text.Text {
	o, ok := tree.Find(id)
	if !ok {
		return text.Data(string(id))
	}
	n := o.Name(tree.On())
	return text.Both(n.NL, n.EN)
}
