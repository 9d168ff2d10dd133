// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package component draws what people see: the shell of a page and the parts
// that pages are made of, in the reader's language.
//
// It is the only place where text becomes HTML. A page outside it can pass
// messages and data, never markup or literals, so everything on a screen is
// translated, escaped, and drawn in one accessible way. Nothing here needs
// JavaScript, and nothing is fetched from another origin.
package component

import (
	"context"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/internal/text"
)

// UI draws components for one request.
type UI struct {
	Printer    *text.Printer
	Path       string    // path and query of the page, to come back to
	Account    *Account  // who is signed in; nil when nobody is
	Navigation []NavItem // the main menu for this reader
	Flash      *Flash    // what the last action came to, shown once on top
	Theme      string    // address of the customer's own tokens, or empty
	Version    string    // of this program, in the footer
	Demo       bool      // says on every page that the data is made up
	RequestID  string    // on error pages, so that the log can be found
	Contact    bool      // the site says where a weakness can be reported
}

// Account is who is signed in, as the page header shows it.
type Account struct {
	Name string
	Role text.Text // nil when the role is not shown
}

// NavItem is an entry of the main menu.
type NavItem struct {
	Label text.Text
	Path  string
}

// Flash is the outcome of the last action.
type Flash struct {
	Kind  Kind
	Title text.Text
}

type contextKey struct{}

// Into gives the request with the UI that its pages are drawn with.
func Into(r *http.Request, ui *UI) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), contextKey{}, ui))
}

// For gives the UI of the request, which the server's chassis put there. It
// panics when it is not there: the handler runs outside the chassis.
func For(r *http.Request) *UI {
	ui, ok := r.Context().Value(contextKey{}).(*UI)
	if !ok {
		panic("component: no UI in the request; handlers run inside web.New")
	}
	return ui
}

// Lang gives the language of the page.
func (ui *UI) Lang() text.Lang { return ui.Printer.Lang() }

// say gives a text in the reader's language; nil is nothing.
func (ui *UI) say(t text.Text) string {
	if t == nil {
		return ""
	}
	return t.In(ui.Printer)
}

// Say shows a text without an element around it, in a cell or beside a link.
func (ui *UI) Say(t text.Text) g.Node { return g.Text(ui.say(t)) }

// Group puts nodes one after the other.
func (ui *UI) Group(nodes ...g.Node) g.Node { return g.Group(nodes) }

func with(ok bool, n g.Node) g.Node { return g.If(ok, n) }

// class joins the names that are not empty.
func class(names ...string) g.Node {
	out := ""
	for _, n := range names {
		if n == "" {
			continue
		}
		if out != "" {
			out += " "
		}
		out += n
	}
	return g.Attr("class", out)
}
