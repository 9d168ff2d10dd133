// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"baken/base/ledger"
	"baken/examine/outcome"
	"baken/examine/outcome/registertest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

func TestShow(t *testing.T) {
	s := build(t)
	plan := s.registered("Controle <b>")
	path := "/plans/" + plan
	s.get("", path).want(http.StatusOK,
		"<h1 class=\"baken-h1\">Controle &lt;b&gt;</h1>", "Agency nl, geregistreerd op 2 maart 2026", "mensen", "dit wel", "dit niet",
		"decisions.csv, een rij per mens", "Herkomst (kolom origin)", "Groep A", "hiermee worden de andere vergeleken", "(leeg)", "telt mee, wordt niet vergeleken",
		"Gecontroleerd", "Iets gevonden", "De wet noemt het risico.", "laag; hoog",
		"format: baken-plan/1", plan, path+"/plan.yaml", path+"/proof.txt").without("People", "Controle <b>", "person")
	s.get("", path+"?done=registered").want(http.StatusOK, "Het plan is geregistreerd")
	for _, p := range []string{"/plans/none", "/plans/none/plan.yaml", "/plans/none/proof.txt", path + "/other"} {
		s.get("", p).want(http.StatusNotFound)
	}
}

func TestShowProof(t *testing.T) {
	s := build(t)
	path := "/plans/" + s.registered("Controle") + "/proof.txt"
	s.get("", path).want(http.StatusOK, "proof of ")
	s.later = true
	s.get("", path).want(http.StatusServiceUnavailable, "Probeer het over een minuut opnieuw")
}

// A registration of a form that isn't read any more stays readable as text.
func TestShowAnOlderForm(t *testing.T) {
	store := registertest.New()
	old := outcome.Registered{Org: orgtest.Agency, At: orgtest.Now, Raw: []byte("format: baken-plan/0\nx: y\n")}
	old.Plan = ledger.DigestOf(old.Raw).String()
	old.Title.NL, old.Title.EN = "Oud", "Old"
	if err := store.Register(t.Context(), org.Public(), old, nil); err != nil {
		t.Fatal(err)
	}
	s := over(t, store)
	s.get("", "/plans/"+old.Plan).want(http.StatusOK, "in een oudere vorm geschreven", "format: baken-plan/0", "Oud")
}

func TestLists(t *testing.T) {
	s := build(t)
	s.get("", "/plans").want(http.StatusOK, "Er zijn nog geen plannen geregistreerd")
	for i := range 21 {
		s.registered("Plan " + strconv.Itoa(i) + ".")
	}
	for _, list := range []struct {
		as   org.Role
		path string
	}{{"", "/plans"}, {org.Controller, "/desk/plans"}} {
		first := s.get(list.as, list.path).want(http.StatusOK, "Plan 20.", "Plan 1.", list.path+"?page=2")
		first.without("Plan 0.")
		if strings.Index(first.Body.String(), "Plan 20.") > strings.Index(first.Body.String(), "Plan 1.") {
			t.Errorf("%s: the newest isn't first", list.path)
		}
		s.get(list.as, list.path+"?page=2").want(http.StatusOK, "Plan 0.").without("Plan 1.")
	}
	s.get(org.Controller, "/desk/plans").want(http.StatusOK, "/desk/plans/register", "/desk/plans/write")
}
