// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/web"
)

func TestReportsThatAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.Clock.Pass(25 * time.Hour) // who came a moment ago may be missing
		keys := reporttest.Keys(t)
		c := &client{site: s, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: map[int64]seal.CaseKey{}}
		mallory := report.RefOf(seal.NewIdentity().Recipient().String())
		for what, tc := range map[string]struct {
			change func(*jsonFiling)
			status int
			fault  error
		}{
			"no id":                    {func(f *jsonFiling) { f.Case = "x" }, 422, report.ErrID},
			"an id with other letters": {func(f *jsonFiling) { f.Case = strings.ToUpper(f.Case) }, 422, report.ErrID},
			"no lookup":                {func(f *jsonFiling) { f.Lookup = "" }, 422, report.ErrID},
			"no such organisation":     {func(f *jsonFiling) { f.Org = "nowhere" }, 404, report.ErrNoDesk},
			"no reporter":              {func(f *jsonFiling) { f.Reporter = jsonPair{} }, 422, report.ErrKeys},
			"an epoch without key":     {func(f *jsonFiling) { f.Epoch.Recipient = "age1" }, 422, report.ErrKeys},
			"words in the clear":       {func(f *jsonFiling) { f.Message.Envelope = []byte("what happened") }, 422, report.ErrEnvelope},
			"a key in the clear":       {func(f *jsonFiling) { f.Epoch.SealedKey = []byte("key") }, 422, report.ErrEnvelope},
			"too large an envelope":    {func(f *jsonFiling) { f.Message.Envelope = append(f.Message.Envelope, make([]byte, 2<<20)...) }, 413, report.ErrLarge},
			"another epoch":            {func(f *jsonFiling) { f.Epoch.Number = 2 }, 409, report.ErrSequence},
			"another place":            {func(f *jsonFiling) { f.Message.Seq = 2 }, 409, report.ErrSequence},
			"not to the reporter":      {func(f *jsonFiling) { f.Epoch.Recipients = f.Epoch.Recipients[1:] }, 409, report.ErrRecipients},
			"not to the whole desk":    {func(f *jsonFiling) { f.Epoch.Recipients = f.Epoch.Recipients[:2] }, 409, report.ErrRecipients},
			"to nobody":                {func(f *jsonFiling) { f.Epoch.Recipients = nil }, 409, report.ErrRecipients},
			"to somebody else too":     {func(f *jsonFiling) { f.Epoch.Recipients = append(f.Epoch.Recipients, mallory) }, 409, report.ErrRecipients},
			"to somebody twice":        {func(f *jsonFiling) { f.Epoch.Recipients[2] = f.Epoch.Recipients[1] }, 409, report.ErrRecipients},
			"files without upload":     {func(f *jsonFiling) { f.Attachments = []jsonAttachment{{ID: seal.NewAttachment(0).ID, Chunks: 1}} }, 422, report.ErrID},
			"a file with another name": {func(f *jsonFiling) {
				f.Upload, f.Attachments = db.NewID(), []jsonAttachment{{ID: "photo.jpg", Chunks: 1}}
			}, 422, report.ErrID},
			"chunks that never came": {func(f *jsonFiling) {
				f.Upload, f.Attachments = db.NewID(), []jsonAttachment{{ID: seal.NewAttachment(0).ID, Chunks: 2}}
			}, 422, report.ErrChunks},
			"too many chunks": {func(f *jsonFiling) {
				f.Upload, f.Attachments = db.NewID(), []jsonAttachment{{ID: seal.NewAttachment(0).ID, Chunks: 1000}}
			}, 413, report.ErrLarge},
			"too many files": {func(f *jsonFiling) { f.Upload, f.Attachments = db.NewID(), make([]jsonAttachment, 11) }, 422, report.ErrAttachments},
		} {
			body := c.filing("x")
			tc.change(&body)
			refuses(t, what, s.send("", "POST", "/report/api/cases", body), tc.status, tc.fault)
		}
		if ids := s.listed(reporttest.Ans, ""); len(ids) != 0 {
			t.Errorf("%d refused reports are kept", len(ids))
		}
	})
}

