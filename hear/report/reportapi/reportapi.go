// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reportapi has the addresses that browsers of reporters and of desks
// call; API.md lists them.
//
// It promises that nothing is asked of a reporter but what his receipt gives:
// no cookie, no session, no address; and that a wrong receipt is answered as
// one without a case.
package reportapi

import (
	"context"
	"embed"
	"net/http"
	"time"

	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/web"
)

// Text holds the messages of this room.
//
//go:embed text
var Text embed.FS

// API answers browsers.
type API struct {
	service *report.Service
	actor   func(*http.Request) org.Actor
	waiting chan struct{} // answers that wait for their proof
}

// New makes the addresses; actor says who sends a request.
func New(s *report.Service, actor func(*http.Request) org.Actor) *API {
	return &API{service: s, actor: actor, waiting: make(chan struct{}, mostWaiting)}
}

const (
	smallBody = 64 << 10
	sealBody  = 8 << 20 // an envelope and the key of an epoch, in base64
)

// Public adds the addresses for reporters.
func (a *API) Public(mux *http.ServeMux) {
	mux.Handle("GET /report/api/desks/{org}", web.JSON(smallBody, a.desk))
	mux.Handle("PUT /report/api/uploads/{upload}/{attachment}/{index}", web.JSON(report.MostChunk, a.putChunk))
	mux.Handle("GET /report/api/uploads/{upload}", web.JSON(smallBody, a.present))
	mux.Handle("POST /report/api/cases", web.JSON(sealBody, a.submit))
	mux.Handle("POST /report/api/open", web.JSON(smallBody, a.open))
	mux.Handle("POST /report/api/messages", web.JSON(sealBody, a.tell))
	mux.Handle("POST /report/api/chunks", web.JSON(smallBody, a.chunk))
	mux.Handle("POST /report/api/proof", web.JSON(smallBody, a.proof))
	mux.Handle("POST /report/api/notice", web.JSON(smallBody, a.switchOn))
	mux.Handle("POST /report/api/notice/end", web.JSON(smallBody, a.switchOff))
	mux.Handle("POST /report/api/heard", web.JSON(smallBody, a.feel))
	mux.Handle("POST /report/api/heard/decline", web.JSON(smallBody, a.decline))
}

// Desk adds the addresses for officers. They ask themselves who is signed in,
// since a script can't follow a redirect to the sign-in page.
func (a *API) Desk(mux *http.ServeMux) {
	const at = " /desk/reports/api"
	add := func(method, path string, most int64, f deskFunc) {
		mux.Handle(method+at+path, web.JSON(most, a.signedIn(f)))
	}
	add("GET", "/me", smallBody, a.me)
	add("GET", "/keyring", smallBody, a.ring)
	add("POST", "/keyring", sealBody, a.setKeyring)
	add("POST", "/keyring/renew", sealBody, a.renewKeyring)
	add("GET", "/cases", smallBody, a.list)
	add("GET", "/cases/{case}", smallBody, a.find)
	add("POST", "/cases/{case}/messages", sealBody, a.answer)
	add("POST", "/cases/{case}/epochs", sealBody, a.rotate)
	add("POST", "/cases/{case}/reseal", 4*sealBody, a.share)
	add("POST", "/cases/{case}/state", smallBody, a.move)
	add("POST", "/cases/{case}/triage", smallBody, a.triage)
	add("POST", "/cases/{case}/end", smallBody, a.end)
	add("POST", "/cases/{case}/assign", smallBody, a.assign)
	add("POST", "/cases/{case}/exclude", smallBody, a.exclude)
	add("POST", "/cases/{case}/admit", smallBody, a.admit)
	add("POST", "/cases/{case}/hand", smallBody, a.hand)
	add("POST", "/cases/{case}/hold", smallBody, a.hold)
	add("POST", "/cases/{case}/release", smallBody, a.release)
	add("POST", "/gone", smallBody, a.gone)
	add("GET", "/cases/{case}/attachments/{attachment}/{index}", smallBody, a.deskChunk)
	add("POST", "/leave", smallBody, a.leave)
	add("POST", "/tallies", smallBody, a.tally)
	add("POST", "/tallies/known", smallBody, a.known)
	add("GET", "/index", smallBody, a.index)
	add("PUT", "/index", sealBody, a.putIndex)
	add("PUT", "/uploads/{upload}/{attachment}/{index}", report.MostChunk, a.deskPutChunk)
	add("GET", "/uploads/{upload}", smallBody, a.deskPresent)
}

type deskFunc func(w http.ResponseWriter, r *http.Request, as org.Actor) error

func (a *API) signedIn(f deskFunc) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		as := a.actor(r)
		if !as.SignedIn() {
			return org.ErrSignIn
		}
		return f(w, r, as)
	}
}

// How long an answer waits for its proof, and how many wait at a time. The log
// gives places 50 times a second; when many report at once, nobody's answer is
// held up for that, and most browsers ask for their proof a moment later.
const (
	proofWait   = 2 * time.Second
	mostWaiting = 8
)

// proofOf gives the proof of what was just recorded, or nothing when the log
// needs longer or many wait already: the record is kept all the same. The
// error is for the log.
func (a *API) proofOf(ctx context.Context, e report.Event) (string, error) {
	select {
	case a.waiting <- struct{}{}:
		defer func() { <-a.waiting }()
	default:
		return "", report.ErrLater
	}
	ctx, cancel := context.WithTimeout(ctx, proofWait)
	defer cancel()
	return a.service.Proof(ctx, e)
}

func writeBytes(w http.ResponseWriter, sealed []byte) {
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(sealed)
}
