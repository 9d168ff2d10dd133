// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// newcomer gives a form with a beginning today.
func newcomer(name, email, role, until string) url.Values {
	v := dated(fields("name", name, "email", email, "role", role), "from", "2026-03-02")
	if until != "" {
		dated(v, "until", until)
	}
	return v
}

func TestANewcomerIsEnrolled(t *testing.T) {
	h := build(t)
	path := agency + "/members/enrol"
	for _, tt := range []struct {
		name       string
		typed      url.Values
		says, kept string
	}{
		{"nothing", nil, "Enter a name.", ""},
		{"no address", newcomer("Noor", "noor", "auditor", ""), "not an e-mail address", "Noor"},
		{"no role", newcomer("Noor", "noor@example.nl", "", ""), "Choose a role.", "noor@example.nl"},
		{"an unknown role", newcomer("Noor", "noor@example.nl", "king", ""), "does not exist", "Noor"},
		{"an end before the beginning", newcomer("Noor", "noor@example.nl", "auditor", "2026-03-02"), "The end must come after", "Noor"},
	} {
		p := h.post("admin", path, tt.typed)
		want(t, tt.name, p, http.StatusUnprocessableEntity, tt.says)
		has(t, tt.name, p, tt.kept)
	}
	p := h.post("admin", path, newcomer("Worker", "worker@example.nl", "auditor", ""))
	want(t, "somebody who is known", p, http.StatusConflict, "somebody with this e-mail address", "grant?q=worker%40example.nl")
	p = h.post("admin", path, newcomer(" Noor Ünal ", "Noor@Example.nl", "auditor", "2027-01-01"))
	want(t, "a newcomer", p, http.StatusSeeOther, "/desk/people/", "done=enrolled")
	want(t, "her page", h.get("admin", p.to), http.StatusOK, "Noor Ünal", "noor@example.nl", "Auditor", "until 1 January 2027", "/account", "make an invitation")
	want(t, "in the list", h.get("admin", agency+"/members"), http.StatusOK, "Noor Ünal")
	want(t, "not yesterday", h.get("admin", agency+"/members?on.day=1&on.month=3&on.year=2026"), http.StatusOK, "1 March 2026")
	lacks(t, "not yesterday", h.get("admin", agency+"/members?on.day=1&on.month=3&on.year=2026"), "Noor")
	want(t, "nobody long ago", h.get("admin", agency+"/members?on.day=1&on.month=3&on.year=1990"), http.StatusOK, "Nobody has a role on 1 March 1990")
	want(t, "no such day", h.get("admin", agency+"/members?on.day=31&on.month=2&on.year=2026"), http.StatusUnprocessableEntity, "This is not a date")
}

func TestARoleIsGranted(t *testing.T) {
	h := build(t)
	path := agency + "/members/grant"
	want(t, "first a search", h.get("admin", path), http.StatusOK, `name="q"`, "Add a new person")
	want(t, "too short", h.get("admin", path+"?q=w"), http.StatusUnprocessableEntity, "at least 2 characters")
	want(t, "found", h.get("admin", path+"?q=WORK"), http.StatusOK, "One person found", "person=worker%40example.nl")
	want(t, "nobody from elsewhere by name", h.get("admin", path+"?q=stranger"), http.StatusOK, "Nobody found")
	want(t, "but by the whole address", h.get("admin", path+"?q=Stranger@example.nl"), http.StatusOK, "Person stranger")
	want(t, "no such address", h.get("admin", path+"?q=nobody@example.nl"), http.StatusOK, "Nobody found")
	want(t, "the form", h.get("admin", path+"?person=stranger@example.nl"), http.StatusOK, "Person stranger", "Agency en", `name="role"`)
	want(t, "nobody", h.get("admin", path+"?person=nobody@example.nl"), http.StatusNotFound)

	grant := func(email, role, from string) page {
		return h.post("admin", path, dated(fields("person", email, "role", role), "from", from))
	}
	want(t, "a role that he has", grant("worker@example.nl", "employee", "2026-05-01"), http.StatusConflict, "already has this role", "Person worker")
	want(t, "no role", grant("worker@example.nl", "", "2026-05-01"), http.StatusUnprocessableEntity, "Choose a role.")
	want(t, "himself", grant("admin@example.nl", "auditor", "2026-05-01"), http.StatusForbidden, "give yourself a role", "Person admin")
	p := grant("stranger@example.nl", "researcher", "2026-05-01")
	want(t, "granted", p, http.StatusSeeOther, "/desk/people/stranger?done=granted")
	p = h.get("admin", p.to)
	want(t, "his page", p, http.StatusOK, "Researcher", "from 1 May 2026", "also has a role in another organisation")
	lacks(t, "his page", p, "Elsewhere", "/account", "/correct")
	want(t, "correcting him by hand", h.post("admin", "/desk/people/stranger/correct", fields("version", "1", "name", "x", "email", "x@y")), http.StatusForbidden)
}

