// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintweb has the pages of the formal complaint: the public one that
// says how it proceeds, drawn from the table in the core so that it promises what
// is done; that on which one is filed; that on which a party follows it; and the
// room in which the committee and the authority work.
//
// It promises that what somebody fills in to have a day worked out isn't kept, and
// that with JavaScript no page that this server sends holds a word of a complaint:
// those are opened in the browser alone. Without it the pages say what that means
// before anything is sent.
package complaintweb

import (
	"context"
	"embed"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// Text holds the messages of this room.
//
//go:embed text
var Text embed.FS

// Service is what the pages need of the room; complaint.Service does it.
type Service interface {
	Choices(ctx context.Context) ([]complaint.Choice, error)
	Panel(ctx context.Context, about org.ID) (complaint.Panel, error)
	Years(ctx context.Context) ([]int, error)
	Uniformity(ctx context.Context, year int, say complaint.Say) (complaint.Figures, error)
}

// Server seals and opens for visits without JavaScript; complaintserver.Server does
// it.
type Server interface {
	File(ctx context.Context, about org.ID, f complaintserver.Filing) (complaintserver.Filed, error)
	Open(ctx context.Context, words string) (complaintserver.Followed, error)
	Attached(ctx context.Context, words string, paper complaint.PaperNumber, index int) (complaintserver.File, error)
	Do(ctx context.Context, words string, m complaintserver.Move) error
	Draw() []string
	Own(ctx context.Context, words, next string) error
	Invite(ctx context.Context, words, next string, as complaint.Capacity) error
}

// Config is what the pages work with.
type Config struct {
	Procedure complaint.Procedure
	Calendar  civil.Calendar
	Service   Service
	Server    Server
	Catalogue *text.Catalogue                       // what figures are called, in both languages
	Actor     func(*http.Request) org.Actor         // who sends a request
	Site      func(context.Context) (string, error) // with what words are stretched
	Away      string                                // where the link to leave quickly leads
	Receipt   func(*component.UI) g.Node            // what a script shows of words that were drawn
	Door      []text.Key                            // what scripts say while somebody makes or opens his keys
	Words     []text.Key                            // and of words that were drawn
}

// Pages are the pages of the room.
type Pages struct{ Config }

// New makes the pages.
func New(c Config) *Pages { return &Pages{c} }

// Public puts the pages for everyone on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET /complaint", web.Handle(p.procedure))
	mux.Handle("POST /complaint", web.Handle(p.workOut))
	mux.Handle("GET /complaint/file", web.Handle(p.choose))
	mux.Handle("POST /complaint/file", web.Handle(p.chosen))
	mux.Handle("GET /complaint/file/{org}", web.Handle(p.file))
	mux.Handle("POST /complaint/file/{org}", web.Upload(wholeForm, p.send))
	mux.Handle("GET /complaint/follow", web.Handle(p.follow))
	mux.Handle("POST /complaint/follow", web.Handle(p.openWords))
	mux.Handle("POST /complaint/follow/do", web.Upload(wholeForm, p.do))
	mux.Handle("POST /complaint/follow/own", web.Handle(p.own))
	mux.Handle("POST /complaint/follow/invite", web.Handle(p.invite))
	mux.Handle("POST /complaint/follow/file", web.Handle(p.attached))
	mux.Handle("GET /complaint/figures", web.Handle(p.figures))
	mux.Handle("GET /complaint/figures/{year}", web.Handle(p.yearly))
	mux.Handle("GET /complaint/figures/{year}/{file}", web.Handle(p.yearFile))
}

// Desk puts the room on the mux, for who is signed in.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET /committee", web.Handle(p.room))
}

// called says what an organisation is called.
func called(n org.Name) text.Text { return text.Both(n.NL, n.EN) }
