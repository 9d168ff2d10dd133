// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counselweb has the pages for who looks for help before anything is
// filed: which way fits, who in the organisation listens, and those on which
// an organisation keeps that; and the page of a counsellor's own space.
//
// It promises that what somebody answers isn't kept: it is sent with the page,
// never as part of an address, and no page sets a cookie for it. All pages work
// without JavaScript, also that on which somebody asks a counsellor for a talk,
// where the server then seals what he writes; except that of the space: what stands in it is opened by
// the counsellor's browser alone, and the page that this server sends is empty.
package counselweb

import (
	"context"
	"embed"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/hear/counsel/counselserver"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of this room.
//
//go:embed text
var Text embed.FS

// Service is what the pages need of the room; counsel.Service does it.
type Service interface {
	Choices(ctx context.Context) ([]counsel.Choice, error)
	Help(ctx context.Context, id org.ID) (counsel.Help, error)

	Desk(ctx context.Context, as org.Actor) ([]counsel.Kept, error)
	Adds(as org.Actor, in org.ID) bool
	Find(ctx context.Context, as org.Actor, id counsel.EntryID) (counsel.Entry, counsel.Right, error)
	Counsellors(ctx context.Context, as org.Actor, in org.ID) ([]org.Person, error)
	Add(ctx context.Context, as org.Actor, in org.ID, d counsel.Details) (counsel.EntryID, error)
	Edit(ctx context.Context, as org.Actor, id counsel.EntryID, since int64, d counsel.Details) error
	Leave(ctx context.Context, as org.Actor, id counsel.EntryID, since int64, a counsel.Away) error
	Confirm(ctx context.Context, as org.Actor, id counsel.EntryID, since int64) error

	Listens(as org.Actor) bool
	Listeners(ctx context.Context, d counsel.Directory) ([]counsel.Listener, error)
	Figures(ctx context.Context, of org.ID, say counsel.Say) ([]counsel.YearFigures, error)
}

// Server seals and opens where a browser can't; counselserver.Server does it.
type Server interface {
	Ask(ctx context.Context, in org.ID, to counsel.EntryID, w counselserver.Wish) error

	Open(ctx context.Context, words string) (counselserver.Care, error)
	Begin(ctx context.Context, words string, in org.ID, with counsel.EntryID, text string) error
	Say(ctx context.Context, words, kind string, said counselserver.Said) error
	End(ctx context.Context, words string) error
}

// Config is what the pages work with.
type Config struct {
	Service   Service
	Server    Server
	Catalogue *text.Catalogue               // what figures are called, in both languages
	Actor     func(*http.Request) org.Actor // who sends a request
	Now       func() time.Time
	Bodies    map[counsel.Code]counsel.Body         // how to reach who helps outside
	Read      int                                   // days within which the desk says that it has read a report
	Answer    int                                   // months within which the reporter hears what was done
	Limit     civil.Months                          // after which an entry has to be confirmed
	Kept      civil.Days                            // how long a request for a talk waits that nobody marks as handled
	Away      string                                // where the link to leave quickly leads
	Door      []text.Key                            // what the script says while somebody makes or opens his keys
	Site      func(context.Context) (string, error) // with what receipts are stretched
}

// Pages are the pages of the room.
type Pages struct{ Config }

// New makes the pages.
func New(c Config) *Pages { return &Pages{c} }

// Public puts the pages for everyone on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET /routes", web.Handle(p.ask))
	mux.Handle("POST /routes", web.Handle(p.advise))
	mux.Handle("GET /routes/all", web.Handle(p.all))
	mux.Handle("GET /help", web.Handle(p.choose))
	mux.Handle("POST /help", web.Handle(p.chosen))
	mux.Handle("GET /help/{org}", web.Handle(p.help))
	for _, at := range []string{"/aftercare", "/help/{org}/aftercare"} {
		mux.Handle("GET "+at, web.Handle(p.aftercare))
		mux.Handle("POST "+at, web.Handle(p.openCare))
	}
	mux.Handle("POST /help/{org}/aftercare/begin", web.Handle(p.beginCare))
	mux.Handle("POST /aftercare/say", web.Handle(p.sayCare))
	mux.Handle("POST /aftercare/check-in", web.Handle(p.checkIn))
	mux.Handle("POST /aftercare/end", web.Handle(p.endCare))
	mux.Handle("GET /help/{org}/appointment", web.Handle(p.appointment))
	mux.Handle("GET /help/{org}/figures", web.Handle(p.figures))
	mux.Handle("GET /help/{org}/figures/{file}", web.Handle(p.figuresFile))
	mux.Handle("POST /help/{org}/appointment", web.Handle(p.askForTalk))
}

// Desk puts the pages for who is signed in on the mux.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET /counsel", web.Handle(p.space))
	mux.Handle("GET /desk/help", web.Handle(p.desk))
	mux.Handle("GET /desk/help/{org}/new", web.Handle(p.newForm))
	mux.Handle("POST /desk/help/{org}/new", web.Handle(p.add))
	mux.Handle("GET /desk/help/{id}", web.Handle(p.editForm))
	mux.Handle("POST /desk/help/{id}", web.Handle(p.edit))
	mux.Handle("GET /desk/help/{id}/away", web.Handle(p.awayForm))
	mux.Handle("POST /desk/help/{id}/away", web.Handle(p.leave))
	mux.Handle("POST /desk/help/{id}/confirm", web.Handle(p.confirm))
}

// name says what an organisation is called.
func name(n org.Name) text.Text { return words(counsel.Words{NL: n.NL, EN: n.EN}) }

// words says what somebody wrote in both languages.
func words(w counsel.Words) text.Text {
	return text.Func(func(p *text.Printer) string {
		if p.Lang() == text.EN {
			return w.EN
		}
		return w.NL
	})
}
