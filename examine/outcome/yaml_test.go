// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// What is written is read as the same plan, whatever it says.
func TestYAML(t *testing.T) {
	odd := parsed(t, small)
	odd.Title.NL, odd.Shows.NL = "a: b # \"c\"\n- d", "ja\r\n\ttab "
	odd.Group.Outside = []string{"", "null", "~", "yes", "0x1F", "1_000", "2014-01-01", "{a}", "*b", "'", "|", "é\u2028"}
	demo, err := os.ReadFile("../../internal/demo/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for rule, want := range map[string]Plan{"small": parsed(t, small), "published": example(t), "the demo's": parsed(t, string(demo)), "odd": odd} {
		raw, err := want.YAML()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParsePlan(raw)
		if err != nil {
			t.Errorf("%s: %v in\n%s", rule, err, raw)
			continue
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Plan{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", rule, diff, raw)
		}
		if strings.Contains(string(raw), ": null") {
			t.Errorf("%s: something empty is written:\n%s", rule, raw)
		}
	}
}