func TestBodiesThatAreRefused(t *testing.T) {
	s := open(t, engineMemory)
	for _, tc := range []struct{ what, kind, body string }{
		{"no JSON", "application/json", "x"},
		{"two values", "application/json", "{} {}"},
		{"a list", "application/json", "[]"},
		{"another type", "text/plain", "{}"},
		{"a form", "application/x-www-form-urlencoded", "lookup=x"},
		{"base64 that isn't", "application/json", `{"message":{"envelope":"%%"}}`},
	} {
		for _, at := range []string{"cases", "open", "messages", "chunks", "proof"} {
			r := httptest.NewRequest("POST", "/report/api/"+at, strings.NewReader(tc.body))
			r.Header.Set("Content-Type", tc.kind)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != 422 {
				t.Errorf("%s to %s: status %d", tc.what, at, w.Code)
			}
		}
	}
	r := httptest.NewRequest("POST", "/report/api/open", bytes.NewReader(make([]byte, 1<<20)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	refuses(t, "a body that is too large", answer{w.Code, w.Body.Bytes()}, 413, web.ErrTooLarge)
}

// A wrong receipt is answered as one without a case: the same bytes.
func TestAWrongReceipt(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, _ := s.reporter("x")
		wrong := map[string]string{"lookup": reporttest.Keys(t).Lookup.Export()}
		got := s.send("", "POST", "/report/api/open", wrong)
		if got.Status != 200 || string(got.Body) != `{"found":false}` {
			t.Errorf("got %d %s", got.Status, got.Body)
		}
		stranger := &client{site: s, identity: reporter.identity, signing: reporter.signing, lookup: wrong["lookup"], keys: reporter.keys}
		refuses(t, "a message", stranger.say(jsonCase{Epoch: 1, NextSeq: 2}, "text", "x", ""), 404, report.ErrNotFound)
		refuses(t, "a chunk", s.send("", "POST", "/report/api/chunks", map[string]any{"lookup": stranger.lookup, "attachment": "x"}), 404, report.ErrNotFound)
		refuses(t, "a proof", s.send("", "POST", "/report/api/proof", map[string]any{"lookup": stranger.lookup, "version": 1}), 404, report.ErrNotFound)
		refuses(t, "no receipt", s.send("", "POST", "/report/api/open", map[string]string{"lookup": "words"}), 422, report.ErrID)
	})
}

func TestChunksThatAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		sealed, upload, file := reporttest.Sealed("chunk"), db.NewID(), seal.NewAttachment(0).ID
		put := func(upload, file, index string, body []byte) answer {
			return s.send("", "PUT", "/report/api/uploads/"+upload+"/"+file+"/"+index, body)
		}
		want[struct{}](t, put(upload, file, "0", sealed), 204)
		want[struct{}](t, put(upload, file, "0", sealed), 204)
		refuses(t, "another one in its place", put(upload, file, "0", reporttest.Sealed("other")), 409, report.ErrChunkTwice)
		refuses(t, "in the clear", put(upload, file, "1", []byte("GIF89a")), 422, report.ErrChunk)
		refuses(t, "no upload", put("x", file, "0", sealed), 422, report.ErrID)
		refuses(t, "no file", put(upload, "photo.jpg", "0", sealed), 422, report.ErrID)
		refuses(t, "no number", put(upload, file, "x", sealed), 422, report.ErrID)
		refuses(t, "beyond the last", put(upload, file, "100", sealed), 413, report.ErrLarge)
		refuses(t, "too large", put(upload, file, "1", append(sealed, make([]byte, 2<<20)...)), 413, web.ErrTooLarge)
		got := want[struct {
			Attachments map[string][]int64 `json:"attachments"`
		}](t, s.send("", "GET", "/report/api/uploads/"+upload, nil), 200)
		if len(got.Attachments[file]) != 1 {
			t.Errorf("present: %v", got)
		}
	})
}

