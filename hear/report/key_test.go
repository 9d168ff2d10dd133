// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"bytes"
	"encoding/hex"
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

// Who has the database and a reporter's words, but not the server's secret,
// doesn't find his case by them.
func TestALookupIsKeptUnderTheServersKey(t *testing.T) {
	lookup := reporttest.Keys(t).Lookup
	kept := report.NewLookupKey([]byte("secret")).Hash(lookup)
	if again := report.NewLookupKey([]byte("secret")).Hash(lookup); again != kept {
		t.Error("the same lookup is kept in two ways")
	}
	if other := report.NewLookupKey([]byte("other")).Hash(lookup); other == kept {
		t.Error("another secret finds the case too")
	}
	if other := report.NewLookupKey([]byte("secret")).Hash(reporttest.Keys(t).Lookup); other == kept {
		t.Error("another receipt finds the case too")
	}
	raw, err := hex.DecodeString(lookup.Export())
	if err != nil || bytes.Contains(kept[:], raw) {
		t.Errorf("the lookup itself is kept: %v", err)
	}
}

// Who isn't asked for isn't named, and a key that was replaced isn't given.
func TestRecipientsAreThePresentKeys(t *testing.T) {
	h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), nil)
	h.Renew(t, reporttest.Ans)
	got, err := h.Service.Recipients(t.Context(), []org.PersonID{reporttest.Ans, reporttest.Dik})
	if err != nil {
		t.Fatal(err)
	}
	want := map[org.PersonID]string{reporttest.Ans: h.Rings[reporttest.Ans].Identity.Recipient().String()}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
