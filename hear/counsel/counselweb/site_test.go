// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
	"baken/hear/counsel/counselapi"
	"baken/hear/counsel/counselserver"
	"baken/hear/counsel/counseltest"
	"baken/hear/counsel/counselweb"
	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/figure"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// site has the pages of this room over directories in memory.
type site struct {
	http.Handler
	*counsel.Service
	t         *testing.T
	tree      *org.Tree
	catalogue *text.Catalogue
	log       *bytes.Buffer
	as        org.Role // who opens pages in the browser
	ring      seal.Keyring
	store     *counseltest.Memory
}

func (s *site) Today(context.Context) (*org.Tree, error) { return s.tree, nil }

// Members gives the agency one counsellor.
func (s *site) Members(_ context.Context, _ org.Actor, in org.Scope, _ civil.Date) ([]org.Member, error) {
	noor := org.Person{ID: "counsellor@agency", Name: "Noor de Graaf"}
	if !in.Has(orgtest.Agency) {
		return nil, nil
	}
	return []org.Member{{Person: noor, Membership: org.Membership{Person: noor.ID, Org: orgtest.Agency, Role: org.Counsellor}}}, nil
}

// PublicKeys gives that counsellor keys.
func (s *site) PublicKeys(_ context.Context, people []org.PersonID) (map[org.PersonID]counsel.PublicKey, error) {
	if !slices.Contains(people, "counsellor@agency") {
		return nil, nil
	}
	return map[org.PersonID]counsel.PublicKey{"counsellor@agency": {
		Recipient: s.ring.Identity.Recipient().String(), Verify: s.ring.Signing.VerifyKey().String(),
	}}, nil
}

func siteName(context.Context) (string, error) { return "baken.example", nil }

func build(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, tree: orgtest.Tree(t), log: new(bytes.Buffer), ring: seal.NewKeyring(), store: counseltest.New()}
	now := func() time.Time { return orgtest.Now }
	next := 0
	s.Service = counsel.NewService(counsel.Config{
		Store: s.store, Orgs: s, People: s, Keys: s, Policy: orgtest.Policy(t, counsel.Rules()), Now: now,
		NewID: func() string { next++; return "e" + strconv.Itoa(next) }, Limit: counsel.DefaultLimit,
	})
	s.catalogue = texttest.Catalogue(t, web.Text, org.Text, taxonomy.Text, figure.Text, counselweb.Text)
	pages := counselweb.New(counselweb.Config{
		Catalogue: s.catalogue,
		Service:   s.Service, Server: counselserver.New(s.Service, siteName), Site: siteName, Kept: counsel.DefaultKept, Now: now, Bodies: counsel.Bodies(), Read: 7, Answer: 3, Limit: counsel.DefaultLimit,
		Away: "https://elsewhere.example/",
		Actor: func(r *http.Request) org.Actor {
			if role := org.Role(r.Header.Get("Role")); role != "" {
				return orgtest.Actor(t, role, orgtest.Agency)
			}
			if s.as != "" {
				return orgtest.Actor(t, s.as, orgtest.Agency)
			}
			return org.Public()
		},
	})
	mux := http.NewServeMux()
	pages.Public(mux)
	pages.Desk(mux)
	api := counselapi.New(s.Service, func(*http.Request) org.Actor { return org.Public() })
	api.Public(mux)
	log := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s.Handler = web.New(web.Config{Catalogue: s.catalogue, Log: log}, web.Routes(mux))
	return s
}

// add lets the programme manager add somebody who helps.
func (s *site) add(in org.ID, change func(*counsel.Details)) counsel.EntryID {
	s.t.Helper()
	d := counseltest.Entry("", in).Details
	d.Name = "Noor de Graaf"
	change(&d)
	id, err := s.Add(s.t.Context(), orgtest.Actor(s.t, org.ProgrammeManager, in), in, d)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

func same(*counsel.Details) {}

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
		form.Add(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
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
