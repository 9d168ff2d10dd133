// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// Who leaves can't open what comes later; who comes reads what is before him
// once somebody gives it to him.
func TestAMemberLeavesAndAnotherComes(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, filed := s.reporter("before")
		ans, bas := s.officer(reporttest.Ans), s.officer(reporttest.Bas)
		ans.open(filed.Case)
		s.Dismiss(t, reporttest.Bas)
		s.Appoint(t, reporttest.Dik, "agency")
		s.Unlock(t, reporttest.Dik)
		refuses(t, "Bas after he left", s.send(reporttest.Bas, "GET", "/desk/reports/api/cases/"+filed.Case, nil), 404, report.ErrNotFound)

		found, _ := ans.open(filed.Case)
		if diff := cmp.Diff([]jsonReading{{ID: "dik", Epochs: []int64{1}}}, found.Missing); diff != "" {
			t.Errorf("missing %s", diff)
		}
		for what, readers := range map[string][]org.PersonID{
			"with who left":       {reporttest.Ans, reporttest.Bas, reporttest.Cis, reporttest.Dik},
			"without who came":    {reporttest.Ans, reporttest.Cis},
			"without independent": {reporttest.Ans, reporttest.Dik},
		} {
			refuses(t, "an epoch "+what, ans.rotate(found, readers...), 409, report.ErrRecipients)
		}
		want[struct{}](t, ans.rotate(found, reporttest.Ans, reporttest.Cis, reporttest.Dik), 201)
		refuses(t, "the same epoch again", ans.rotate(found, reporttest.Ans, reporttest.Cis, reporttest.Dik), 409, report.ErrEpoch)

		seen, _ := reporter.open("")
		if seen.Epoch != 2 {
			t.Fatalf("the reporter is in epoch %d", seen.Epoch)
		}
		stale := seen
		stale.Epoch = 1
		p := refuses(t, "a message of the old epoch", reporter.say(stale, "text", "x", ""), 409, report.ErrEpoch)
		if p.Args.Epoch != 2 || p.Args.Next != 2 {
			t.Errorf("the place is said to be %d in epoch %d", p.Args.Next, p.Args.Epoch)
		}
		want[jsonRecorded](t, reporter.say(seen, "text", "after", ""), 201)

		dik := s.officer(reporttest.Dik)
		if _, said := dik.open(filed.Case); len(said) != 1 || said[0].Epoch != 2 {
			t.Errorf("before he was given access Dik reads %d messages", len(said))
		}
		found, _ = ans.open(filed.Case)
		want[struct{}](t, ans.share(found, reporttest.Dik, 1), 201)
		if _, said := dik.open(filed.Case); len(said) != 2 {
			t.Errorf("after it Dik reads %d messages", len(said))
		}
		if found, _ = dik.open(filed.Case); found.Epochs[0].GrantedBy != "ans" || len(found.Missing) > 0 {
			t.Errorf("epoch 1 was given by %q, missing %v", found.Epochs[0].GrantedBy, found.Missing)
		}
		// What Bas kept a copy of doesn't help him with what came later.
		stolen := reporter.fetch("")
		_, err := seal.OpenEpoch(stolen.Epochs[1].SealedKey, bas.identity, seal.EpochWant{
			Case: seal.Case{Organisation: stolen.Org, ID: stolen.Case}, Number: 2, Makers: ans.signers(stolen, "ans"),
		})
		if !errors.Is(err, seal.ErrKey) {
			t.Errorf("Bas opens the epoch after he left: %v", err)
		}
	})
}

// A forgotten passphrase: new keys, a visible request, and access again by
// another member. What was signed with the old keys still verifies.
func TestAForgottenPassphrase(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, filed := s.reporter("x")
		found, _ := s.officer(reporttest.Bas).open(filed.Case)
		bas := s.officer(reporttest.Bas)
		bas.open(filed.Case)
		want[jsonRecorded](t, bas.say(found, "text", "signed with the old key", ""), 201)
		s.Renew(t, reporttest.Bas)
		if _, said := s.officer(reporttest.Bas).open(filed.Case); len(said) != 0 {
			t.Errorf("with new keys Bas reads %d messages at once", len(said))
		}
		me := want[struct {
			Desks []struct {
				Members []struct {
					ID      string `json:"id"`
					Renewed bool   `json:"renewed"`
				} `json:"members"`
			} `json:"desks"`
		}](t, s.send(reporttest.Ans, "GET", "/desk/reports/api/me", nil), 200)
		asks := map[string]bool{}
		for _, m := range me.Desks[0].Members {
			asks[m.ID] = m.Renewed
		}
		if diff := cmp.Diff(map[string]bool{"ans": false, "bas": true}, asks); diff != "" {
			t.Errorf("who asks for access again: %s", diff)
		}
		ans := s.officer(reporttest.Ans)
		found, _ = ans.open(filed.Case)
		want[struct{}](t, ans.share(found, reporttest.Bas, 1), 201)
		_, said := s.officer(reporttest.Bas).open(filed.Case)
		if diff := cmp.Diff([]string{"report", "text"}, kindsOf(said)); diff != "" {
			t.Errorf("after it was resealed Bas reads %s", diff)
		}
		if _, said := reporter.open(""); len(said) != 2 {
			t.Errorf("the reporter reads %d messages", len(said))
		}
	})
}

