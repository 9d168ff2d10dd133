// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"errors"
	"strings"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// call makes a step of a command of the browser.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

// do runs the steps within a time.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	p.must(what, chromedp.Do(ctx, steps...))
}

// arrive runs the steps and waits for the page that they lead to. It gives
// the status of that page.
func (p *Page) arrive(what string, steps ...chromedp.Action[chromedp.Void]) int {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, steps...)
	p.must(what, err)
	return int(answer.Status)
}

// click clicks an element. Where a script draws anew between finding it and pointing at
// it, it is found again: nothing was pressed yet.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for {
			_, err := chromedp.Click(chromedp.CSS(selector))(ctx, t)
			if gone, ok := errors.AsType[*cdproto.Error](err); !ok || gone.Code != -32000 || !strings.HasPrefix(gone.Message, "Could not find node") {
				return err
			}
		}
	})
}

// Go opens a page and gives its status.
func (p *Page) Go(path string) int {
	p.t.Helper()
	return p.arrive("open "+path, chromedp.Navigate(p.URL(path)))
}

// Follow clicks what leads to another page, a link or a button, and gives the
// status of that page. Elements are named by CSS selector: "#name".
func (p *Page) Follow(selector string) int {
	p.t.Helper()
	return p.arrive("follow "+selector, click(selector))
}

// Click clicks what stays on the page: a choice, a summary.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do("click "+selector, click(selector))
}

// Fill puts an answer in a field, in place of what stands there, at once: as
// from a clipboard. Type is for what is typed key by key.
func (p *Page) Fill(selector, answer string) {
	p.t.Helper()
	p.do("fill "+selector, chromedp.Focus(chromedp.CSS(selector)),
		chromedp.Evaluate[chromedp.Void]("document.querySelector("+quote(selector)+").value = ''"),
		call(input.InsertText, input.InsertTextParams{Text: answer}))
}

// Choose selects the option with that value.
func (p *Page) Choose(selector, value string) {
	p.t.Helper()
	p.do("choose in "+selector, chromedp.SetValue(chromedp.CSS(selector), value))
}

// Attach gives files to a file field.
func (p *Page) Attach(selector string, files ...string) {
	p.t.Helper()
	p.do("attach to "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), files))
}

// Type types keys to what has the focus.
func (p *Page) Type(keys string) {
	p.t.Helper()
	p.do("type", chromedp.KeyEvent(keys))
}

// Enter presses Enter on what has the focus and gives the status of the page
// that it leads to.
func (p *Page) Enter() int {
	p.t.Helper()
	return p.arrive("press Enter", chromedp.KeyEvent(kb.Enter))
}

// Focused names the element that has the focus, as "a#id.class" without what
// it lacks.
func (p *Page) Focused() string {
	p.t.Helper()
	return Eval[string](p, `(e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") +
		(e.classList.length ? "." + [...e.classList].join(".") : ""))(document.activeElement)`)
}

// TabTo presses Tab until the element has the focus, as who uses no mouse
// does. It fails when the element can't be reached, or when the focus can't
// be seen where it stops.
func (p *Page) TabTo(selector string) {
	p.t.Helper()
	const most = 400
	for range most {
		p.do("press Tab", chromedp.KeyEvent(kb.Tab))
		if Eval[bool](p, "document.activeElement.matches("+quote(selector)+")") {
			if !Eval[bool](p, visibleFocus) {
				p.t.Errorf("the focus on %s can't be seen", selector)
			}
			return
		}
	}
	p.t.Fatalf("%s can't be reached with Tab", selector)
}

const visibleFocus = `(e => { for (; e && e !== document.body; e = e.parentElement) {
	const s = getComputedStyle(e); if (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) return true }
	return false })(document.activeElement)`

// Text gives the text of the first element, as it is shown.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return strings.TrimSpace(Eval[string](p, "(e => e ? e.innerText : '')(document.querySelector("+quote(selector)+"))"))
}

// Value gives what stands in a field.
func (p *Page) Value(selector string) string {
	p.t.Helper()
	return Eval[string](p, "(e => e ? e.value : '')(document.querySelector("+quote(selector)+"))")
}

// Has reports whether the page has such an element.
func (p *Page) Has(selector string) bool {
	p.t.Helper()
	return Eval[bool](p, "document.querySelector("+quote(selector)+") !== null")
}

// Title gives the title of the page.
func (p *Page) Title() string {
	p.t.Helper()
	return Eval[string](p, "document.title")
}

// Eval gives the value of an expression in the page, also where the page
// itself runs no script.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	p.must("evaluate", err)
	return v
}
