// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"baken/ground/org"
)

// Who isn't a counsellor is told that there is no such page, an administrator
// too.
func TestOnlyCounsellorsHaveASpace(t *testing.T) {
	s := build(t)
	for _, role := range org.Roles() {
		want := http.StatusNotFound
		if role == org.Counsellor {
			want = http.StatusOK
		}
		s.get(role, "/counsel").want(want)
	}
	s.get("", "/counsel").want(http.StatusNotFound)
}

// spaceScript gives all that the script of the space is made of, beside what it
// shares with that of the desk.
func spaceScript(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../../../internal/asset/src/counsel/*.ts")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files of the script: %v", len(files), err)
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

// The script finds every message, screen, part, button, form and field that it
// names on the page.
func TestTheSpaceHasWhatItsScriptNames(t *testing.T) {
	source, body := spaceScript(t), build(t).get(org.Counsellor, "/counsel").want(http.StatusOK).Body.String()
	for _, tt := range []struct {
		what, in string
		names    *regexp.Regexp
	}{
		{"message", `&#34;%s`, regexp.MustCompile(`"(counsel\.space\.[a-z_.-]*[a-z])"`)},
		{"screen", `id="template-%s"`, regexp.MustCompile(`screen\("([a-z-]+)"\)`)},
		{"part", `data-part="%s"`, regexp.MustCompile(`part\([^",]+, "([a-z-]+)"`)},
		{"button", `data-do="%s"`, regexp.MustCompile(`hear\([^",]+, "([a-z-]+)"`)},
		{"form", `data-form="%s"`, regexp.MustCompile(`submit\([^",]+, "([a-z-]+)"`)},
		{"slot", `data-slot="%s"`, regexp.MustCompile(`slot\([^",]+, "([a-z-]+)"`)},
		{"field", `id="%s"`, regexp.MustCompile(`field(?:<\w+>)?\([^",]+, "([a-z-]+)"`)},
	} {
		found := tt.names.FindAllStringSubmatch(source, -1)
		if len(found) == 0 {
			t.Errorf("the script names nothing of the kind %s: the search is broken", tt.what)
		}
		for _, f := range found {
			if !strings.Contains(body, strings.Replace(tt.in, "%s", f[1], 1)) {
				t.Errorf("the page has no %s %q", tt.what, f[1])
			}
		}
	}
}
