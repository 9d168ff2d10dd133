// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// has fails unless a field of the form holds what was typed.
func has(t *testing.T, what string, p page, value string) {
	t.Helper()
	if !strings.Contains(p.body, `value="`+value+`"`) {
		t.Errorf("%s: no field holds %q", what, value)
	}
}

func TestTwoPeopleRename(t *testing.T) {
	h := build(t)
	name := func(version, nl, en string) page {
		return h.post("admin", agency+"/rename", dated(fields("version", version, "name_nl", nl, "name_en", en), "from", "2026-04-01"))
	}
	want(t, "the form", h.get("admin", agency+"/rename"), http.StatusOK, `value="Agency nl"`, `name="from.year"`, `value="2026"`)
	want(t, "the first", name("1", "Dienst A", "Service A"), http.StatusSeeOther, "done=renamed")
	want(t, "said", h.get("admin", agency+"?done=renamed"), http.StatusOK, "The new name is saved", "Dienst A", "from 1 April 2026")
	p := name("1", "Dienst B", "")
	want(t, "the second, with a fault", p, http.StatusUnprocessableEntity, "Enter a name.")
	has(t, "after a fault", p, "Dienst B")
	has(t, "the version after a fault", p, "1")
	p = name("1", "Dienst B", "Service B")
	want(t, "the second", p, http.StatusConflict, "Somebody else was first", "Dienst A", "Service A", "1 April 2026")
	has(t, "after the clash", p, "Dienst B")
	has(t, "the version after the clash", p, "2")
	want(t, "knowingly", name("2", "Dienst B", "Service B"), http.StatusSeeOther)
	if got := h.store.Verbs("agency"); len(got) != 3 {
		t.Errorf("events %v", got)
	}
}

func TestWhatAChangeRefuses(t *testing.T) {
	h := build(t)
	tests := []struct {
		name, path string
		typed      url.Values
		says, kept string
	}{
		{"no date", agency + "/rename", fields("version", "1", "name_nl", "Nieuw", "name_en", "New"), "Enter a date.", "Nieuw"},
		{"no such date", agency + "/rename", dated(fields("version", "1", "name_nl", "Nieuw", "name_en", "New"), "from", "2026-02-30"), "This is not a date", "30"},
		{"a date before it existed", agency + "/rename", dated(fields("version", "1", "name_nl", "Nieuw", "name_en", "New"), "from", "2019-02-01"), "does not exist on", "2019"},
		{"a long name", agency + "/rename", dated(fields("version", "1", "name_nl", strings.Repeat("x", 201), "name_en", "New"), "from", "2026-02-01"), "at most 200 characters", "New"},
		{"a wrong number", agency + "/identify", fields("version", "1", "oin", "12", "tooi", "x"), "exactly 20 digits", "12"},
		{"a wrong address", agency + "/identify", fields("version", "1", "tooi", "http://x"), "not a TOOI address", "http://x"},
		{"no kind", agency + "/found", dated(fields("name_nl", "a", "name_en", "b"), "from", "2026-03-02"), "Choose a kind.", "a"},
		{"an unknown kind", agency + "/found", dated(fields("name_nl", "a", "name_en", "b", "kind", "club"), "from", "2026-03-02"), "does not exist", "a"},
		{"a kind that is too high", agency + "/found", dated(fields("name_nl", "a", "name_en", "b", "kind", "ministry"), "from", "2026-03-02"), "higher kind", "a"},
		{"no place", direct + "/move", dated(fields("version", "1"), "from", "2026-03-05"), "Choose an organisation.", "5"},
		{"no heir and no yes", agency + "/merge", dated(fields("version", "1"), "on", "2026-03-05"), "Tick the box", "5"},
		{"closing without a yes", direct + "/close", dated(fields("version", "1"), "on", "2026-03-05"), "Tick the box", "5"},
		{"closing before it existed", direct + "/close", dated(fields("version", "1", "confirm", "yes"), "on", "2019-03-05"), "does not exist on", "2019"},
	}
	for _, tt := range tests {
		p := h.post("boss", tt.path, tt.typed)
		want(t, tt.name, p, http.StatusUnprocessableEntity, tt.says, "error-message")
		has(t, tt.name, p, tt.kept)
	}
	p := h.post("boss", agency+"/close", dated(fields("version", "1", "confirm", "yes"), "on", "2026-03-05"))
	want(t, "closing with a directorate below", p, http.StatusConflict, "Move them first", "Directorate en")
	for _, id := range []string{"agency", "directorate"} {
		if got := h.store.Verbs(id); len(got) != 1 {
			t.Errorf("%s changed: %v", id, got)
		}
	}
}

func TestTheTreeChanges(t *testing.T) {
	h := build(t)
	do := func(what, path string, v url.Values, to string) string {
		t.Helper()
		p := h.post("boss", path, v)
		want(t, what, p, http.StatusSeeOther, to)
		return p.to
	}
	to := do("a directorate is founded", agency+"/found", dated(fields("name_nl", "Nieuw", "name_en", "New", "kind", "directorate",
		"oin", "0000 0001003214345000"), "from", "2026-01-01"), "done=founded")
	want(t, "it is there", h.get("boss", to), http.StatusOK, "The organisation is added", "New", "00000001003214345000")
	to = do("another is planned", agency+"/found", dated(fields("name_nl", "Straks", "name_en", "Soon", "kind", "directorate"), "from", "2026-09-01"), "done=planned")
	want(t, "it is announced", h.get("boss", to), http.StatusOK, "Soon (planned from 1 September 2026)")
	lacks(t, "but not to a worker", h.get("worker", agency), "Soon")
	do("one moves", direct+"/move", dated(fields("version", "1", "parent", "sibling"), "from", "2026-03-01"), "done=moved")
	want(t, "it moved", h.get("boss", direct), http.StatusOK, "Sibling en", "from 1 January 2020 until 1 March 2026")
	stale := h.post("boss", direct+"/move", dated(fields("version", "1", "parent", "agency"), "from", "2026-03-01"))
	want(t, "over somebody else's move", stale, http.StatusConflict, "Somebody else was first", "Sibling en")
	do("an agency is merged", "/desk/organisations/sibling/merge",
		dated(fields("version", "1", "into", "agency", "confirm", "yes"), "on", "2026-03-02"), "done=merged")
	want(t, "it says so", h.get("boss", "/desk/organisations/sibling"), http.StatusOK, "no longer exists since 2 March 2026", "taken over by", "Agency en")
	want(t, "apart in the list", h.get("boss", "/desk/organisations"), http.StatusOK, "One organisation that no longer exists")
	do("a directorate closes", direct+"/close", dated(fields("version", "3", "confirm", "yes"), "on", "2026-12-01"), "done=closed")
	want(t, "it will", h.get("boss", direct), http.StatusOK, "will end on 1 December 2026")
	p := h.get("boss", "/desk/organisations/sibling")
	lacks(t, "what is gone isn't changed", p, "/rename", "/members/enrol")
	want(t, "nor by hand", h.get("boss", "/desk/organisations/sibling/rename"), http.StatusForbidden)
	if o, err := h.Find(t.Context(), org.System("test"), orgtest.Directorate); err != nil || o.Parent(o.Period.From) != orgtest.Agency {
		t.Errorf("the past changed: %+v, %v", o, err)
	}
}
