// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintweb has the public page that says how a formal complaint
// proceeds, and by which day it has to be concluded. It is drawn from the table
// in the core, so that it promises what is done. What somebody fills in to have
// a day worked out isn't kept.
package complaintweb

import (
	"embed"
	"net/http"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/internal/web"
)

// Text holds the messages of this room.
//
//go:embed text
var Text embed.FS

// Config is what the pages work with.
type Config struct {
	Procedure complaint.Procedure
	Calendar  civil.Calendar
}

// Pages are the pages of the room.
type Pages struct{ Config }

// New makes the pages.
func New(c Config) *Pages { return &Pages{c} }

// Public puts the pages for everyone on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET /complaint", web.Handle(p.procedure))
	mux.Handle("POST /complaint", web.Handle(p.workOut))
}
