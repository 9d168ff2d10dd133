// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
	"baken/internal/web/webtest"
)

const askAt = "/help/agency/appointment"

// wishes opens what waits for the agency's counsellor.
func (s *site) wishes() (all []map[string]string) {
	s.t.Helper()
	waiting, err := s.Asked(s.t.Context(), orgtest.Actor(s.t, org.Counsellor, orgtest.Agency))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range waiting {
		for _, word := range []string{"Bel mij", "vijf uur"} {
			if strings.Contains(string(r.Envelope), word) {
				s.t.Errorf("an envelope holds %q in clear", word)
			}
		}
		raw, err := seal.OpenLetter(r.Envelope, s.ring.Identity, seal.Case{Organisation: string(r.Org), ID: string(r.ID)}, counsel.RequestPurpose)
		if err != nil {
			s.t.Fatal(err)
		}
		wish := map[string]string{}
		if err := json.Unmarshal(raw, &wish); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, wish)
	}
	return all
}

func (s *site) listener() counsel.EntryID {
	s.t.Helper()
	return s.add(orgtest.Agency, func(d *counsel.Details) { d.Person = "counsellor@agency" })
}

// Where nobody can be asked the page has nothing to fill in.
func TestNobodyToAsk(t *testing.T) {
	s := build(t)
	s.get("", "/help/agency").want(http.StatusOK).without(askAt)
	s.get("", askAt).want(http.StatusOK, "U kunt hier nu geen gesprek aanvragen", "discriminatie.nl").without("<textarea", "appointment-")
	s.add(orgtest.Agency, same)
	s.get("", askAt).want(http.StatusOK, "U kunt hier nu geen gesprek aanvragen", "Noor de Graaf", "tel:0701234567").without("<textarea")
	s.get("", "/help/directorate/appointment").leads(askAt)
	s.get("", "/help/nowhere/appointment").want(http.StatusNotFound)
	s.post("", askAt, "with", "e1", "contact", "Bel mij").want(http.StatusNotFound, "U kunt hier nu geen gesprek aanvragen", "Bel mij")
}

func TestOneToAsk(t *testing.T) {
	s := build(t)
	id := s.listener()
	s.get("", "/help/agency").want(http.StatusOK, `href="`+askAt+`"`)
	s.get("", askAt).want(
		http.StatusOK, "U vraagt een gesprek met Noor de Graaf.", `name="with" value="`+string(id)+`"`, "op slot, maar op onze server",
		"Via deze site krijgt u geen antwoord", "altijd na 90 dagen", "appointment-",
	).without("counsel-", "U bent ingelogd")
	s.leave(id, 1, counsel.Contact{})
	s.get("", askAt).want(http.StatusOK, "Er niet sinds 1 maart 2026")
}

// Without JavaScript the server seals at once: what was typed stands nowhere in
// clear, and a fault loses none of it.
func TestAskWithoutJavaScript(t *testing.T) {
	s := build(t)
	id := string(s.listener())
	s.add(orgtest.Agency, func(d *counsel.Details) { d.Name, d.Person = "Sem Bakker", "counsellor@agency" })
	s.get("", askAt).want(http.StatusOK, "Met wie wilt u praten?", "Noor de Graaf", "Sem Bakker")
	s.post("", askAt, "with", id, "when", "na vijf uur").want(
		http.StatusUnprocessableEntity, "Vul in hoe de vertrouwenspersoon u kan bereiken", `value="`+id+`" class="baken-choice__input" checked`, "na vijf uur")
	s.post("", askAt, "contact", "Bel mij").want(http.StatusNotFound, "Kies met wie u wilt praten", ">Bel mij</textarea>")
	s.post("", askAt, "with", id, "contact", "Bel mij", "about", strings.Repeat("x", 40_000)).want(http.StatusRequestEntityTooLarge, "Uw verzoek is te lang", ">Bel mij</textarea>")
	if got := s.wishes(); len(got) > 0 {
		t.Errorf("what was refused is kept: %v", got)
	}
	a := s.post("", askAt, "with", id, "contact", " Bel mij\r\nop 06 ", "when", "na vijf uur", "about", "\xff").want(http.StatusOK, "Uw verzoek is verstuurd", "Noor de Graaf")
	a.without("Bel mij", "<form action=\""+askAt)
	if got := a.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("cache: %q", got)
	}
	want := []map[string]string{{"contact": "Bel mij\nop 06", "when": "na vijf uur", "about": "\uFFFD", "sealedBy": "server"}}
	if diff := cmp.Diff(want, s.wishes()); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(s.log.String(), "Bel mij") || !strings.Contains(s.log.String(), "POST "+askAt) && !strings.Contains(s.log.String(), "POST /help/{org}/appointment") {
		t.Errorf("the log says %s", s.log)
	}
}

// A box that is full says how else somebody can be reached, and keeps the words.
func TestAskTooLate(t *testing.T) {
	s := build(t)
	id := s.listener()
	for n := range counsel.MostWaiting {
		if err := s.Ask(t.Context(), orgtest.Agency, id, counseltest.RequestID(n), counseltest.Envelope("a")); err != nil {
			t.Fatal(err)
		}
	}
	s.post("", askAt, "with", string(id), "contact", "Bel mij").want(
		http.StatusConflict, "wachten nu te veel verzoeken", "Hier kunt u nu geen verzoek sturen", ">Bel mij</textarea>", `href="/help/agency"`)
}

// TestAskingLooks asks for a talk in a browser, with a script and without.
func TestAskingLooks(t *testing.T) {
	for name, o := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			s := build(t)
			v := visit{webtest.Open(t, s, o...), t, name}
			v.Go(askAt)
			v.judge("ask-nobody")
			s.leave(s.listener(), 1, counsel.Contact{})
			v.Go(askAt)
			v.judge("ask-one")
			s.add(orgtest.Agency, func(d *counsel.Details) {
				d.Name, d.Person, d.Period = "Sem Bakker", "counsellor@agency", civil.Since(orgtest.Start)
			})
			v.Go(askAt)
			v.judge("ask-two")
		})
	}
}
