// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"bytes"
	"strings"
	"testing"

	"baken/internal/web/webtest"
)

func TestPagesInTheBrowser(t *testing.T) {
	pages := []struct {
		name, path string
		status     int
	}{
		{"front", "/", 200},
		{"gallery", "/components", 200},
		{"signed-in", "/components?signed-in", 200},
		{"accessibility", "/accessibility", 200},
		{"not-found", "/nothing", 404},
		{"conflict", "/late", 409},
		{"internal", "/broken", 500},
	}
	screens := map[string]webtest.Option{"360": webtest.Phone(), "1280": webtest.Size(1280, 900)}
	for _, lang := range []string{"nl", "en"} {
		for screen, size := range screens {
			t.Run(lang+"-"+screen, func(t *testing.T) {
				var log bytes.Buffer
				p := webtest.Open(t, site(t, &log), size, webtest.In(lang))
				for _, tt := range pages {
					if got := p.Go(tt.path); got != tt.status {
						t.Errorf("%s: status %d, want %d", tt.path, got, tt.status)
					}
					p.Shot(tt.name + "-" + lang + "-" + screen)
					p.Fits(320)
					p.Axe()
				}
			})
		}
	}
}

func TestDarkPages(t *testing.T) {
	var log bytes.Buffer
	p := webtest.Open(t, site(t, &log), webtest.Dark())
	for _, path := range []string{"/", "/components?signed-in"} {
		p.Go(path)
		p.Shot("dark-" + strings.Trim(strings.ReplaceAll(path, "?", "-"), "/"))
		p.Axe()
	}
}

func TestFormWithoutScriptByKeyboard(t *testing.T) {
	var log bytes.Buffer
	p := webtest.Open(t, site(t, &log), webtest.WithoutScript(), webtest.Phone())
	p.Go("/components")
	p.TabTo("#email")
	p.Type("noor@example.nl")
	p.TabTo("form button[type=submit]")
	if got := p.Enter(); got != 422 {
		t.Errorf("status %d, want 422", got)
	}
	p.Shot("form-errors-360")
	p.Axe()
	if got := p.Title(); !strings.HasPrefix(got, "Fout: ") {
		t.Errorf("title %q", got)
	}
	if got := p.Focused(); got != "div.baken-errors" {
		t.Errorf("the focus is on %s, want the summary of errors", got)
	}
	if got := p.Value("#email"); got != "noor@example.nl" {
		t.Errorf("what was typed is %q", got)
	}
	p.Click(".baken-errors a[href='#day']")
	if got := p.Focused(); !strings.HasPrefix(got, "input#day") {
		t.Errorf("the error leads to %s", got)
	}
}

func TestLanguageSwitchKeepsThePage(t *testing.T) {
	var log bytes.Buffer
	p := webtest.Open(t, site(t, &log))
	p.Go("/components?signed-in")
	p.Follow("a[hreflang=en]")
	if got, want := p.Path(), "/components?signed-in"; got != want {
		t.Errorf("after switching: %s, want %s", got, want)
	}
	if got, want := p.Text("h1"), "Parts of the pages"; got != want {
		t.Errorf("heading %q, want %q", got, want)
	}
	p.Printed()
	p.Shot("printed")
}
