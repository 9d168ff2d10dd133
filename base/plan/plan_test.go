// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package plan_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"baken/base/fault"
	"baken/base/plan"
)

const guide = "guide.md"

func TestRead(t *testing.T) {
	for rule, tc := range map[string]struct {
		raw  string
		want error
		args string
	}{
		"a plan":                 {"n: 3\nname: a\n", nil, ""},
		"nothing":                {"", nil, ""},
		"too large":              {strings.Repeat("#", 2049), plan.ErrLarge, "map[kb:2]"},
		"not UTF-8":              {"name: \xff", plan.ErrText, "map[]"},
		"a zero byte":            {"name: \x00", plan.ErrText, "map[]"},
		"two plans":              {"n: 3\n---\nn: 4\n", plan.ErrMore, "map[]"},
		"a field that isn't":     {"n: 3\nm: 4\n", plan.ErrField, "map[guide:guide.md line:2 value:m]"},
		"a field twice":          {"n: 3\nn: 4\n", plan.ErrTwice, "map[line:2 value:n]"},
		"a word for a number":    {"n: three\n", plan.ErrValue, "map[guide:guide.md line:1 value:three]"},
		"a list for a number":    {"name: a\nn: [3]\n", plan.ErrValue, "map[guide:guide.md line:2 value:[]"},
		"more than a number has": {"n: 300\n", plan.ErrValue, "map[guide:guide.md line:1 value:300]"},
		"no YAML":                {"n: 3\nname: 'a\n", plan.ErrSyntax, "map[line:2 value: 'a\n]"},
	} {
		var p struct {
			N    int8   `yaml:"n"`
			Name string `yaml:"name"`
		}
		hash, err := plan.Read([]byte(tc.raw), 2048, &p, guide)
		if !errors.Is(err, tc.want) || (hash == "") != (err != nil) {
			t.Errorf("%s: %v and hash %q, want %v", rule, err, hash, tc.want)
			continue
		}
		at, ok := errors.AsType[*fault.Error](err)
		if !ok {
			continue
		}
		if got := fmt.Sprint(at.Args()); got != tc.args {
			t.Errorf("%s: args %s, want %s", rule, got, tc.args)
		}
	}
}

// The SHA-256 of "abc" stands in FIPS 180-2, appendix B.1: a document of one word.
func TestHash(t *testing.T) {
	var p any
	hash, err := plan.Read([]byte("abc"), 2048, &p, guide)
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; hash != want || err != nil {
		t.Errorf("%s, %v, want %s", hash, err, want)
	}
}

// No plan, however written, does anything but be read or refused by one of the faults.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"n: 3", "n: [", "a: &a [*a]", "? x", "n: 3\n---\n", "!!binary x", "<<: {n: 1}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var p struct {
			N    int8           `yaml:"n"`
			More map[string]any `yaml:"more"`
		}
		if _, err := plan.Read(raw, 2048, &p, guide); err != nil {
			if _, ok := errors.AsType[*fault.Error](err); !ok {
				t.Errorf("%v of %q", err, raw)
			}
		}
	})
}
