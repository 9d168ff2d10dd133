// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func quote(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	return string(raw)
}

// source gives a path in internal/asset/src of this module.
func source(name string) string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..", "asset", "src", filepath.FromSlash(name))
}

// finding is what axe says about one rule.
type finding struct {
	ID     string
	Impact string
	Help   string
	Nodes  []struct {
		Target  []any
		Summary string `json:"failureSummary"`
	}
}

const runAxe = `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`

// Axe runs every rule of axe-core on the page, best practices included, and
// fails for any violation of any impact.
func (p *Page) Axe() {
	p.t.Helper()
	script, err := os.ReadFile(source("node_modules/axe-core/axe.min.js"))
	if err != nil {
		p.t.Fatalf("axe-core is not installed; run \"go generate ./internal/asset\": %v", err)
	}
	if !p.script { // axe waits by timers; the page's own scripts were not loaded
		p.do("let axe run", scripting(true))
		defer p.do("stop scripts", scripting(false))
	}
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	if !Eval[bool](p, `"axe" in window`) { // half a megabyte: once for each page that is loaded
		p.must("load axe", chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](string(script))))
	}
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](runAxe, chromedp.EvalAwaitPromise))
	p.must("run axe", err)
	var found []finding
	p.must("read what axe found", json.Unmarshal([]byte(raw), &found))
	for _, f := range found {
		var where []string
		for _, n := range f.Nodes {
			where = append(where, fmt.Sprint(n.Target)+" "+n.Summary)
		}
		p.t.Errorf("%s: axe: %s (%s): %s\n\t%s", p.Path(), f.ID, f.Impact, f.Help, strings.Join(where, "\n\t"))
	}
}

const widest = `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
	.slice(0, 3).map(e => e.tagName + "." + e.getAttribute("class")).join(" ")`

// Fits fails when the page is wider than a screen of that many pixels, and
// sets the window back as it was.
func (p *Page) Fits(width int) {
	p.t.Helper()
	size := Eval[[]int64](p, "[innerWidth, innerHeight]")
	p.do("make the window narrow", chromedp.EmulateViewport(int64(width), size[1]))
	if wide := Eval[int](p, "document.documentElement.scrollWidth"); wide > width {
		p.t.Errorf("%s is %d pixels wide on a screen of %d: %s", p.Path(), wide, width, Eval[string](p, widest))
	}
	p.do("set the window back", chromedp.EmulateViewport(size[0], size[1]))
}

// Shot keeps a picture of the whole page in the folder that BAKEN_SHOTS
// names; without that it does nothing.
func (p *Page) Shot(name string) {
	p.t.Helper()
	dir := os.Getenv("BAKEN_SHOTS")
	if dir == "" {
		return
	}
	p.must("keep a picture", p.picture(filepath.Join(dir, name+".png")))
}

func (p *Page) keepFailure() {
	dir, err := os.MkdirTemp("", "baken-failure-")
	if err != nil {
		p.t.Logf("keep a picture of the failure: %v", err)
		return
	}
	file := filepath.Join(dir, "page.png")
	if err := p.picture(file); err != nil {
		p.t.Logf("keep a picture of the failure: %v", err)
		return
	}
	p.t.Logf("the page as it failed: %s", file)
}

func (p *Page) picture(file string) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	raw, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o600)
}

// Printed shows the page as it is printed, until the next page.
func (p *Page) Printed() {
	p.t.Helper()
	p.do("show as printed", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
}
