// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/audits"
	logdomain "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// witness hears what happens in a window.
type witness struct {
	mu      sync.Mutex
	base    string
	refused []refusal
	found   []string
}

func (w *witness) add(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, fmt.Sprintf(format, args...))
}

func (w *witness) faults() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.found)
}

// hear takes note of an event; it must return at once.
func (w *witness) hear(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		at := e.Request.URL
		if !strings.HasPrefix(strings.TrimPrefix(at, "blob:"), w.base) && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "about:") {
			w.add("a request to another site: %s", at)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 && e.Type != network.ResourceTypeDocument && !w.expects(e.Response.URL, e.Response.Status) {
			w.add("%s is answered with %d", e.Response.URL, e.Response.Status)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			w.add("the console says: %s", spoken(e.Args))
		}
	case *runtime.EventExceptionThrown:
		w.add("a script failed: %s", reason(e.ExceptionDetails))
	case *audits.EventIssueAdded:
		if e.Issue.Details.ContentSecurityPolicyIssueDetails != nil {
			w.add("the policy refused: %+v", *e.Issue.Details.ContentSecurityPolicyIssueDetails)
		}
	case *logdomain.EventEntryAdded:
		// The answer to the page itself is the test's own to judge.
		if e.Entry.Source != logdomain.EntrySourceNetwork && e.Entry.Level == logdomain.EntryLevelError {
			w.add("the browser says: %s", e.Entry.Text)
		}
	}
}

// reason says why a script failed, as far as it is known.
func reason(e *runtime.ExceptionDetails) string {
	if e.Exception == nil {
		return e.Text
	}
	return e.Text + " " + e.Exception.Description
}

func spoken(args []*runtime.RemoteObject) string {
	var out []string
	for _, a := range args {
		out = append(out, fmt.Sprintf("%s%s", a.Value, a.Description))
	}
	return strings.Join(out, " ")
}
