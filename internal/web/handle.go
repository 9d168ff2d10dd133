// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web/component"
)

// HandlerFunc answers a request, or gives the error that the reader is told.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// Handle makes a handler of f for forms and pages, with bodies of at most
// 1 MiB. An error becomes a page with its message and the status of its kind.
func Handle(f HandlerFunc) http.Handler { return Upload(pageBody, f) }

// Upload is Handle for a page that takes a body of at most limit bytes.
func Upload(limit int64, f HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		traceOf(r).pattern = r.Pattern
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		if err := f(w, r); err != nil {
			ShowError(w, r, err)
		}
	})
}

// Show sends a page with the status. A page for who is signed in is kept by
// no browser and no proxy.
func Show(w http.ResponseWriter, r *http.Request, status int, page g.Node) error {
	var b bytes.Buffer
	if err := page.Render(&b); err != nil {
		return fmt.Errorf("draw a page: %w", err)
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Language", string(component.For(r).Lang()))
	header.Set("Content-Length", strconv.Itoa(b.Len()))
	header.Set("Vary", "Cookie, Accept-Language")
	if component.For(r).Account != nil || r.Method == http.MethodPost {
		header.Set("Cache-Control", "no-store")
	} else if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "private, no-cache")
	}
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader who left can't be told
	return nil
}

// Redirect sends the reader on after something was done, so that reloading
// the page doesn't do it again.
func Redirect(w http.ResponseWriter, r *http.Request, to string) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// ShowError sends the page for an error, and notes in the log what isn't told.
func ShowError(w http.ResponseWriter, r *http.Request, err error) {
	err = known(err)
	status := Status(err)
	t := traceOf(r)
	t.err = err
	if t.begun {
		return
	}
	ui := component.For(r)
	if shown := Show(w, r, status, errorPage(ui, err)); shown != nil {
		t.err = shown
		http.Error(w, text.Fault(shown).In(ui.Printer), http.StatusInternalServerError)
	}
}

// errorPage says what went wrong and what to do.
func errorPage(ui *component.UI, err error) g.Node {
	kind := fault.KindOf(err)
	body := []g.Node{ui.Lead(text.Fault(err)), ui.Paragraph(advice(kind))}
	actions := []g.Node{ui.LinkButton("/", text.Key("web.fault.home"))}
	if kind == fault.Unauthenticated {
		actions = []g.Node{ui.LinkButton("/sign-in", text.Key("web.account.sign_in"))}
	}
	body = append(body, ui.Actions(actions...))
	if kind == fault.Internal && ui.RequestID != "" {
		body = append(body, ui.Small(text.With("web.fault.request", "id", text.Data(ui.RequestID))))
	}
	return ui.Page(heading(kind), body...)
}

func heading(k fault.Kind) text.Text { return text.Key("web.fault.title." + name(k)) }

func advice(k fault.Kind) text.Text { return text.Key("web.fault.advice." + name(k)) }

// name is the kind as it stands in message keys.
func name(k fault.Kind) string {
	switch k {
	case fault.Invalid:
		return "invalid"
	case fault.Unauthenticated:
		return "unauthenticated"
	case fault.Forbidden:
		return "forbidden"
	case fault.NotFound:
		return "not_found"
	case fault.Conflict:
		return "conflict"
	case fault.TooLarge:
		return "too_large"
	case fault.Busy:
		return "busy"
	case fault.Internal:
		return "internal"
	}
	return "internal"
}
