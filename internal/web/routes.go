// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"
)

// Routes answers with the pages of mux; where mux has none, with a page that
// says so. It stands inside what knows who is signed in.
func Routes(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &verdict{header: make(http.Header)}
		h.ServeHTTP(probe, r)
		traceOf(r).pattern = "none"
		if probe.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", probe.header.Get("Allow"))
			ShowError(w, r, ErrNoMethod)
			return
		}
		ShowError(w, r, ErrNoPage)
	})
}

// verdict hears what the mux would have answered.
type verdict struct {
	header http.Header
	status int
}

func (v *verdict) Header() http.Header         { return v.header }
func (v *verdict) Write(b []byte) (int, error) { return len(b), nil }
func (v *verdict) WriteHeader(status int)      { v.status = status }
