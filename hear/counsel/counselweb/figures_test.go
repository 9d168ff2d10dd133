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

// closedYear puts the count of a closed year in the store.
func (s *site) closedYear(year int, race int64) {
	s.t.Helper()
	err := s.store.PutCount(s.t.Context(), org.System("test"), counsel.YearCount{Org: orgtest.Agency, Year: year, N: 400, Codes: map[string]int64{
		"ground:race": race, "ground:unsaid": 400 - race, "ground:sex": 150, "ground:age": 150, "conduct:bullying": 200, "conduct:unsaid": 200, "source:unsaid": 400,
	}})
	if err != nil {
		s.t.Fatal(err)
	}
}

func TestYearlyFigures(t *testing.T) {
	s := build(t)
	const at = "/help/agency/figures"
	s.get("", "/help/agency").want(http.StatusOK, `href="`+at+`"`)
	s.get("", at).want(http.StatusOK, "Er zijn nog geen cijfers", "Agency nl").without("<table")
	s.closedYear(2025, 160)
	s.closedYear(2024, 1)
	page := s.get("", at).want(http.StatusOK, "Het jaar 2025", "Het jaar 2024", "Grond", at+"/ground-2025.csv").Body.String()
	if strings.Index(page, "Het jaar 2025") > strings.Index(page, "Het jaar 2024") {
		t.Error("the newest year isn't the first")
	}
	csv := s.get("", at+"/ground-2025.csv").want(http.StatusOK, "40")
	if got := csv.Header().Get("Content-Disposition"); got != "attachment; filename=agency-counsellors-ground-2025.csv" {
		t.Errorf("the file is named %q", got)
	}
	s.get("", at+"/ground-2023.csv").want(http.StatusNotFound)
	s.get("", "/help/nowhere/figures").want(http.StatusNotFound)
}

// TestYearlyFiguresLook opens the figures in a browser.
func TestYearlyFiguresLook(t *testing.T) {
	for name, o := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			s := build(t)
			s.closedYear(2025, 160)
			v := visit{webtest.Open(t, s, o...), t, name}
			v.Go("/help/agency/figures")
			v.judge("counsel-figures")
		})
	}
}
