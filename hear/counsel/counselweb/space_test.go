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
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
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

// scriptOf gives all that a page's script is made of, beside what it shares with
// others.
func scriptOf(t *testing.T, folder string, least int) string {
	t.Helper()
	files, err := filepath.Glob("../../../internal/asset/src/" + folder + "/*.ts")
	if err != nil || len(files) < least {
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

// Each script finds every message, screen, part, button, form and field that it
// names on its page.
func TestPagesHaveWhatTheirScriptsName(t *testing.T) {
	s := build(t)
	s.add(orgtest.Agency, func(d *counsel.Details) { d.Person = "counsellor@agency" })
	for _, page := range []struct {
		path, folder string
		as           org.Role
		least        int
		kinds        string
	}{
		{"/counsel", "counsel", org.Counsellor, 6, "message screen part button form slot field"},
		{"/help/agency/appointment", "ask", "", 3, "message copy part slot"},
	} {
		source, body := scriptOf(t, page.folder, page.least), s.get(page.as, page.path).want(http.StatusOK).Body.String()
		for _, tt := range []struct {
			what, in string
			names    *regexp.Regexp
		}{
			{"message", `&#34;%s`, regexp.MustCompile(`"(counsel\.[a-z_.-]*[a-z])"`)},
			{"screen", `id="template-%s"`, regexp.MustCompile(`screen\("([a-z-]+)"\)`)},
			{"copy", `id="template-%s"`, regexp.MustCompile(`copy\("([a-z-]+)"`)},
			{"part", `data-part="%s"`, regexp.MustCompile(`part\([^",]+, "([a-z-]+)"`)},
			{"button", `data-do="%s"`, regexp.MustCompile(`hear\([^",]+, "([a-z-]+)"`)},
			{"form", `data-form="%s"`, regexp.MustCompile(`submit\([^",]+, "([a-z-]+)"`)},
			{"slot", `data-slot="%s"`, regexp.MustCompile(`slot\([^",]+, "([a-z-]+)"`)},
			{"field", `id="%s"`, regexp.MustCompile(`field(?:<\w+>)?\([^",]+, "([a-z-]+)"`)},
		} {
			found := tt.names.FindAllStringSubmatch(source, -1)
			if len(found) == 0 && strings.Contains(page.kinds, tt.what) {
				t.Errorf("the script of %s names nothing of the kind %s: the search is broken", page.path, tt.what)
			}
			for _, f := range found {
				if !strings.Contains(body, strings.Replace(tt.in, "%s", f[1], 1)) {
					t.Errorf("%s has no %s %q", page.path, tt.what, f[1])
				}
			}
		}
	}
}
