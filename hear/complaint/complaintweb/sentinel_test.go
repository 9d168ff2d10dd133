// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"bytes"
	"encoding/hex"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"baken/base/seal"
	"baken/ground/org/orgtest"
	"baken/hear/complaint/complaintdb"
	"baken/internal/db/dbtest"
)

// sent is a form as a browser without a script sends it, with a file or without.
func sent(t *testing.T, h http.Handler, path string, form url.Values, file string) (status int, page string) {
	t.Helper()
	var body bytes.Buffer
	kind := "application/x-www-form-urlencoded"
	if strings.HasPrefix(path, "/complaint/file/") || strings.HasSuffix(path, "/do") {
		w := multipart.NewWriter(&body)
		for name, all := range form {
			for _, value := range all {
				if err := w.WriteField(name, value); err != nil {
					t.Fatal(err)
				}
			}
		}
		out, err := w.CreateFormFile(form.Get("step")+"-file", file+".txt")
		if err == nil {
			_, err = out.Write([]byte(file))
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		kind = w.FormDataContentType()
	} else {
		body.WriteString(form.Encode())
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

var (
	word    = regexp.MustCompile(`<li>([a-z]+)</li>`)
	version = regexp.MustCompile(`name="version" value="(\d+)"`)
)

// wordsOf reads the words on a page.
func wordsOf(t *testing.T, page string) string {
	t.Helper()
	var all []string
	for _, m := range word.FindAllStringSubmatch(page, -1) {
		all = append(all, m[1])
	}
	if len(all) != 8 {
		t.Fatalf("%d words on\n%s", len(all), page)
	}
	return strings.Join(all, " ")
}

// What somebody writes without a script, the words that are drawn for him and that
// he types, and what follows from these, are nowhere on the server afterwards: not
// in the database or its write-ahead log, and not in the logs, also of what was
// refused.
func TestWhatIsSentWithoutAScriptIsNowhere(t *testing.T) {
	dsn := dbtest.SQLite(t)
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), complaintdb.Room()); err != nil {
		t.Fatal(err)
	}
	var logged log
	_, h, _ := plainSite(t, complaintdb.New(d, func() time.Time { return orgtest.Now }), &logged)
	var secret []string
	sentinel := func() string { secret = append(secret, seal.NewAttachment(0).ID); return secret[len(secret)-1] }
	does := func(want int, path string, form url.Values) string {
		t.Helper()
		status, page := sent(t, h, path, form, sentinel())
		if status != want {
			t.Fatalf("%s: %d, want %d\n%s", path, status, want, page)
		}
		return page
	}
	filled := url.Values{"to": {"sam"}}
	for _, name := range []string{"name", "address", "contact", "about", "when", "text"} {
		filled.Set(name, sentinel())
	}
	does(http.StatusUnprocessableEntity, "/complaint/file/agency", filled)
	filled.Set("signed", "yes")
	does(http.StatusNotFound, "/complaint/file/nowhere", filled)
	words := wordsOf(t, does(http.StatusOK, "/complaint/file/agency", filled))
	page := does(http.StatusOK, "/complaint/follow", url.Values{"words": {words}})
	at := version.FindStringSubmatch(page)[1]
	step := url.Values{"words": {words}, "version": {"77"}, "step": {"supplement"}, "supplement-text": {sentinel()}}
	does(http.StatusConflict, "/complaint/follow/do", step)
	step.Set("version", at)
	does(http.StatusOK, "/complaint/follow/do", step)
	step.Set("step", "withdraw")
	does(http.StatusUnprocessableEntity, "/complaint/follow/do", step)
	next := wordsOf(t, does(http.StatusOK, "/complaint/follow/own", url.Values{"words": {words}}))
	does(http.StatusOK, "/complaint/follow/own", url.Values{"words": {words}, "next": {next}})
	lent := wordsOf(t, does(http.StatusOK, "/complaint/follow/invite", url.Values{"words": {next}, "capacity": {"supporter"}}))
	does(http.StatusOK, "/complaint/follow/invite", url.Values{"words": {next}, "capacity": {"supporter"}, "next": {lent}})
	does(http.StatusOK, "/complaint/follow/file", url.Values{"words": {next}, "paper": {"1"}, "file": {"0"}})
	does(http.StatusNotFound, "/complaint/follow/file", url.Values{"words": {next}, "paper": {"1"}, "file": {"9"}})
	does(http.StatusUnprocessableEntity, "/complaint/follow", url.Values{"words": {"xyzzy " + words}})

	var stretched []string
	for _, w := range []string{words, next, lent} {
		receipt, err := seal.ParseReceipt(w)
		if err != nil {
			t.Fatal(err)
		}
		keys, err := receipt.Stretch("baken.example")
		if err != nil {
			t.Fatal(err)
		}
		pair := strings.Fields(w)
		stretched = append(stretched, w, pair[0]+" "+pair[1], pair[6]+" "+pair[7], url.QueryEscape(w), keys.Lookup.Export(), keys.Identity.Export(), hex.EncodeToString(keys.Signing.Export()))
	}
	for place, content := range map[string][]byte{"files of the database": dbtest.Files(t, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:"))), "the log": logged.Bytes()} {
		for n, one := range append(secret, stretched...) {
			if form := dbtest.Found(content, one); form != "" {
				t.Errorf("secret %d is in %s (%s)", n, place, form)
			}
		}
	}
	// The same search finds what stands there in clear.
	if dbtest.Found(logged.Bytes(), "/complaint/follow/own") == "" {
		t.Error("the search is blind in the log")
	}
	if kept := dbtest.Files(t, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:"))); dbtest.Found(kept, string(orgtest.Agency)) == "" {
		t.Error("the search is blind in the database")
	}
}
