// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/web/webtest"
)

// filled is a form that can be saved, with other values for some fields.
func filled(version string, other ...string) []string {
	values := map[string]string{
		"version": version, "kind": "counsellor", "side": "internal", "name": "Noor", "phone": "1234",
		"from.day": "1", "from.month": "2", "from.year": "2026",
	}
	for i := 0; i < len(other); i += 2 {
		values[other[i]] = other[i+1]
	}
	var all []string
	for name, v := range values {
		all = append(all, name, v)
	}
	return all
}

func TestWhoSeesTheDesk(t *testing.T) {
	s := build(t)
	id := string(s.add(orgtest.Agency, func(d *counsel.Details) { d.Person = "counsellor@agency" }))
	other := string(s.add(orgtest.Agency, same))
	away := string(s.add(orgtest.Ministry, same))
	s.get(org.ProgrammeManager, "/desk/help").want(http.StatusOK, "/desk/help/agency/new", "/desk/help/"+id, "/desk/help/"+other).without("/desk/help/" + away)
	s.get(org.Counsellor, "/desk/help").want(http.StatusOK, `href="/desk/help/`+id+`"`).without("/desk/help/agency/new", `href="/desk/help/`+other+`"`)
	s.get(org.Counsellor, "/desk/help/"+id).want(http.StatusOK, `name="phone"`, `name="language"`).without(`name="kind"`, `name="person"`, `name="from.day"`)
	s.get(org.Counsellor, "/desk/help/"+other).want(http.StatusForbidden)
	for _, role := range []org.Role{org.Administrator, org.Controller, org.IntakeOfficer, org.Employee, ""} {
		for _, path := range []string{"/desk/help", "/desk/help/" + id, "/desk/help/" + id + "/away", "/desk/help/agency/new"} {
			s.get(role, path).want(http.StatusNotFound)
		}
		s.post(role, "/desk/help/"+id, filled("1")...).want(http.StatusNotFound)
		s.post(role, "/desk/help/"+id+"/confirm", "version", "1").want(http.StatusNotFound)
		s.post(role, "/desk/help/"+id+"/away", "version", "1").want(http.StatusNotFound)
		s.post(role, "/desk/help/agency/new", filled("")...).want(http.StatusNotFound)
	}
	s.get(org.Counsellor, "/desk/help/agency/new").want(http.StatusNotFound)
	s.post(org.Counsellor, "/desk/help/agency/new", filled("")...).want(http.StatusForbidden)
	s.get(org.ProgrammeManager, "/desk/help/"+away).want(http.StatusNotFound)
	s.get(org.ProgrammeManager, "/desk/help/ministry/new").want(http.StatusNotFound)
	s.post(org.ProgrammeManager, "/desk/help/ministry/new", filled("")...).want(http.StatusNotFound)
}

func TestAddEditAndConfirm(t *testing.T) {
	s := build(t)
	s.post(org.ProgrammeManager, "/desk/help/agency/new", filled("", "language", "tr", "person", "counsellor@agency")...).leads("/desk/help?done=added")
	s.get(org.ProgrammeManager, "/desk/help/e1").want(http.StatusOK, `value="Noor"`, `value="tr" class="baken-choice__input" checked`,
		`<option value="counsellor@agency" selected>`, `value="counsellor" class="baken-choice__input" checked`)
	s.post(org.ProgrammeManager, "/desk/help/e1", filled("1", "name", "Noor B.")...).leads("/desk/help?done=saved")
	s.post(org.ProgrammeManager, "/desk/help/e1/confirm", "version", "2").leads("/desk/help?done=confirmed")
	s.get(org.ProgrammeManager, "/desk/help?done=confirmed").want(http.StatusOK, "Bevestigd dat het klopt.", "Noor B.")
	s.post(org.ProgrammeManager, "/desk/help/e1/away", "version", "3", "from.day", "1", "from.month", "3", "from.year", "2026").leads("/desk/help?done=away")
	s.get(org.ProgrammeManager, "/desk/help/e1/away").want(http.StatusOK, "Haal de afwezigheid weg", `name="from.year"`, `value="2026"`)
	s.post(org.ProgrammeManager, "/desk/help/e1/away", "version", "4", "back", "yes").leads("/desk/help?done=away")
	s.get("", "/help/agency").want(http.StatusOK, "Noor B.").without(awayNL)
}