// Nobody passes on what he can't read, nor to somebody who isn't of the desk.
func TestWhoSharesWhat(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("x")
		ans := s.officer(reporttest.Ans)
		found, _ := ans.open(filed.Case)
		s.Renew(t, reporttest.Bas)
		bas := s.officer(reporttest.Bas)
		bas.keys[1] = ans.keys[1] // he makes something up
		refuses(t, "by who can't read it", bas.share(found, reporttest.Bas, 1), 422, report.ErrEpochs)
		refuses(t, "of no epoch", ans.share(found, reporttest.Bas), 422, report.ErrEpochs)
		s.Appoint(t, reporttest.Dik, "sibling")
		s.Unlock(t, reporttest.Dik)
		refuses(t, "to another desk", ans.share(found, reporttest.Dik, 1), 409, report.ErrRecipients)
		refuses(t, "by another desk", s.officer(reporttest.Dik).rotate(found, reporttest.Dik), 404, report.ErrNotFound)
	})
}

// What the log says about a desk's keys is what browsers check at unlock.
func TestKeysAreLogged(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			s := open(t, engine)
			s.Renew(t, reporttest.Bas)
			s.Dismiss(t, reporttest.Cis)
			s.reporter("x") // its proof waits for the log, which then holds the keys
			s.send(reporttest.Ans, "GET", "/desk/reports/api/me", nil)
			s.reporter("y")
			key, err := ledger.ParseKey(s.Service.Ledger.Key())
			if err != nil {
				t.Fatal(err)
			}
			me := want[struct {
				LogKey    string `json:"logKey"`
				KeyEvents []struct {
					Desk string `json:"desk"`
					ledger.DeskKeys
				} `json:"keyEvents"`
			}](t, s.send(reporttest.Ans, "GET", "/desk/reports/api/me", nil), 200)
			got := map[string]map[string][]string{}
			for _, e := range me.KeyEvents {
				if got[e.Desk], err = e.Verify(e.Desk, key); err != nil {
					t.Errorf("the keys of %s: %v", e.Desk, err)
				}
			}
			recipient := func(id org.PersonID) []string { return []string{s.Rings[id].Identity.Recipient().String()} }
			want := map[string]map[string][]string{
				"agency": {"ans": recipient(reporttest.Ans), "bas": recipient(reporttest.Bas)},
				"crown":  {},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

type jsonRing struct{ Keyring *struct{ Recipient string } }

// A counsellor who is of no desk has a keyring too, sees no report by it, and
// whoever is neither has none.
func TestCounsellorsHaveKeyrings(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const at = "/desk/reports/api/keyring"
		dik := org.Person{ID: reporttest.Dik, Version: 1, Name: "Dik", Email: "dik@agency.example"}
		employee := org.Membership{ID: "dik-1", Version: 1, Person: dik.ID, Org: orgtest.Agency, Role: org.Employee, Period: civil.Since(orgtest.Start)}
		if err := s.People.Enrol(t.Context(), org.System("test"), dik, employee); err != nil {
			t.Fatal(err)
		}
		refuses(t, "an employee's keyring", s.send(dik.ID, "GET", at, nil), 403, org.ErrForbidden)
		counsellor := employee
		counsellor.ID, counsellor.Role = "dik-2", org.Counsellor
		if err := s.People.Grant(t.Context(), org.System("test"), counsellor); err != nil {
			t.Fatal(err)
		}
		got := want[jsonRing](t, s.send(dik.ID, "GET", at, nil), 200)
		if got.Keyring != nil {
			t.Errorf("before he made one he has %v", got.Keyring)
		}
		s.Unlock(t, dik.ID)
		got = want[jsonRing](t, s.send(dik.ID, "GET", at, nil), 200)
		if mine := s.Rings[dik.ID].Identity.Recipient().String(); got.Keyring == nil || got.Keyring.Recipient != mine {
			t.Errorf("his keyring is %v", got.Keyring)
		}
		refuses(t, "a counsellor's desk", s.send(dik.ID, "GET", "/desk/reports/api/me", nil), 403, org.ErrForbidden)
	})
}
