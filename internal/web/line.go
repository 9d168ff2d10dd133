// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// How long a reader's line may take. A file of 100 MB takes 13 minutes on a
// line of 1 Mbit/s: it may, for as long as bytes move.
const (
	whole   = 5 * time.Minute  // for a request or an answer, and one second more for every
	slowest = 16 << 10         // bytes that moved: a trickle doesn't hold a connection for ever
	still   = 90 * time.Second // without a single piece of it
	piece   = 64 << 10         // of an answer, that has to move in that time
)

// line moves the deadlines of a connection while bytes come and go. Only
// waiting for the line counts, not the time that the program itself takes.
type line struct {
	connection *http.ResponseController
	moved      int64
	waited     time.Duration
	cut        bool // nothing more is read from it
}

// follow gives each request the time that its line needs.
func follow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := &line{connection: http.NewResponseController(w)}
		followed := *r
		followed.Body = incoming{r.Body, l}
		next.ServeHTTP(outgoing{w, l}, &followed)
	})
}

// wait sets the deadline for the bytes that f moves, and afterwards the one for
// the program to go on.
func (l *line) wait(f func() (int, error)) (int, error) {
	begun := time.Now()
	left := whole + time.Duration(l.moved/slowest)*time.Second - l.waited
	l.until(begun.Add(min(still, left)))
	n, err := f()
	now := time.Now()
	l.moved += int64(n)
	l.waited += now.Sub(begun)
	l.cut = l.cut || err != nil && !errors.Is(err, io.EOF)
	l.until(now.Add(whole))
	return n, err
}

// until sets both deadlines, since the end of either ends the request. A
// connection that knows none keeps what it has.
func (l *line) until(t time.Time) {
	if !l.cut { // net/http would wait for the rest of the body
		_ = l.connection.SetReadDeadline(t)
	}
	_ = l.connection.SetWriteDeadline(t)
}

type incoming struct {
	io.ReadCloser
	line *line
}

func (i incoming) Read(b []byte) (int, error) {
	return i.line.wait(func() (int, error) { return i.ReadCloser.Read(b) })
}

type outgoing struct {
	http.ResponseWriter
	line *line
}

// Write sends a long answer in pieces: one that moves slowly isn't one that
// stands still.
func (o outgoing) Write(b []byte) (sent int, err error) {
	for first := true; err == nil && (first || sent < len(b)); first = false {
		var n int
		n, err = o.line.wait(func() (int, error) { return o.ResponseWriter.Write(b[sent:min(len(b), sent+piece)]) })
		sent += n
	}
	return sent, err
}

// Unwrap lets http.ResponseController reach the connection.
func (o outgoing) Unwrap() http.ResponseWriter { return o.ResponseWriter }
