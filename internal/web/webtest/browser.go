// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package webtest opens pages in a real browser and fails the test for what a
// reader would suffer from: an error on the console, a refused style or
// script, a request to another site, a page wider than its screen, or
// anything that axe finds.
//
// A package that uses it closes the browser after its tests:
//
//	func TestMain(m *testing.M) { webtest.Main(m) }
package webtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one step in the browser may take.
const patience = 30 * time.Second

// shell is Chromium without its desktop: the same engine, from the same source
// package of Debian, in which a window costs a quarter of the time, since no
// toolbar is drawn with it. Without it Chromium itself opens the pages.
const shell = "chromium-headless-shell"

// chromium is the one browser of this process; tests have a profile each.
var chromium struct {
	sync.Mutex
	ctx    context.Context
	cancel context.CancelFunc
}

// Main runs the tests of a package, closes the browser, and exits.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run is Main for a package that has more to close: it gives the exit code.
func Run(m *testing.M) int {
	code := m.Run()
	chromium.Lock()
	if chromium.cancel != nil {
		chromium.cancel()
	}
	chromium.Unlock()
	return code
}

// browser starts the browser for the first test that asks.
func browser() (context.Context, error) {
	chromium.Lock()
	defer chromium.Unlock()
	if chromium.ctx != nil {
		return chromium.ctx, nil
	}
	options := append(
		chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.NoFirstRun,
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "nl"),
	)
	if path, err := exec.LookPath(shell); err == nil {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		stop()
		return nil, fmt.Errorf("start Chromium (Debian: apt-get install %s): %w", shell, err)
	}
	chromium.ctx = ctx
	chromium.cancel = func() { cancel(); stop() }
	return ctx, nil
}