func TestFaultsKeepWhatWasTyped(t *testing.T) {
	s := build(t)
	s.add(orgtest.Agency, same)
	for _, tc := range []struct{ rule, name, value, field, says string }{
		{"no name", "name", "", "name", "Vul een naam in"},
		{"no kind", "kind", "", "kind", "Kies wat voor hulp dit is"},
		{"no side", "side", "", "side", "van buiten komt"},
		{"no way", "phone", "", "phone", "Vul een telefoonnummer of een e-mailadres in"},
		{"no number", "phone", "abc", "phone", "Dit is geen telefoonnummer"},
		{"no address", "email", "noor", "email", "Dit is geen e-mailadres"},
		{"half the times", "when_en", "Monday", "when_nl", "in beide talen"},
		{"no such day", "from.day", "40", "from", "Dit is geen datum"},
		{"no day", "until.year", "2025", "until", "Dit is geen datum"},
		{"a stranger's account", "person", "x", "person", "Kies een naam uit de lijst"},
	} {
		for _, path := range []string{"/desk/help/agency/new", "/desk/help/e1"} {
			s.post(org.ProgrammeManager, path, filled("1", "when_en", "", tc.name, tc.value)...).
				want(http.StatusUnprocessableEntity, `href="#`+tc.field+`"`, `id="`+tc.field+`-error"`, tc.says, `name="version" value="1"`)
		}
	}
	s.post(org.ProgrammeManager, "/desk/help/e1/away", "version", "1", "name", "Sem").
		want(http.StatusUnprocessableEntity, `href="#from"`, "Vul de eerste dag in", `value="Sem"`)
	s.post(org.ProgrammeManager, "/desk/help/e1/away", "version", "1", "name", "Sem", "from.day", "1", "from.month", "3", "from.year", "2026").
		want(http.StatusUnprocessableEntity, `href="#name"`, "Vul van de vervanger", `value="Sem"`)
}

// Who saves over a change is told, and keeps what he typed.
func TestTwoEditors(t *testing.T) {
	s := build(t)
	s.add(orgtest.Agency, func(d *counsel.Details) { d.Person = "counsellor@agency" })
	s.post(org.Counsellor, "/desk/help/e1", "version", "1", "name", "Noor zelf", "phone", "5678").leads("/desk/help?done=saved")
	s.post(org.ProgrammeManager, "/desk/help/e1", filled("1", "name", "Door de manager")...).want(
		http.StatusConflict, "Iemand anders was u voor", "Noor zelf", `value="Door de manager"`, `name="version" value="2"`)
	s.post(org.ProgrammeManager, "/desk/help/e1/away", "version", "1", "from.day", "1", "from.month", "4", "from.year", "2026").want(
		http.StatusConflict, "Iemand anders was u voor", "Noor zelf", `name="version" value="2"`)
	s.post(org.ProgrammeManager, "/desk/help/e1/confirm", "version", "1").want(
		http.StatusConflict, "Iemand anders was u voor", `value="Noor zelf"`, `name="version" value="2"`)
	s.post(org.ProgrammeManager, "/desk/help/e1", filled("2", "name", "Door de manager")...).leads("/desk/help?done=saved")
	s.get("", "/help/agency").want(http.StatusOK, "Door de manager").without("Noor zelf")
}

// TestTheDeskLooks keeps a directory in a browser, with a keyboard alone.
func TestTheDeskLooks(t *testing.T) {
	for name, o := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			s := build(t)
			s.as = org.ProgrammeManager
			v := visit{webtest.Open(t, s, o...), t, name}
			v.Go("/desk/help")
			v.judge("desk-empty")
			v.TabTo("a[href$='/new']")
			v.Enter()
			v.judge("desk-new")
			v.TabTo("input[value=counsellor]")
			v.Type(" ")
			v.TabTo("#name")
			v.Type("Noor de Graaf")
			v.TabTo("main form button")
			if got := v.Enter(); got != http.StatusUnprocessableEntity {
				t.Errorf("no way to reach her: %d", got)
			}
			v.judge("desk-fault")
			v.TabTo("#email")
			v.Type("noor@voorbeeld.example")
			v.TabTo("main form button")
			if got := v.Enter(); got != http.StatusOK || !strings.HasPrefix(v.Path(), "/desk/help?") {
				t.Fatalf("added: %d at %s", got, v.Path())
			}
			v.judge("desk-added")
			v.TabTo("main table a")
			v.Enter()
			v.judge("desk-edit")
			v.TabTo("form[action$='/confirm'] button")
			if got := v.Enter(); got != http.StatusOK || v.Path() != "/desk/help?done=confirmed" {
				t.Fatalf("confirmed: %d at %s", got, v.Path())
			}
			v.Follow("main table a")
			v.TabTo("a[href$='/away']")
			v.Enter()
			v.judge("desk-away")
		})
	}
}
