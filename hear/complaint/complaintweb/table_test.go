// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/hear/complaint"
)

// The browser seals by the same table as the core: a server can't talk it into
// sealing to somebody else.
func TestTheBrowserHasTheTableOfTheCore(t *testing.T) {
	raw, err := os.ReadFile("../../../internal/asset/src/complaint/table.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(raw), "export const sights")
	_, after, _ = strings.Cut(after, "= ")
	table, _, _ := strings.Cut(after, ";")
	var got map[string]map[complaint.Document][]complaint.Party
	if err := json.Unmarshal([]byte(table), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[complaint.Document][]complaint.Party{}
	for _, p := range []complaint.Procedure{complaint.Edition2026()} {
		want[p.Edition] = map[complaint.Document][]complaint.Party{}
		for _, s := range p.Sights {
			want[p.Edition][s.Document] = s.Readers
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("who reads what (-core +browser):\n%s", diff)
	}
}
