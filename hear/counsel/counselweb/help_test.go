// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"net/http"
	"testing"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/web/webtest"
)

func TestChooseWhoHelps(t *testing.T) {
	s := build(t)
	s.get("", "/help").want(http.StatusOK, "Crown nl", "Agency nl", "discriminatie.nl", "tel:0308883888").without("Directorate nl")
	s.post("", "/help", "org", "agency").leads("/help/agency")
	s.post("", "/help", "org", "").want(http.StatusUnprocessableEntity, "Kies eerst een organisatie")
	s.post("", "/help", "org", "https://elsewhere.example").want(http.StatusUnprocessableEntity)
	s.get("", "/help/directorate").leads("/help/agency")
	s.get("", "/help/nowhere").want(http.StatusNotFound)
}

const (
	noneNL    = "Deze organisatie heeft nu geen vertrouwenspersoon"
	awayNL    = "De vertrouwenspersoon is nu niet te bereiken"
	replaceNL = "is er dan wel"
)

// The warning stands on the public page and where the directory is kept, until
// somebody can be reached.
func TestTheWarning(t *testing.T) {
	s := build(t)
	s.add(orgtest.Ministry, same)
	s.get("", "/help/agency").want(http.StatusOK, noneNL, "U staat er niet alleen voor", `href="/help/ministry"`, "discriminatie.nl", `href="/report"`)
	s.get(org.ProgrammeManager, "/desk/help").want(http.StatusOK, noneNL, "Voeg een vertrouwenspersoon toe")

	id := s.add(orgtest.Agency, same)
	s.get("", "/help/agency").want(http.StatusOK, "Noor de Graaf", "tel:0701234567").without(noneNL)
	s.get(org.ProgrammeManager, "/desk/help").want(http.StatusOK, "Te bereiken").without(noneNL)

	s.leave(id, 1, counsel.Contact{})
	s.get("", "/help/agency").want(http.StatusOK, awayNL, "Er niet sinds 1 maart 2026", "Noor de Graaf")
	s.get(org.ProgrammeManager, "/desk/help").want(http.StatusOK, awayNL, "Vul een vervanger in")

	s.leave(id, 2, counsel.Contact{Name: "Sem Bakker", Phone: "070 765 43 21"})
	s.get("", "/help/agency").want(http.StatusOK, "Sem Bakker "+replaceNL, "tel:0707654321").without(awayNL)
}

func (s *site) leave(id counsel.EntryID, since int64, instead counsel.Contact) {
	s.t.Helper()
	a := counsel.Away{Period: civil.Since(civil.MustParse("2026-03-01")), Substitute: instead}
	if err := s.Leave(s.t.Context(), orgtest.Actor(s.t, org.ProgrammeManager, orgtest.Agency), id, since, a); err != nil {
		s.t.Fatal(err)
	}
}

func TestWhatAHelperSays(t *testing.T) {
	s := build(t)
	s.add(orgtest.Agency, func(d *counsel.Details) {
		d.Email, d.Side = "noor@voorbeeld.example", counsel.External
		d.When, d.Languages = counsel.Words{NL: "maandag", EN: "Monday"}, []counsel.Language{"ar", "nl"}
	})
	s.add(orgtest.Agency, func(d *counsel.Details) { d.Kind, d.Name = counsel.KindNetwork, "Netwerk <b>" })
	s.get("", "/help/agency").want(http.StatusOK, "mailto:noor@voorbeeld.example", "maandag", "Nederlands, Arabisch",
		"Een bureau of persoon van buiten", "Netwerk van medewerkers", "Netwerk &lt;b&gt;")
}

// TestHelpLooks opens the pages of who looks for help.
func TestHelpLooks(t *testing.T) {
	for name, o := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			s := build(t)
			v := visit{webtest.Open(t, s, o...), t, name}
			v.Go("/help")
			v.judge("help-choose")
			if got := v.Follow("main form button"); got != http.StatusUnprocessableEntity {
				t.Errorf("nothing chosen: %d", got)
			}
			v.judge("help-none-chosen")
			v.Choose("#org", "agency")
			v.Follow("main form button")
			v.judge("help-gap")
			s.leave(s.add(orgtest.Agency, func(d *counsel.Details) {
				d.When, d.Languages = counsel.Words{NL: "maandag en donderdag", EN: "Monday and Thursday"}, []counsel.Language{"nl", "tr"}
			}), 1, counsel.Contact{Name: "Sem Bakker", Phone: "070 765 43 21"})
			s.add(orgtest.Agency, func(d *counsel.Details) { d.Kind, d.Name = counsel.KindDoctor, "Arts van de organisatie" })
			v.Go("/help/agency")
			v.judge("help-substitute")
		})
	}
}
