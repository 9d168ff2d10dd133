// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb_test

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/plan"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomecli"
	"baken/examine/outcome/outcomeweb"
	"baken/examine/outcome/registertest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

// site has the pages of this room over records in memory.
type site struct {
	http.Handler
	*outcome.Registrar
	t     *testing.T
	now   time.Time
	later bool     // the log needs longer
	as    org.Role // of a browser, which sends no header
}

type directory struct{ tree *org.Tree }

func (d directory) Today(context.Context) (*org.Tree, error) { return d.tree, nil }

// Proof implements outcomeweb.Ledger.
func (s *site) Proof(_ context.Context, r outcome.Registered) ([]byte, error) {
	if s.later {
		return nil, outcome.ErrLater
	}
	return []byte("proof of " + r.Plan), nil
}

// build makes a site of an agency that has the number of the plans.
func build(t *testing.T) *site { return over(t, registertest.New()) }

// over is a site with that store.
func over(t *testing.T, store outcome.Registry) *site {
	t.Helper()
	all := orgtest.Register(t, orgtest.Foundings()...)
	for i := range all {
		if all[i].ID == orgtest.Agency {
			all[i].Identify("", registertest.OIN)
		}
	}
	s := &site{t: t, now: orgtest.Now}
	s.Registrar = outcome.NewRegistrar(store, directory{org.Grow(all, civil.On(orgtest.Now))},
		orgtest.Policy(t, outcome.Rules()), func() time.Time { return s.now })
	pages := outcomeweb.New(s.Registrar, s, func(r *http.Request) org.Actor {
		if role := cmp.Or(org.Role(r.Header.Get("Role")), s.as); role != "" {
			return orgtest.Actor(t, role, orgtest.Agency)
		}
		return org.Public()
	})
	mux := http.NewServeMux()
	pages.Public(mux)
	pages.Desk(mux)
	c := texttest.Catalogue(t, web.Text, org.Text, plan.Text, outcomecli.Text, outcomeweb.Text)
	s.Handler = web.New(web.Config{Catalogue: c, Log: slog.New(slog.DiscardHandler)}, web.Routes(mux))
	return s
}

// registered registers a plan of that title, a minute after the one before.
func (s *site) registered(title string) string {
	s.t.Helper()
	s.now = s.now.Add(time.Minute)
	one, err := s.Register(s.t.Context(), orgtest.Actor(s.t, org.ProgrammeManager, orgtest.Agency), registertest.Text(title), outcome.Deviation{})
	if err != nil {
		s.t.Fatal(err)
	}
	return one.Plan
}

// answer is what a page answers.
type answer struct {
	*httptest.ResponseRecorder
	t *testing.T
}

func (s *site) send(as org.Role, r *http.Request) answer {
	s.t.Helper()
	r.Header.Set("Role", string(as))
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return answer{w, s.t}
}

func (s *site) get(as org.Role, path string) answer {
	s.t.Helper()
	return s.send(as, httptest.NewRequest(http.MethodGet, path, http.NoBody))
}

func (s *site) post(as org.Role, path string, form url.Values) answer {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(as, r)
}

// sent is a form as a browser sends it: file goes under "file", where there is one.
type sent map[string]string

func (s *site) register(as org.Role, form sent, file []byte) answer {
	s.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, value := range form {
		if err := m.WriteField(name, value); err != nil {
			s.t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile("file", "plan.yaml")
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		s.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/desk/plans/register", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.send(as, r)
}

// want fails unless the answer has the status and says each of the texts.
func (a answer) want(status int, texts ...string) answer {
	a.t.Helper()
	if a.Code != status {
		a.t.Errorf("status %d, want %d: %s", a.Code, status, a.Body)
	}
	for _, s := range texts {
		if !strings.Contains(a.Body.String(), s) {
			a.t.Errorf("the page doesn't say %q:\n%s", s, a.Body)
		}
	}
	return a
}

func (a answer) without(texts ...string) {
	a.t.Helper()
	for _, s := range texts {
		if strings.Contains(a.Body.String(), s) {
			a.t.Errorf("the page says %q:\n%s", s, a.Body)
		}
	}
}
