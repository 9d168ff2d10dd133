// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

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

// structure is what axe judges: elements, their attributes, where there is text, and how
// the page is shown. Words and addresses aren't in it, only whether there are any.
const structure = `(() => {
	const said = new Set(["aria-label", "alt", "title", "placeholder", "value", "href", "src", "action", "d", "nonce", "lang"]), all = [];
	const walk = e => {
		all.push("<" + e.localName);
		for (const a of e.attributes) all.push(a.name + "=" + (said.has(a.name) ? !!a.value.trim() : a.value.replace(/\b[0-9a-z]{26}\b/g, "*")));
		if (e.checked) all.push("checked");
		for (const n of e.childNodes) n.nodeType === 1 ? walk(n) : n.nodeType === 3 && n.data.trim() && all.push("text");
		all.push(">");
	};
	walk(document.documentElement);
	return [innerWidth, ...["print", "(prefers-color-scheme: dark)"].map(q => matchMedia(q).matches), ...all].join(" ");
})()`

// judged holds the structures in which axe found nothing: the page in another language,
// or with other people in it, isn't looked at again.
var judged sync.Map

const runAxe = `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`

// Axe runs every rule of axe-core on the page, best practices included, and
// fails for any violation of any impact. A page of the same structure as one in
// which it found nothing isn't looked at again.
func (p *Page) Axe() {
	p.t.Helper()
	shape := sha256.Sum256([]byte(Eval[string](p, structure)))
	if _, known := judged.Load(shape); known {
		return
	}
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
	if len(found) == 0 {
		judged.Store(shape, true)
	}
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
