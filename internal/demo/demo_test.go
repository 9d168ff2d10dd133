// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"syscall"
	"testing"

	"baken/examine/outcome"
	"baken/ground/org"
)

// world gives a government as text.
func world(t *testing.T, seed uint64) string {
	t.Helper()
	b, err := json.Marshal(New(seed))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheSeedDecides(t *testing.T) {
	if a, b := world(t, 2023), world(t, 2023); a != b {
		t.Error("one seed made two governments")
	}
	if world(t, 2023) == world(t, 2024) {
		t.Error("two seeds made one government")
	}
	if a, b := decisions(t, 2023), decisions(t, 2023); a != b {
		t.Error("one seed made two lists of decisions")
	}
	if a, b := decisions(t, 2023), decisions(t, 2024); a == b {
		t.Error("two seeds made one list of decisions")
	}
}

func decisions(t *testing.T, seed uint64) [sha256.Size]byte {
	t.Helper()
	h := sha256.New()
	if err := Decisions(h, seed, 5000); err != nil {
		t.Fatal(err)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func TestGovernmentIsWhole(t *testing.T) {
	for _, seed := range []uint64{1, 2023, 1 << 60} {
		w := New(seed)
		count, ids, numbers := map[org.Kind]int{}, map[org.ID]bool{}, map[org.OIN]bool{}
		for _, o := range w.Orgs {
			count[o.Kind]++
			if ids[o.ID] || o.OIN != "" && numbers[o.OIN] {
				t.Errorf("seed %d: %s is there twice", seed, o.Name.EN)
			}
			ids[o.ID], numbers[o.OIN] = true, true
			if o.Kind != org.Government && !ids[o.Parent] {
				t.Errorf("seed %d: %s stands below nothing", seed, o.Name.EN)
			}
		}
		if count[org.Government] != 1 || count[org.Ministry] != 13 || count[org.Agency] != 30 || count[org.Directorate] < 60 {
			t.Errorf("seed %d: %v", seed, count)
		}
		if !ids[w.Grants()] || !numbers[GrantsOIN] {
			t.Errorf("seed %d: no agency for student grants", seed)
		}
		r := org.NewRegister()
		for _, f := range w.Orgs {
			if err := r.Found(f); err != nil {
				t.Fatalf("seed %d: found %s: %v", seed, f.Name.EN, err)
			}
		}
		checkPeople(t, w, ids)
	}
}

func checkPeople(t *testing.T, w World, orgs map[org.ID]bool) {
	t.Helper()
	emails, signsIn := map[string]bool{}, map[org.Role]int{}
	for _, p := range w.People {
		if !orgs[p.Org] {
			t.Errorf("%s works nowhere", p.Name)
		}
		if emails[p.Email] || !strings.HasSuffix(p.Email, ".example") {
			t.Errorf("%s has %s", p.Name, p.Email)
		}
		emails[p.Email] = true
		if !slices.Contains(org.Roles(), p.Role) {
			t.Errorf("%s has no role", p.Name)
		}
		if _, err := org.NewPerson("x", p.Name, p.Email); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		if p.SignsIn {
			signsIn[p.Role]++
		}
	}
	for _, role := range []org.Role{org.Administrator, org.ProgrammeManager, org.Controller, org.Auditor, org.Employee} {
		if signsIn[role] == 0 {
			t.Errorf("nobody signs in as %s", role)
		}
	}
}

func TestDecisionsFitTheirPlan(t *testing.T) {
	plan, err := outcome.ParsePlan(Plan)
	if err != nil {
		t.Fatal(err)
	}
	if plan.Organisation != GrantsOIN {
		t.Errorf("the plan is of %s", plan.Organisation)
	}
	const n = 50_000
	var b bytes.Buffer
	if err := Decisions(&b, 2023, n); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != n+1 {
		t.Fatalf("%d rows, want %d", len(rows)-1, n)
	}
	var cells []outcome.Cell
	for _, row := range rows[1:] {
		values := make([]string, 0, len(plan.Columns()))
		for _, name := range plan.Columns() {
			values = append(values, row[slices.Index(rows[0], name)])
		}
		cells = append(cells, plan.Cell(values, 1))
	}
	counts, err := plan.Tally(cells, n)
	if err != nil {
		t.Fatal(err)
	}
	if len(counts.Selection) != 3*(1+6) {
		t.Errorf("%d counts", len(counts.Selection))
	}
	for _, c := range counts.Selection {
		if c.Yes+c.No == 0 {
			t.Errorf("nobody in %s %s", c.Group, c.Stratum)
		}
	}
}

// full is a disk that takes so many bytes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, syscall.ENOSPC
	}
	return len(p), nil
}

func TestDecisionsReportAFullDisk(t *testing.T) {
	for _, left := range []int{0, 2 << 20} {
		if err := Decisions(&full{left}, 1, 200_000); err == nil {
			t.Errorf("%d bytes fit: no error", left)
		}
	}
	if err := Decisions(io.Discard, 1, 0); err != nil {
		t.Error(err)
	}
}
