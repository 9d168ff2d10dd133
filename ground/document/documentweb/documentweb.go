// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package documentweb has the pages on which an organisation words its letters
// between the parts that are fixed, sees them with example values, and goes back
// to the standard.
//
// It promises that a letter which lost what the law asks isn't kept, that what
// is wrong is said where it is, and that what somebody typed isn't lost by it.
// All pages work without JavaScript, and show no letter that was ever sent: only
// what letters are made from.
package documentweb

import (
	"context"
	"embed"
	"net/http"

	"baken/ground/document"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of these pages.
//
//go:embed text
var Text embed.FS

// Service is what the pages need; document.Service has it.
type Service interface {
	Desk(ctx context.Context, as org.Actor) ([]document.Set, error)
	Find(ctx context.Context, as org.Actor, of document.Key) (document.Letter, error)
	Adapt(ctx context.Context, as org.Actor, of document.Key, since int64, changed map[document.Code]document.Words) error
	Editions(ctx context.Context, as org.Actor, of document.Key) (own, standard []document.Kept, err error)
	Edition(ctx context.Context, as org.Actor, of document.Key, e document.Edition) (document.Kept, error)
}

// Pages are the pages.
type Pages struct {
	service Service
	actor   func(*http.Request) org.Actor
}

// New makes the pages; actor says who sends a request.
func New(s Service, actor func(*http.Request) org.Actor) *Pages { return &Pages{s, actor} }

const deskPath = "/desk/letters"

// Desk puts the pages, all for who is signed in, on the mux.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET "+deskPath, web.Handle(p.desk))
	mux.Handle("GET "+deskPath+"/{org}/{template}", web.Handle(p.form))
	mux.Handle("POST "+deskPath+"/{org}/{template}", web.Handle(p.save))
	mux.Handle("GET "+deskPath+"/{org}/{template}/editions/{edition}", web.Handle(p.edition))
}

func keyOf(r *http.Request) document.Key {
	return document.Key{Org: org.ID(r.PathValue("org")), Template: document.ID(r.PathValue("template"))}
}

func pathOf(k document.Key) string { return deskPath + "/" + string(k.Org) + "/" + string(k.Template) }

// both says something in the reader's language.
func both(w document.Words) text.Text { return text.Both(w.NL, w.EN) }
