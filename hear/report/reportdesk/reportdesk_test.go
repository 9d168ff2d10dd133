// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk_test

import (
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/taxonomy"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportweb"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

// page serves the desk to somebody with these roles, and gives what is sent.
func page(t *testing.T, roles ...org.Role) *httptest.ResponseRecorder {
	t.Helper()
	actor := org.Actor{Person: "p", Name: "Fatima El Amrani"}
	for _, r := range roles {
		actor.Roles = append(actor.Roles, org.Membership{Person: "p", Org: "o", Role: r, Period: civil.Since(civil.On(time.Now()))})
	}
	mux := http.NewServeMux()
	reportdesk.New(lateOnes{}, func(*http.Request) org.Actor { return actor }).Desk(mux)
	handler := web.New(web.Config{
		Catalogue: texttest.Catalogue(t, web.Text, org.Text, taxonomy.Text, reportweb.Text, reportdesk.Text),
		Log:       slog.New(slog.DiscardHandler), Version: "1",
	}, web.Routes(mux))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/desk/reports", nil))
	return w
}

func TestOnlyOfficersSeeTheDesk(t *testing.T) {
	for _, role := range org.Roles() {
		want := http.StatusForbidden
		if role == org.IntakeOfficer {
			want = http.StatusOK
		}
		if got := page(t, role).Code; got != want {
			t.Errorf("%s: status %d, want %d", role, got, want)
		}
	}
	if got := page(t).Code; got != http.StatusForbidden {
		t.Errorf("without a role: status %d", got)
	}
}

// script gives all that the desk's script is made of.
func script(t *testing.T) string {
	t.Helper()
	const sources = "../../../internal/asset/src"
	files := []string{filepath.Join(sources, "scripts/desk.ts")}
	err := filepath.WalkDir(filepath.Join(sources, "desk"), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".ts") && !strings.HasSuffix(path, ".test.ts") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

// TestTheScriptFindsItsWordsAndScreens holds the script to the page: every
// message, screen, part and button that it names is there.
func TestTheScriptFindsItsWordsAndScreens(t *testing.T) {
	body, source := page(t, org.IntakeOfficer).Body.String(), script(t)
	tests := []struct {
		what, in string
		names    *regexp.Regexp
	}{
		{"message", `&#34;%s`, regexp.MustCompile(`"(report\.desk\.[a-z_.-]*[a-z])"`)},
		{"screen", `id="template-%s"`, regexp.MustCompile(`screen\("([a-z-]+)"\)`)},
		{"part", `data-part="%s"`, regexp.MustCompile(`part\([^",]+, "([a-z-]+)"`)},
		{"button", `data-do="%s"`, regexp.MustCompile(`hear\([^",]+, "([a-z-]+)"`)},
		{"form", `data-form="%s"`, regexp.MustCompile(`submit\([^",]+, "([a-z-]+)"`)},
		{"slot", `data-slot="%s"`, regexp.MustCompile(`slot\([^",]+, "([a-z-]+)"`)},
	}
	for _, tt := range tests {
		found := tt.names.FindAllStringSubmatch(source, -1)
		if len(found) < 2 {
			t.Errorf("the script names %d of the kind %s: the search is broken", len(found), tt.what)
		}
		for _, f := range found {
			if !strings.Contains(body, strings.Replace(tt.in, "%s", f[1], 1)) {
				t.Errorf("the page has no %s %q", tt.what, f[1])
			}
		}
	}
}

// TestEverySignHasItsWords holds the signs of the script to the page's alarms.
func TestEverySignHasItsWords(t *testing.T) {
	body := page(t, org.IntakeOfficer).Body.String()
	_, rest, _ := strings.Cut(script(t), "export type Sign =")
	list, _, _ := strings.Cut(rest, ";")
	signs := regexp.MustCompile(`\| "([a-z]+)"`).FindAllStringSubmatch(list, -1)
	if len(signs) < 10 {
		t.Fatalf("%d signs: the search is broken", len(signs))
	}
	var seen []string
	for _, s := range signs {
		if !strings.Contains(body, `id="template-alarm-`+s[1]+`"`) {
			t.Errorf("nothing is said of %q", s[1])
		}
		seen = append(seen, s[1])
	}
	if slices.Sort(seen); len(slices.Compact(seen)) != len(signs) {
		t.Error("a sign stands twice")
	}
}

// TestThePageHoldsNothing: all that is sent is the same for every officer.
func TestThePageHoldsNothing(t *testing.T) {
	w := page(t, org.IntakeOfficer)
	if got := w.Header().Get("Content-Security-Policy"); !strings.Contains(got, "trusted-types 'none'") {
		t.Errorf("the policy is %q", got)
	}
	if body := w.Body.String(); strings.Contains(body, "Fatima") {
		t.Error("the page holds a name")
	}
}
