// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/internal/web/webtest"
)

// leave puts something wherever a page can keep it, and asks a question when
// the page is left.
const leave = `(async () => {
	document.cookie = "left=1; path=/";
	localStorage.left = sessionStorage.left = window.name = "1";
	await new Promise(done => { indexedDB.open("left").onsuccess = done });
	await caches.open("left");
	await navigator.serviceWorker.register("/worker.js");
	addEventListener("beforeunload", e => e.preventDefault());
	return true;
})()`

// found is what the next page finds of that, and of how the window was set.
const found = `(async () => [document.cookie, localStorage.length, sessionStorage.length, window.name, history.length,
	(await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
	innerWidth, innerHeight, ...["(prefers-color-scheme: dark)", "print"].map(m => matchMedia(m).matches), navigator.onLine].join())()`

// nothing is what a new window finds: one page before this, and what At says.
const nothing = ",0,0,,2,0,0,0,1280,900,false,false,true"

// TestWindowsShareNothing opens a window on the site where another has left all
// that it can, after that was closed and beside it.
func TestWindowsShareNothing(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/", pages())
	mux.HandleFunc("/worker.js", script("1"))
	server := httptest.NewServer(mux)
	defer server.Close()
	tests := map[string]struct {
		options []webtest.Option
		do      string
	}{
		"on a phone":     {[]webtest.Option{webtest.Phone(), webtest.Dark()}, leave},
		"without script": {[]webtest.Option{webtest.WithoutScript()}, "true"},
	}
	for name, tt := range tests {
		for _, before := range []string{"closed", "open"} {
			t.Run(name+", "+before, func(t *testing.T) {
				first, next := &listener{TB: t}, &listener{TB: t}
				p := webtest.At(first, server.URL, tt.options...)
				p.Go("/fine")
				p.Go("/blind")
				p.Click("h1") // before the reader has done something no page may ask whether he leaves
				p.Await(tt.do)
				p.Printed()
				if before == "closed" {
					first.end()
				} else {
					defer first.end()
				}
				after := webtest.At(next, server.URL)
				defer next.end()
				after.Go("/fine")
				after.Await("true") // a script that waits, and so a timer
				if before == "open" {
					webtest.Eval[bool](p, "(console.error('au'), true)")
				}
				after.Await("(async () => { document.title = await " + found + "; return true })()")
				if diff := cmp.Diff(nothing, after.Title()); diff != "" {
					t.Errorf("the next window finds (-want +got):\n%s", diff)
				}
				if len(next.heard) > 0 {
					t.Errorf("the next window hears %q", next.heard)
				}
			})
		}
	}
}