func TestOfficersOnly(t *testing.T) {
	s := open(t, engineMemory)
	s.Appoint(t, reporttest.Dik, "agency")
	s.Dismiss(t, reporttest.Dik)
	_, filed := s.reporter("x")
	at := "/desk/reports/api"
	pair := map[string]any{"wrapped": reporttest.Sealed("k"), "recipient": seal.NewIdentity().Recipient().String(), "verify": seal.NewSigningKey().VerifyKey().String()}
	for _, tc := range []struct {
		method, path string
		body         any
		fault        error
		status       int
	}{
		{"GET", "/me", nil, org.ErrForbidden, 403},
		{"POST", "/keyring", pair, org.ErrForbidden, 403},
		{"POST", "/keyring/renew", pair, org.ErrForbidden, 403},
		{"GET", "/cases", nil, report.ErrNotFound, 404},
		{"GET", "/cases/" + filed.Case, nil, report.ErrNotFound, 404},
		{"POST", "/cases/" + filed.Case + "/state", map[string]any{"state": "closed", "version": 1}, report.ErrNotFound, 404},
		{"POST", "/cases/" + filed.Case + "/messages", jsonSaying{}, org.ErrForbidden, 403},
		{"GET", "/index", nil, org.ErrForbidden, 403},
		{"PUT", "/index", map[string]any{"envelope": reporttest.Sealed("i")}, org.ErrForbidden, 403},
		{"PUT", "/uploads/" + db.NewID() + "/" + seal.NewAttachment(0).ID + "/0", reporttest.Sealed("c"), org.ErrForbidden, 403},
		{"GET", "/uploads/" + db.NewID(), nil, org.ErrForbidden, 403},
	} {
		refuses(t, "somebody without the role: "+tc.path, s.send(reporttest.Dik, tc.method, at+tc.path, tc.body), tc.status, tc.fault)
		refuses(t, "nobody: "+tc.path, s.send("", tc.method, at+tc.path, tc.body), 401, org.ErrSignIn)
	}
}

func TestKeyringsAndIndexes(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		at := "/desk/reports/api"
		own := reporttest.PublicOf(s.Rings[reporttest.Ans])
		ring := func(p report.Public, wrapped []byte) map[string]any {
			return map[string]any{"wrapped": wrapped, "recipient": p.Recipient, "verify": p.Verify}
		}
		fresh := report.Public{Recipient: seal.NewIdentity().Recipient().String(), Verify: seal.NewSigningKey().VerifyKey().String()}
		half := report.Public{Recipient: own.Recipient, Verify: fresh.Verify}
		want[struct{}](t, s.send("ans", "POST", at+"/keyring", ring(own, reporttest.Sealed("again"))), 204)
		refuses(t, "other keys", s.send("ans", "POST", at+"/keyring", ring(fresh, reporttest.Sealed("k"))), 409, report.ErrHasKeys)
		refuses(t, "in the clear", s.send("ans", "POST", at+"/keyring", ring(own, []byte("AGE-SECRET-KEY"))), 422, report.ErrEnvelope)
		refuses(t, "no keys", s.send("ans", "POST", at+"/keyring", ring(report.Public{}, reporttest.Sealed("k"))), 422, report.ErrKeys)
		refuses(t, "renewal with the old keys", s.send("ans", "POST", at+"/keyring/renew", ring(own, reporttest.Sealed("k"))), 409, report.ErrKeyTwice)
		refuses(t, "renewal with half of them", s.send("ans", "POST", at+"/keyring/renew", ring(half, reporttest.Sealed("k"))), 409, report.ErrKeyTwice)
		refuses(t, "renewal with another's keys", s.send("ans", "POST", at+"/keyring/renew", ring(reporttest.PublicOf(s.Rings[reporttest.Bas]), reporttest.Sealed("k"))), 409, report.ErrKeyTwice)
		s.reporter("x") // its proof waits for the log, which then holds the keys
		me := want[struct {
			Keyring struct {
				Wrapped []byte `json:"wrapped"`
			} `json:"keyring"`
		}](t, s.send("ans", "GET", at+"/me", nil), 200)
		if !bytes.Equal(me.Keyring.Wrapped, reporttest.Sealed("again")) {
			t.Errorf("the keyring is %q", me.Keyring.Wrapped)
		}
		type index struct {
			Version  int64  `json:"version"`
			Envelope []byte `json:"envelope"`
		}
		if got := want[index](t, s.send("ans", "GET", at+"/index", nil), 200); got.Version != 0 || len(got.Envelope) > 0 {
			t.Errorf("at first the index is %+v", got)
		}
		want[struct{}](t, s.send("ans", "PUT", at+"/index", index{0, reporttest.Sealed("one")}), 200)
		refuses(t, "over what another window wrote", s.send("ans", "PUT", at+"/index", index{0, reporttest.Sealed("two")}), 409, report.ErrStale)
		if got := want[index](t, s.send("bas", "GET", at+"/index", nil), 200); got.Version != 0 {
			t.Error("an officer sees another's index")
		}
	})
}
