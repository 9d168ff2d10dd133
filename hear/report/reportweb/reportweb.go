// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reportweb has the pages for reporters: where somebody reads what a
// report is, makes one, keeps its receipt, and comes back for the answer.
//
// It promises that nobody is asked who he is, that nothing is sent before the
// reporter chose to, that he reads beforehand who can read it and what happens
// next, and that access isn't lost by one click. With JavaScript the words
// never leave the reporter's device in the clear; without it the pages say
// what that means before anything is sent.
package reportweb

import (
	"context"
	"embed"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web"
)

// Text holds the messages of these pages.
//
//go:embed text
var Text embed.FS

// Service is what the pages need of the room; report.Service does it.
type Service interface {
	Gaps(ctx context.Context) ([]report.Gap, error)
	// Choices lists the organisations to which can be reported.
	Choices(ctx context.Context) ([]report.Choice, error)
	// Office gives the desk of an organisation as it is today.
	Office(ctx context.Context, id org.ID) (report.Office, error)
	// SiteName gives what receipts are stretched with.
	SiteName(ctx context.Context) (string, error)
	// Figures gives what was counted of the reports to an organisation.
	Figures(ctx context.Context, of org.ID, name report.Name) ([]report.Figures, error)
}

// Server seals and opens for visits without JavaScript; reportserver.Server
// does it.
type Server interface {
	Submit(ctx context.Context, id org.ID, parts *multipart.Reader) (reportserver.Filed, url.Values, error)
	Open(ctx context.Context, words string) (reportserver.Dialogue, error)
	Answer(ctx context.Context, words string, r reportserver.Reply) (report.Event, error)
	Attachment(ctx context.Context, words, id string) (reportserver.Manifest, func(io.Writer) error, error)
	Proof(ctx context.Context, e report.Event) (string, error)
	SwitchOn(ctx context.Context, words, address string) error
	SwitchOff(ctx context.Context, words string) error
	Feel(ctx context.Context, words, heard, retaliation string) error
	Decline(ctx context.Context, words string) error
}

// Config is what the pages work with.
type Config struct {
	Service   Service
	Server    Server
	Catalogue *text.Catalogue // what figures are called, in both languages
	Now       func() time.Time
	Promise   report.Terms
	Away      string // where the link to leave quickly leads
}

// Default is what holds unless an operator says otherwise.
func Default(s Service, sealer Server, c *text.Catalogue, now func() time.Time) Config {
	return Config{Service: s, Server: sealer, Catalogue: c, Now: now, Promise: report.Promise(), Away: "https://www.rijksoverheid.nl/"}
}

// wholeForm is a form with one attachment.
const wholeForm = report.MostAttachment + 2<<20

// Pages are the pages of the room.
type Pages struct{ Config }

// New makes the pages.
func New(c Config) *Pages { return &Pages{c} }

// Public puts the pages on the mux.
func (p *Pages) Public(mux *http.ServeMux) {
	mux.Handle("GET /report", small(web.Handle(p.start)))
	mux.Handle("POST /report", web.Handle(p.choose))
	mux.Handle("GET /report/{org}", small(web.Handle(p.form)))
	mux.Handle("POST /report/{org}", web.Upload(wholeForm, p.send))
	mux.Handle("GET /report/return", small(web.Handle(p.returning)))
	mux.Handle("POST /report/return", web.Handle(p.openCase))
	mux.Handle("POST /report/return/say", web.Handle(p.say))
	mux.Handle("POST /report/return/file", web.Handle(p.file))
	mux.Handle("POST /report/return/notice", web.Handle(p.notice))
	mux.Handle("POST /report/return/heard", web.Handle(p.feel))
	mux.Handle("GET /report/figures", small(web.Handle(p.figures)))
	mux.Handle("GET /report/figures/{org}", small(web.Handle(p.figuresOf)))
	mux.Handle("GET /report/figures/{org}/{file}", small(web.Handle(p.figuresFile)))
}

// name says what an organisation is called.
func name(n org.Name) text.Text { return text.Both(n.NL, n.EN) }
