// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"baken/base/fault"
)

type traceKey struct{}

// trace is what the log will say about one request. It holds no address, no
// account and no path with a name in it: only the pattern of the route.
type trace struct {
	id      string
	pattern string
	status  int
	bytes   int
	begun   bool
	err     error
	stack   string
}

// traceOf gives the trace of the request; one that nobody reads when the
// handler runs outside the chassis.
func traceOf(r *http.Request) *trace {
	if t, ok := r.Context().Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

func (t *trace) panicked(p any) {
	t.err = fmt.Errorf("%w: %T", errPanic, p)
	if err, ok := p.(error); ok {
		t.err = fmt.Errorf("%w: %v", errPanic, err)
	}
	t.stack = string(debug.Stack())
}

// record numbers each request and writes a line about it when it is answered.
func (c Config) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		t := &trace{id: rand.Text()[:12], pattern: "none", status: http.StatusOK}
		r = r.WithContext(context.WithValue(r.Context(), traceKey{}, t))
		w.Header().Set("X-Request-Id", t.id)
		next.ServeHTTP(&counter{ResponseWriter: w, t: t}, r)
		c.write(r, t, time.Since(begin))
	})
}

func (c Config) write(r *http.Request, t *trace, took time.Duration) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("request", t.id),
		slog.String("method", method(r.Method)),
		slog.String("route", t.pattern),
		slog.Int("status", t.status),
		slog.Int("bytes", t.bytes),
		slog.Duration("took", took),
	}
	if t.err != nil {
		attrs = append(attrs, slog.String("error", t.err.Error()))
		// What ended because the reader left is no fault of the server.
		if fault.KindOf(t.err) == fault.Internal && r.Context().Err() == nil {
			level = slog.LevelError
		}
	}
	if t.stack != "" {
		attrs = append(attrs, slog.String("stack", t.stack))
	}
	c.Log.LogAttrs(r.Context(), level, "request", attrs...)
}

// method keeps invented methods out of the log.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// marked notes the pattern that the chassis' own routes matched.
func marked(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "/" {
			traceOf(r).pattern = pattern
		}
		mux.ServeHTTP(w, r)
	})
}

// counter notes the status and the size of an answer.
type counter struct {
	http.ResponseWriter
	t *trace
}

func (c *counter) WriteHeader(status int) {
	if !c.t.begun {
		c.t.begun, c.t.status = true, status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(b []byte) (int, error) {
	c.t.begun = true
	n, err := c.ResponseWriter.Write(b)
	c.t.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
