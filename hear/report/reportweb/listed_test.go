// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/internal/app"
	"baken/internal/asset"
	"baken/internal/text"
)

// logKey gives the key of the house's log.
func (h *house) logKey(t *testing.T) ledger.Key {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.base+"/ledger/key", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ledger.ParseKey(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// bend serves the house with its pages and scripts changed.
func (h *house) bend(t *testing.T, change func(path string, body []byte) []byte) string {
	t.Helper()
	to, err := url.Parse(h.base)
	if err != nil {
		t.Fatal(err)
	}
	through := httputil.NewSingleHostReverseProxy(to)
	through.ModifyResponse = func(r *http.Response) error {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		raw = change(r.Request.URL.Path, raw)
		r.Body = io.NopCloser(bytes.NewReader(raw))
		r.Header.Set("Content-Length", strconv.Itoa(len(raw)))
		return nil
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("Accept-Encoding", "identity")
		through.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

const evil = "\nfetch('https://evil.example/')"

// TestTheLogListsTheScripts looks at the pages that seal as anyone can, and at
// a server that serves another script, with the page's hash or its own.
func TestTheLogListsTheScripts(t *testing.T) {
	catalogue, err := app.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	form := "/report/" + string(here.world.Desks()[0])
	true384 := asset.Integrity("report.js")
	bent := func(change func(path string, body []byte) []byte) string { return here.bend(t, change) }
	script := func(path string, body []byte) []byte {
		if strings.HasSuffix(path, ".js") {
			return append(body, evil...)
		}
		return body
	}
	both := func(path string, body []byte) []byte {
		if path == form {
			changed := append(bytes.Clone(content(t, "report.js")), evil...)
			sum := sha512.Sum384(changed)
			return bytes.ReplaceAll(body, []byte(true384), []byte("sha384-"+base64.StdEncoding.EncodeToString(sum[:])))
		}
		return script(path, body)
	}
	for rule, tc := range map[string]struct {
		page string
		want error
		says string
	}{
		"the form":         {here.base + form, nil, "report.js is the script that the log lists: " + true384},
		"the way back":     {here.base + "/report/return", nil, "return.js is the script that the log lists"},
		"no script":        {here.base + "/report", nil, "loads no script"},
		"another script":   {bent(script) + form, ledgercli.ErrScript, ""},
		"with its hash":    {bent(both) + form, ledgercli.ErrScript, ""},
		"without its hash": {bent(func(_ string, b []byte) []byte { return bytes.ReplaceAll(b, []byte("integrity="), []byte("data-x=")) }) + form, ledgercli.ErrScript, ""},
		"in the page": {bent(func(_ string, b []byte) []byte {
			return bytes.Replace(b, []byte("</head>"), []byte("<script>1</script></head>"), 1)
		}) + form, ledgercli.ErrScript, ""},
	} {
		var out bytes.Buffer
		err := ledgercli.Scripts{Page: tc.page, Key: here.logKey(t), Client: http.DefaultClient}.Run(t.Context(), &out, catalogue.Printer(text.EN))
		if !errors.Is(err, tc.want) || !strings.Contains(out.String(), tc.says) {
			t.Errorf("%s: got %v %s and %q, want %v and %q", rule, err, said(catalogue, err), out.String(), tc.want, tc.says)
		}
	}
}

func content(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := asset.Content(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func said(c *text.Catalogue, err error) string { return text.Fault(err).In(c.Printer(text.EN)) }
