// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomeweb has the pages on which a plan is written and registered, and those on
// which everyone reads what was registered.
//
// It promises that what is registered is what was uploaded, byte for byte, that nothing
// typed is lost by a mistake, and that nothing becomes public before somebody has seen it
// as others will and has said so. All pages work without JavaScript.
package outcomeweb

import (
	"context"
	"embed"
	"net/http"
	"strconv"

	"baken/examine/outcome"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of these pages.
//
//go:embed text
var Text embed.FS

// Service is what the pages need; outcome.Registrar has it.
type Service interface {
	Register(ctx context.Context, as org.Actor, raw []byte, d outcome.Deviation) (outcome.Registered, error)
	Find(ctx context.Context, plan string) (outcome.Registered, error)
	Successors(ctx context.Context, plan string) ([]outcome.Registered, error)
	All(ctx context.Context, p outcome.Page) ([]outcome.Registered, error)
	Desk(ctx context.Context, as org.Actor, p outcome.Page) ([]outcome.Registered, error)
	For(ctx context.Context, as org.Actor) ([]org.Organisation, error)
	Today(ctx context.Context) (*org.Tree, error)
}

// Ledger shows that a registration was logged.
type Ledger interface {
	// Proof gives the proof file, or outcome.ErrLater while the log needs longer.
	Proof(ctx context.Context, r outcome.Registered) ([]byte, error)
}

// Pages are the pages of the room.
type Pages struct {
	service Service
	ledger  Ledger
	actor   func(*http.Request) org.Actor
}

// New makes the pages; actor says who sends a request.
func New(s Service, l Ledger, actor func(*http.Request) org.Actor) *Pages { return &Pages{s, l, actor} }

const (
	publicPath = "/plans"
	deskPath   = "/desk/plans"
)

// Public puts the pages for everyone on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET "+publicPath, web.Handle(p.all))
	mux.Handle("GET "+publicPath+"/{plan}", web.Handle(p.show))
	mux.Handle("GET "+publicPath+"/{plan}/"+planFile, web.Handle(p.file))
	mux.Handle("GET "+publicPath+"/{plan}/"+proofFile, web.Handle(p.proof))
}

// Desk puts the pages for who is signed in on the mux.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET "+deskPath, web.Handle(p.desk))
	mux.Handle("GET "+deskPath+"/register", web.Handle(p.registerForm))
	mux.Handle("POST "+deskPath+"/register", web.Upload(uploadMost, p.register))
	mux.Handle("GET "+deskPath+"/write", web.Handle(p.writeForm))
	mux.Handle("POST "+deskPath+"/write", web.Handle(p.write))
}

// Address is where everyone reads a registered plan.
func Address(plan string) string { return publicPath + "/" + plan }

const perPage = 20

// page reads which page of a list is asked for; the first for anything else.
func page(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 || n > 10_000 {
		return 1
	}
	return n
}

// name says what an organisation is called.
func name(tree *org.Tree, id org.ID) text.Text {
	o, ok := tree.Find(id)
	if !ok {
		return text.Data(string(id))
	}
	n := o.Name(tree.On())
	return text.Both(n.NL, n.EN)
}
