// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Refused says that a script is answered with that status by an address below
// the path, as the test wants it to be.
func Refused(path string, status int) Option {
	return func(s *settings) { s.refused = append(s.refused, refusal{path, int64(status)}) }
}

// refusal is an answer that is no fault.
type refusal struct {
	path   string
	status int64
}

func (w *witness) expects(address string, status int64) bool {
	for _, r := range w.refused {
		if r.status == status && strings.HasPrefix(address, w.base+r.path) {
			return true
		}
	}
	return false
}

// Await waits until an expression, or what it promises, holds in the page, as
// it does after the page's script has done its work. It outlives pages that the
// script loads.
func (p *Page) Await(expression string) {
	p.t.Helper()
	p.AwaitFor(2*patience, expression)
}

// AwaitFor is Await for what may take that long.
func (p *Page) AwaitFor(most time.Duration, expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, most)
	defer cancel()
	look := fmt.Sprintf(`new Promise(done => { const look = async () => (await (%s)) ? done(true) : setTimeout(look, 20); look() })`, expression)
	for {
		round, stop := context.WithTimeout(ctx, 10*time.Second)
		_, err := chromedp.Run(round, chromedp.Evaluate[bool](look, chromedp.EvalAwaitPromise))
		stop()
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			p.t.Fatalf("%s: never came true: %s\n%s", p.Path(), expression, p.Text("main"))
		}
	}
}

// AwaitText waits until the main part of the page says this.
func (p *Page) AwaitText(text string) {
	p.t.Helper()
	p.Await("document.querySelector('main')?.innerText.includes(" + quote(text) + ")")
}

// Reload loads the page again, as after a fault.
func (p *Page) Reload() int {
	p.t.Helper()
	return p.arrive("load the page again", chromedp.Reload())
}
