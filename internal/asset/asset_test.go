// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package asset_test

import (
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken/internal/asset"
)

func fetch(t *testing.T, url, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, url, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	asset.Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestBuilt(t *testing.T) {
	if err := asset.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestServe(t *testing.T) {
	tests := []struct{ name, accept, coding, kind string }{
		{"style.css", "", "", "text/css; charset=utf-8"},
		{"style.css", "gzip", "gzip", "text/css; charset=utf-8"},
		{"style.css", "gzip, deflate, br", "br", "text/css; charset=utf-8"},
		{"style.css", "br;q=0, gzip;q=0.5", "gzip", "text/css; charset=utf-8"},
		{"NOTICES.txt", "", "", "text/plain; charset=utf-8"},
		{"favicon.svg", "", "", "image/svg+xml"},
	}
	for _, tt := range tests {
		answer := fetch(t, asset.URL(tt.name), tt.accept)
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d; run \"go generate ./internal/asset\"", tt.name, answer.StatusCode)
		}
		if got := answer.Header.Get("Content-Encoding"); got != tt.coding {
			t.Errorf("%s for %q: coding %q, want %q", tt.name, tt.accept, got, tt.coding)
		}
		if got := answer.Header.Get("Content-Type"); got != tt.kind {
			t.Errorf("%s: type %q, want %q", tt.name, got, tt.kind)
		}
		if got := answer.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%s: Cache-Control %q", tt.name, got)
		}
	}
}

func TestIntegrityIsOfWhatIsServed(t *testing.T) {
	scripts, err := asset.Scripts()
	if err != nil || len(scripts) < 3 {
		t.Fatalf("the scripts are %v, %v", scripts, err)
	}
	for _, name := range append(slices.Collect(maps.Keys(scripts)), "style.css") {
		plain := body(t, fetch(t, asset.URL(name), "").Body)
		sum := sha512.Sum384([]byte(plain))
		want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
		if got := asset.Integrity(name); got != want {
			t.Errorf("%s: integrity %s, want %s", name, got, want)
		}
		if got, ok := scripts[name]; ok && got != want {
			t.Errorf("%s: listed as %s, want %s", name, got, want)
		}
		z, err := gzip.NewReader(fetch(t, asset.URL(name), "gzip").Body)
		if err != nil {
			t.Fatal(err)
		}
		if body(t, z) != plain {
			t.Errorf("%s is another one compressed", name)
		}
	}
}

// TestStyle holds what the pages promise: all from here, small, and licensed.
func TestStyle(t *testing.T) {
	style := body(t, fetch(t, asset.URL("style.css"), "").Body)
	for _, m := range regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(style, -1) {
		at := strings.Trim(m[1], `"'`)
		if strings.Contains(at, ":") || strings.HasPrefix(at, "//") {
			t.Errorf("the style fetches %s", at)
			continue
		}
		answer := fetch(t, asset.Prefix+strings.TrimPrefix(at, "./"), "")
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "font/woff2" {
			t.Errorf("%s: status %d, type %q", at, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
	}
	if !strings.Contains(style, "font-display:swap") {
		t.Error("text waits for its font")
	}
	const most = 60_000 // bytes, compressed and without fonts
	if size := len(body(t, fetch(t, asset.URL("style.css"), "gzip").Body)); size > most {
		t.Errorf("the style is %d bytes, want at most %d", size, most)
	}
	notices := body(t, fetch(t, asset.URL("NOTICES.txt"), "").Body)
	for _, name := range []string{"@utrecht/button-css", "@nl-design-system-candidate/skip-link-css", "@fontsource/source-sans-3", "EUPL", "SIL"} {
		if !strings.Contains(notices, name) {
			t.Errorf("the notices don't name %s", name)
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, name := range []string{"nothing.css", "manifest.json", "../asset.go", ".gitkeep"} {
		if got := fetch(t, asset.Prefix+name, "").StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", name, got)
		}
	}
}
