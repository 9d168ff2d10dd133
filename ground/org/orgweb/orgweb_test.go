// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/ground/org/orgweb"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/component"
)

// house is the small government behind its pages. Whoever the header X-Person
// names is signed in.
type house struct {
	http.Handler
	*org.Service
	store *orgtest.Memory
}

func build(t *testing.T) *house {
	t.Helper()
	h := &house{store: orgtest.New()}
	orgtest.Fill(t, h.store)
	now := func() time.Time { return orgtest.Now }
	h.Service = org.NewService(h.store, orgtest.Policy(t), now, rand.Text)
	for _, one := range []struct {
		name org.PersonID
		role org.Role
		in   org.ID
	}{
		{"boss", org.Administrator, orgtest.Ministry},
		{"admin", org.Administrator, orgtest.Agency},
		{"auditor", org.Auditor, orgtest.Agency},
		{"worker", org.Employee, orgtest.Agency},
		{"stranger", org.Employee, orgtest.Elsewhere},
	} {
		err := h.store.Enrol(t.Context(), org.System("test"), orgtest.Person(one.name),
			orgtest.Role(org.MembershipID("m-"+one.name), one.name, one.role, one.in))
		if err != nil {
			t.Fatal(err)
		}
	}
	actor := func(r *http.Request) org.Actor {
		as, err := h.Actor(r.Context(), org.PersonID(r.Header.Get("X-Person")))
		if err != nil {
			t.Fatal(err)
		}
		return as
	}
	mux := http.NewServeMux()
	orgweb.New(h.Service, actor, now).Desk(mux)
	h.Handler = web.New(web.Config{
		Catalogue: texttest.Catalogue(t, web.Text, org.Text, orgweb.Text), Log: slog.New(slog.DiscardHandler),
		Prepare: func(_ *http.Request, ui *component.UI) { ui.Account = &component.Account{Name: "Robin"} },
	}, web.Routes(mux))
	return h
}

type page struct {
	status   int
	to, body string
}

func (h *house) get(as, path string) page {
	return h.send(as, httptest.NewRequest(http.MethodGet, path, nil))
}

func (h *house) post(as, path string, fields url.Values) page {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.send(as, r)
}

func (h *house) send(as string, r *http.Request) page {
	r.Header.Set("X-Person", as)
	r.Header.Set("Accept-Language", "en")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return page{w.Code, w.Header().Get("Location"), w.Body.String()}
}

func want(t *testing.T, what string, p page, status int, parts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("%s: status %d, want %d", what, p.status, status)
	}
	for _, part := range parts {
		if !strings.Contains(p.body, part) && !strings.Contains(p.to, part) {
			t.Errorf("%s: lacks %q in %s\n%s", what, part, p.to, p.body)
		}
	}
}

func lacks(t *testing.T, what string, p page, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(p.body, part) {
			t.Errorf("%s: has %q", what, part)
		}
	}
}

// fields gives a form's fields, as name, value, name, value.
func fields(pairs ...string) url.Values {
	v := make(url.Values)
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// dated adds a date's parts to a form.
func dated(v url.Values, name, date string) url.Values {
	for part, s := range map[string]string{"year": date[:4], "month": date[5:7], "day": date[8:]} {
		v.Set(name+"."+part, s)
	}
	return v
}

const (
	agency = "/desk/organisations/agency"
	direct = "/desk/organisations/directorate"
)

func TestEachSeesWhatIsHis(t *testing.T) {
	h := build(t)
	p := h.get("worker", "/desk/organisations")
	want(t, "a worker's list", p, http.StatusOK, "Crown en", "Ministry en", "Agency en")
	lacks(t, "a worker's list", p, "Sibling", "Directorate", "Elsewhere", "/desk/people")
	want(t, "the boss's list", h.get("boss", "/desk/organisations"), http.StatusOK, "Sibling en", "Directorate en", "/desk/people")
	want(t, "found", h.get("boss", "/desk/organisations?q=DIRECT"), http.StatusOK, "One organisation found", direct)
	want(t, "in the other language", h.get("boss", "/desk/organisations?q=agency+NL"), http.StatusOK, agency)
	want(t, "none", h.get("boss", "/desk/organisations?q=elsewhere"), http.StatusOK, "No organisation found")

	p = h.get("worker", agency)
	want(t, "a worker's agency", p, http.StatusOK, "Agency en", "Ministry en", "History")
	lacks(t, "a worker's agency", p, "/rename", "/members", "Person admin", "Directorate")
	p = h.get("auditor", agency)
	want(t, "an auditor's agency", p, http.StatusOK, "Person admin", "/members")
	lacks(t, "an auditor's agency", p, "/rename", "/desk/people/", "/end")
	p = h.get("admin", agency)
	want(t, "an administrator's agency", p, http.StatusOK, "/rename", "/identify", "/found", "/members", "/desk/people/worker", "Directorate en")
	lacks(t, "an administrator's agency", p, "agency/move", "agency/merge", "agency/close")
	want(t, "the boss's view of it", h.get("boss", agency), http.StatusOK, "agency/merge", "agency/close")
	lacks(t, "with no other place to move it to", h.get("boss", agency), "agency/move")
	want(t, "the boss's directorate", h.get("boss", direct), http.StatusOK, "directorate/move")
}

func TestThePolicyAnswers(t *testing.T) {
	h := build(t)
	for path, status := range map[string]map[string]int{
		agency:                             {"stranger": 404, "worker": 200},
		agency + "/rename":                 {"stranger": 404, "worker": 403, "auditor": 403, "admin": 200},
		agency + "/move":                   {"stranger": 404, "worker": 403, "admin": 403, "boss": 403},
		direct + "/move":                   {"worker": 404, "boss": 200},
		agency + "/close":                  {"admin": 403, "boss": 200},
		agency + "/members":                {"stranger": 404, "worker": 404, "auditor": 200, "admin": 200},
		agency + "/members/enrol":          {"stranger": 404, "worker": 403, "auditor": 403, "admin": 200},
		agency + "/members/grant":          {"stranger": 404, "worker": 403, "admin": 200},
		agency + "/members/m-worker/end":   {"stranger": 404, "worker": 403, "auditor": 403, "admin": 200},
		direct + "/members/m-worker/end":   {"admin": 404},
		agency + "/members/m-stranger/end": {"admin": 404},
		"/desk/people":                     {"worker": 404, "auditor": 404, "admin": 200},
		"/desk/people/worker":              {"stranger": 404, "auditor": 404, "admin": 200, "boss": 200},
		"/desk/people/boss":                {"admin": 404, "boss": 200},
		"/desk/people/stranger/correct":    {"admin": 404},
		"/desk/organisations/nothing":      {"boss": 404},
	} {
		for as, code := range status {
			if p := h.get(as, path); p.status != code {
				t.Errorf("%s opens %s: status %d, want %d", as, path, p.status, code)
			}
		}
	}
	rename := dated(fields("version", "1", "name_nl", "x", "name_en", "x"), "from", "2026-03-02")
	for as, code := range map[string]int{"stranger": 404, "worker": 403, "auditor": 403} {
		want(t, as+" renames by hand", h.post(as, agency+"/rename", rename), code)
		want(t, as+" ends a role by hand", h.post(as, agency+"/members/m-worker/end", dated(fields("version", "1"), "on", "2026-04-01")), code)
	}
}
