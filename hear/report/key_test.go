// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
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

// Who isn't asked for isn't named, and a key that was replaced isn't given.
func TestCurrentKeysAreThePresentOnes(t *testing.T) {
	h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), nil)
	h.Renew(t, reporttest.Ans)
	got, err := h.Service.Current(t.Context(), []org.PersonID{reporttest.Ans, reporttest.Dik})
	if err != nil {
		t.Fatal(err)
	}
	want := map[org.PersonID]report.Public{reporttest.Ans: {
		Recipient: h.Rings[reporttest.Ans].Identity.Recipient().String(), Verify: h.Rings[reporttest.Ans].Signing.VerifyKey().String(),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
