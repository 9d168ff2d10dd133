// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package e2e walks through several rooms in a real browser, against the real
// program with its demo. All journeys share one server and one browser; each
// has people and bundles of its own, so that they can run at the same time.
package e2e

import (
	"fmt"
	"os"
	"testing"

	"baken/internal/web/webtest"
)

// home is the one server of this process.
var home *house

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// run opens the house, runs the tests, and closes it. What the server itself
// logged as its own fault fails the tests too.
func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "baken-e2e-")
	if err != nil {
		return 1, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if home, err = open(dir, ""); err != nil {
		return 1, err
	}
	code = webtest.Run(m)
	return code, home.close()
}
