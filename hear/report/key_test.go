// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"testing"

	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// What is said to the server begins what an epoch's maker signs.
func TestARefBeginsTheFingerprint(t *testing.T) {
	key := reporttest.Keys(t).Identity.Recipient()
	if got, want := string(report.RefOf(key.String())), key.Fingerprint().String()[:32]; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
