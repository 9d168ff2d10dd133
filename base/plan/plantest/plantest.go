// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package plantest holds what tests of plans share.
package plantest

import (
	"bytes"
	"os"
	"testing"
)

// GuideHolds fails unless the first YAML block of a guide is a plan, but for its licence:
// what people copy is what the tests run.
func GuideHolds(t *testing.T, guide, plan string) {
	t.Helper()
	doc, err := os.ReadFile(guide) //nolint:gosec // a file of this module
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(doc, []byte("```yaml\n"))
	block, _, found := bytes.Cut(rest, []byte("```\n"))
	raw, err := os.ReadFile(plan) //nolint:gosec // as above
	if err != nil {
		t.Fatal(err)
	}
	_, raw, _ = bytes.Cut(raw, []byte("\n\n")) // the licence
	if !found || !bytes.Equal(block, raw) {
		t.Errorf("the plan in %s isn't %s", guide, plan)
	}
}
