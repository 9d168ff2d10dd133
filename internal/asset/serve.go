// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package asset

import (
	"net/http"
	"strconv"
	"strings"
)

// Handler serves the assets under Prefix. A file's contents never change
// under its name, so browsers may keep it; it is sent compressed to who takes
// that.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m, err := manifest()
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, Prefix)
		for _, e := range m {
			if e.File == name {
				e.serve(w, r)
				return
			}
		}
		http.NotFound(w, r)
	})
}

// serve sends the file in the smallest form that the browser takes.
func (e entry) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", e.Type)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", strconv.Quote(e.File))
	file := e.File
	if len(e.Encodings) > 0 {
		h.Set("Vary", "Accept-Encoding")
		if coding, suffix := e.choose(r.Header.Get("Accept-Encoding")); coding != "" {
			h.Set("Content-Encoding", coding)
			h.Set("ETag", strconv.Quote(e.File+suffix))
			file += suffix
		}
	}
	if r.Header.Get("If-None-Match") == h.Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	raw, err := dist.ReadFile("dist/" + file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(raw)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(raw)
	}
}

// choose gives the coding that the browser accepts, and the suffix of the
// file that is kept in it. Codings stand best first.
func (e entry) choose(accepted string) (coding, suffix string) {
	for _, c := range e.Encodings {
		for part := range strings.SplitSeq(accepted, ",") {
			name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
			if name == c && wanted(weight) {
				return c, map[string]string{"br": ".br", "gzip": ".gz"}[c]
			}
		}
	}
	return "", ""
}

// wanted reports whether the weight of a coding isn't nought.
func wanted(weight string) bool {
	q, ok := strings.CutPrefix(strings.TrimSpace(weight), "q=")
	if !ok {
		return true
	}
	x, err := strconv.ParseFloat(q, 64)
	return err == nil && x > 0
}
