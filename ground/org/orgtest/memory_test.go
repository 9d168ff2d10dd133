// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgtest_test

import (
	"testing"

	"baken/ground/org"
	"baken/ground/org/orgtest"
)

func TestMemory(t *testing.T) {
	orgtest.Conform(t, func(*testing.T) (org.Store, func(string) []string) {
		m := orgtest.New()
		return m, m.Verbs
	})
}
