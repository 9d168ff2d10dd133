// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"baken/internal/web/webtest"
)

// TestTheFormIsLight opens the form with nothing in the cache, as somebody who
// comes for the first time, and goes on until the words are on the screen.
// What the pages are made of counts, with its headers and also when it is
// loaded on the way: the page, the style, the fonts and the script. What is
// sent and answered then depends on the desk, and is told apart.
func TestTheFormIsLight(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			v := here.come(t, here.base, "light-"+lang, webtest.In(lang))
			count := v.Weigh()
			v.Go("/report/" + string(v.org))
			v.Await(live)
			v.Await(lettered)
			v.fill()
			v.words()
			v.Await(lettered)
			v.light("form", count())

			back := here.come(t, here.base, "light-"+lang, webtest.In(lang))
			count = back.Weigh()
			back.Go("/report/return")
			back.Await(live)
			back.Await(lettered)
			back.light("return", count())
		})
	}
}

// lettered waits for the fonts.
const lettered = "document.fonts.ready.then(() => true)"

// light fails when a page is heavier than was promised.
func (v *visit) light(page string, bytes map[string]int64) {
	v.t.Helper()
	const most = 130_000
	var made, said int64
	fonts := 0
	for path, n := range bytes {
		switch {
		case strings.HasPrefix(path, "/report/api/"):
			said += n
			continue
		case strings.HasSuffix(path, ".woff2"):
			fonts++
		}
		made += n
		v.t.Logf("%s: %d bytes", path, n)
	}
	v.t.Logf("%s_bytes=%d said_bytes=%d", page, made, said)
	if made > most {
		v.t.Errorf("the %s took %d bytes, want at most %d", page, made, most)
	}
	if made < 50_000 || fonts == 0 {
		v.t.Errorf("%d bytes and %d fonts: the count is broken", made, fonts)
	}
}

// slow serves the house with scripts that come only when they are let go.
func (h *house) slow(t *testing.T) (handler http.Handler, letGo func()) {
	t.Helper()
	to, err := url.Parse(h.base)
	if err != nil {
		t.Fatal(err)
	}
	gate := make(chan struct{})
	through := httputil.NewSingleHostReverseProxy(to)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			select {
			case <-gate:
			case <-r.Context().Done():
				return
			}
		}
		through.ServeHTTP(w, r)
	}), func() { close(gate) }
}

const painted = "performance.getEntriesByName('first-contentful-paint').length === 1"

// TestThePagePaintsBeforeItsScript holds the script back: the form is painted,
// can be read and typed in, and what was typed is there when the script comes.
func TestThePagePaintsBeforeItsScript(t *testing.T) {
	handler, letGo := here.slow(t)
	v := &visit{webtest.Open(t, handler), t, here.world.Desks()[0], "slow"}
	webtest.Eval[bool](v.Page, "(location.href = '"+v.URL("/report/"+string(v.org))+"', true)") // Go waits for scripts
	v.Await(painted)
	v.Fill("#what", story)
	if webtest.Eval[bool](v.Page, live) {
		t.Error("the script wasn't held back")
	}
	// Who waits longer is told that the page works without the script.
	v.Await("getComputedStyle(document.querySelector('[data-plain]')).visibility === 'visible'")
	letGo()
	v.Await(live)
	if got := v.Value("#what"); got != story {
		t.Errorf("when the script came, the field held %q", got)
	}
}

// TestScriptsOnlyWhereItSeals looks for scripts on pages for everyone. The two
// that seal name theirs with a hash, so that a changed one is refused.
func TestScriptsOnlyWhereItSeals(t *testing.T) {
	v := here.come(t, here.base, "scripts")
	const scripts = "[...document.querySelectorAll('script')].map(s => [s.src, s.type, s.integrity].join(' '))"
	for path, want := range map[string]string{
		"/": "", "/figures": "", "/sign-in": "", "/report": "", "/components": "", "/nowhere": "",
		"/report/" + string(v.org): "report", "/report/return": "return",
	} {
		v.Go(path)
		all := webtest.Eval[[]string](v.Page, scripts)
		if want == "" {
			if len(all) > 0 {
				t.Errorf("%s loads %q", path, all)
			}
			continue
		}
		// A module waits until the page has been read.
		if len(all) != 1 || !strings.Contains(all[0], "/assets/"+want+"-") || !strings.Contains(all[0], ".js module sha384-") {
			t.Errorf("%s loads %q", path, all)
		}
	}
}