func TestARoleEnds(t *testing.T) {
	h := build(t)
	path := agency + "/members/m-worker/end"
	end := func(version, on string) page {
		return h.post("admin", path, dated(fields("version", version), "on", on))
	}
	want(t, "the form", h.get("admin", path), http.StatusOK, "Person worker", "Employee", `value="2026"`)
	want(t, "no day", h.post("admin", path, fields("version", "1")), http.StatusUnprocessableEntity, "Enter a date.")
	want(t, "before it began", end("1", "2019-01-01"), http.StatusUnprocessableEntity, "The end must come after")
	want(t, "ended", end("1", "2026-06-01"), http.StatusSeeOther, "members?done=ended")
	p := end("1", "2026-07-01")
	want(t, "over somebody else's end", p, http.StatusConflict, "Somebody else was first", "until 1 June 2026")
	has(t, "what was typed", p, "7")
	want(t, "knowingly", end("2", "2026-07-01"), http.StatusSeeOther)
	want(t, "today", end("3", "2026-03-02"), http.StatusSeeOther)
	p = h.get("admin", "/desk/people/worker")
	want(t, "it is over", p, http.StatusOK, "Over")
	want(t, "and stays so", end("4", "2030-01-01"), http.StatusUnprocessableEntity, "no longer changes")
}

func TestANameIsCorrected(t *testing.T) {
	h := build(t)
	path := "/desk/people/worker/correct"
	correct := func(version, name, email string) page {
		return h.post("admin", path, fields("version", version, "name", name, "email", email))
	}
	want(t, "the form", h.get("admin", path), http.StatusOK, `value="Person worker"`, `value="worker@example.nl"`)
	want(t, "no name", correct("1", "", "w@example.nl"), http.StatusUnprocessableEntity, "Enter a name.")
	want(t, "no address", correct("1", "W", "w"), http.StatusUnprocessableEntity, "not an e-mail address")
	want(t, "somebody else's address", correct("1", "W", "boss@example.nl"), http.StatusConflict, "with this e-mail address")
	want(t, "corrected", correct("1", "Wim", "wim@example.nl"), http.StatusSeeOther, "/desk/people/worker?done=corrected")
	p := correct("1", "Willem", "willem@example.nl")
	want(t, "over somebody else's", p, http.StatusConflict, "Somebody else was first", "Wim", "wim@example.nl")
	has(t, "what was typed", p, "Willem")
	want(t, "knowingly", correct("2", "Willem", "willem@example.nl"), http.StatusSeeOther)
	want(t, "found again", h.get("admin", "/desk/people?q=willem"), http.StatusOK, "Willem", "/desk/people/worker")

	if err := h.store.Enrol(t.Context(), org.System("test"), orgtest.Person("none"), org.Membership{
		ID: "m-none", Version: 1, Person: "none", Org: orgtest.Agency, Role: org.Employee, Period: civil.Since(orgtest.Start),
	}); err != nil {
		t.Fatal(err)
	}
	if p := h.get("admin", "/desk/people/none"); p.status != http.StatusOK || strings.Contains(p.body, "has no role") {
		t.Errorf("status %d", p.status)
	}
}
