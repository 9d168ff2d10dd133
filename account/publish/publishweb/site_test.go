// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"baken/account/publish"
	"baken/account/publish/publishtest"
	"baken/account/publish/publishweb"
	"baken/base/civil"
	"baken/base/disclose"
	"baken/examine/outcome/outcomecli"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/figure"
)

const oin = "00000001003214345000"

// site has the pages of this room over records in memory.
type site struct {
	http.Handler
	*publish.Service
	t              *testing.T
	secret, public string
	key            publish.KeyID
	plans          plans
	made           int
}

type directory struct{ tree *org.Tree }

func (d directory) Today(context.Context) (*org.Tree, error) { return d.tree, nil }

// build makes a site of an agency with one trusted key.
func build(t *testing.T) *site {
	t.Helper()
	all := orgtest.Register(t, orgtest.Foundings()...)
	for i := range all {
		if all[i].ID == orgtest.Agency {
			all[i].Identify("", oin)
		}
	}
	next := 0
	newID := func() string { next++; return "id" + strconv.Itoa(next) }
	tree := org.Grow(all, civil.On(orgtest.Now))
	s := &site{t: t, plans: plans{}}
	s.Service = publish.NewService(publishtest.New(), directory{tree}, orgtest.Policy(t), func() time.Time { return orgtest.Now }, newID)
	pages := publishweb.New(s.Service, s.plans, func(r *http.Request) org.Actor {
		if role := org.Role(r.Header.Get("Role")); role != "" {
			return orgtest.Actor(t, role, orgtest.Agency)
		}
		return org.Public()
	})
	mux := http.NewServeMux()
	pages.Public(mux)
	pages.Desk(mux)
	c := texttest.Catalogue(t, web.Text, figure.Text, org.Text, outcomecli.Text, publishweb.Text)
	s.Handler = web.New(web.Config{Catalogue: c, Log: slog.New(slog.DiscardHandler)}, web.Routes(mux))
	s.secret, s.public = newKey(t, "agency.example")
	var err error
	if s.key, err = s.AddKey(t.Context(), orgtest.Actor(t, org.Administrator, orgtest.Agency), orgtest.Agency, s.public); err != nil {
		t.Fatal(err)
	}
	return s
}

func newKey(t *testing.T, name string) (secret, public string) {
	t.Helper()
	secret, public, err := disclose.NewKey(name)
	if err != nil {
		t.Fatal(err)
	}
	return secret, public
}

// bundle signs a table of two groups; each bundle is another one.
func (s *site) bundle() []byte {
	s.t.Helper()
	p, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{{Group: "a", Base: 20_000, Events: 4000}, {Group: "b", Base: 3, Events: 1}})
	if err != nil {
		s.t.Fatal(err)
	}
	label := func(x string) disclose.Label { return disclose.Label{NL: x + "-nl", EN: x + "-en"} }
	spec := disclose.Spec{
		ID: "selection", Title: "outcome.table.selection", Subject: label("visit"), Method: "outcome.method.rate",
		Heads: []disclose.Label{label("group")}, Columns: []disclose.Column{{ID: "rate", Title: "outcome.column.rate_selection", Unit: disclose.Percent}},
	}
	table, err := p.Derive(spec, func(all []disclose.Rate) (rows []disclose.Row, _ []disclose.Note, _ error) {
		for _, r := range all {
			rows = append(rows, disclose.Row{Labels: []disclose.Label{label(r.Group)}, Figures: []disclose.Figure{r.Share}})
		}
		return rows, nil, nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.made++
	h := disclose.Header{
		Organisation: oin, Title: label("title"), Population: label("people"), Shows: label("shows"), ShowsNot: label("shows-not"),
		Plan: "aa", Snapshot: "bb", Engine: "engine", Made: orgtest.Now.Add(time.Duration(s.made) * time.Second),
	}
	raw, err := disclose.Sign(h, []disclose.Table{table}, s.secret)
	if err != nil {
		s.t.Fatal(err)
	}
	return raw
}

// draft brings a bundle in.
func (s *site) draft() publish.ID {
	s.t.Helper()
	id, err := s.Import(s.t.Context(), manager(s.t), s.bundle())
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// published lets a new bundle out.
func (s *site) published() publish.ID {
	s.t.Helper()
	id := s.draft()
	if err := s.Publish(s.t.Context(), manager(s.t), id, 1); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func manager(t *testing.T) org.Actor {
	t.Helper()
	return orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)
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

func (s *site) post(as org.Role, path string, fields ...string) answer {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(as, r)
}

// upload sends a file under the name of a field.
func (s *site) upload(as org.Role, field string, content []byte) answer {
	s.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile(field, "figures.bundle")
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		s.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/desk/figures/import", &b)
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

// leads fails unless the answer sends the reader on to that address.
func (a answer) leads(to string) {
	a.t.Helper()
	a.want(http.StatusSeeOther)
	if got := a.Header().Get("Location"); got != to {
		a.t.Errorf("leads to %q, want %q", got, to)
	}
}
