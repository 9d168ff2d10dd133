// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledgerweb serves the log to everyone: as tiles and checkpoints for
// public tools (C2SP tlog-tiles), the log's key, the keys of a desk for its
// members' browsers, proofs that a later log begins with an earlier one, and
// what the log declares to have lost.
//
// Nothing of it is personal data: see base/ledger.
package ledgerweb

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"baken/base/fault"
	"baken/base/ledger"
)

// Log is what is served; ledgerdb.Log is one.
type Log interface {
	Key() string
	Checkpoint(ctx context.Context) ([]byte, error)
	Tile(ctx context.Context, t ledger.Tile) ([]byte, error)
	Extension(ctx context.Context, old int64) (ledger.Extension, error)
	Between(ctx context.Context, old, size int64) (ledger.Extension, error)
	Keys(ctx context.Context, desk string) (ledger.DeskKeys, error)
	Losses(ctx context.Context, old int64) (ledger.Losses, error)
}

// Prefix is where the log is served. The log's name is the site's address
// without scheme, and this without the last slash.
const Prefix = "/ledger/"

const (
	plain   = "text/plain; charset=utf-8"
	binary  = "application/octet-stream"
	brief   = "no-cache"
	forever = "public, max-age=31536000, immutable"
)

// Handler serves a log below Prefix. Its answers carry no cookies and may be
// read by scripts of other sites.
func Handler(l Log, log *slog.Logger) http.Handler {
	h := handler{l, log}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Prefix+"checkpoint", h.checkpoint)
	mux.HandleFunc("GET "+Prefix+"key", h.key)
	mux.HandleFunc("GET "+Prefix+"keys", h.keys)
	mux.HandleFunc("GET "+Prefix+"consistency", h.consistency)
	mux.HandleFunc("GET "+Prefix+"losses", h.losses)
	mux.HandleFunc("GET "+Prefix+"tile/{path...}", h.tile)
	return mux
}

type handler struct {
	Log
	log *slog.Logger
}

func (h handler) checkpoint(w http.ResponseWriter, r *http.Request) {
	signed, err := h.Checkpoint(r.Context())
	h.answer(w, r, plain, brief, signed, err)
}

func (h handler) key(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, plain, brief, []byte(h.Key()+"\n"), nil)
}

func (h handler) tile(w http.ResponseWriter, r *http.Request) {
	t, err := ledger.ParseTile("tile/" + r.PathValue("path"))
	var content []byte
	if err == nil {
		content, err = h.Tile(r.Context(), t)
	}
	h.answer(w, r, binary, forever, content, err)
}

func (h handler) consistency(w http.ResponseWriter, r *http.Request) {
	old, err := strconv.ParseInt(r.FormValue("from"), 10, 64)
	if err != nil {
		h.answer(w, r, plain, brief, nil, ledger.ErrNone)
		return
	}
	var e ledger.Extension
	if to := r.FormValue("to"); to == "" {
		e, err = h.Extension(r.Context(), old)
	} else {
		size, bad := strconv.ParseInt(to, 10, 64)
		if bad != nil {
			h.answer(w, r, plain, brief, nil, ledger.ErrNone)
			return
		}
		e, err = h.Between(r.Context(), old, size)
	}
	h.answer(w, r, plain, brief, e.File(), err)
}

func (h handler) keys(w http.ResponseWriter, r *http.Request) {
	all, err := h.Keys(r.Context(), r.FormValue("desk"))
	var body []byte
	if err == nil {
		body, err = json.Marshal(all)
	}
	h.answer(w, r, "application/json", brief, body, err)
}

// losses answers from a size, or from nothing.
func (h handler) losses(w http.ResponseWriter, r *http.Request) {
	old := int64(0)
	if from := r.FormValue("from"); from != "" {
		var err error
		if old, err = strconv.ParseInt(from, 10, 64); err != nil || old < 0 {
			h.answer(w, r, plain, brief, nil, ledger.ErrNone)
			return
		}
	}
	all, err := h.Losses(r.Context(), old)
	var body []byte
	if err == nil {
		body, err = all.File()
	}
	h.answer(w, r, "application/json", brief, body, err)
}

func (h handler) answer(w http.ResponseWriter, r *http.Request, kind, cache string, body []byte, err error) {
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("X-Content-Type-Options", "nosniff")
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	header.Set("Content-Type", kind)
	header.Set("Cache-Control", cache)
	header.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader has left
}

// refuse answers tools, not people: with a status and the key of the fault.
func (h handler) refuse(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Cache-Control", "no-store")
	known := new(fault.Error)
	switch kind := fault.KindOf(err); {
	case errors.Is(err, context.Canceled):
		return // the reader has left
	case errors.As(err, &known) && kind == fault.NotFound:
		http.Error(w, known.Key(), http.StatusNotFound)
	case kind == fault.Busy:
		http.Error(w, "ledger.busy", http.StatusServiceUnavailable)
	default:
		h.log.ErrorContext(r.Context(), "serve the ledger", "path", r.URL.Path, "error", err)
		http.Error(w, "ledger.internal", http.StatusInternalServerError)
	}
}
