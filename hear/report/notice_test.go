// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baken/hear/report"
	"baken/hear/report/reporttest"
)

func TestParseAddress(t *testing.T) {
	long := strings.Repeat("a", 64) + "@" + strings.Repeat("b.", 93) + "nl" // 253
	for _, tc := range []struct{ rule, typed, want string }{
		{"as it should be", "noor@example.nl", "noor@example.nl"},
		{"with spaces around", " noor@example.nl\n", "noor@example.nl"},
		{"with a plus", "noor+b.2@mail.example.nl", "noor+b.2@mail.example.nl"},
		{"the longest", "a" + long, "a" + long},
		{"longer", "aa" + long, ""},
		{"nothing", "", ""},
		{"no sign", "noor", ""},
		{"no host", "noor@", ""},
		{"a host without a dot", "noor@nergens", ""},
		{"a machine by number", "noor@[192.0.2.1]", ""},
		{"a name", "Noor <noor@example.nl>", ""},
		{"a comment", "noor@example.nl (Noor)", ""},
		{"two", "noor@example.nl, ans@example.nl", ""},
		{"quoted", `"noor b"@example.nl`, ""},
		{"another header", "noor@example.nl\r\nBcc: ans@example.nl", ""},
		{"letters that aren't ASCII", "noör@example.nl", ""},
	} {
		got, err := report.ParseAddress(tc.typed)
		if (err == nil) != (tc.want != "") || err != nil && !errors.Is(err, report.ErrAddress) || got.Export() != tc.want {
			t.Errorf("%s: got %q, %v; want %q", tc.rule, got.Export(), err, tc.want)
		}
	}
}

func address(t *testing.T, s string) report.Address {
	t.Helper()
	a, err := report.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func noticeKey(secret string) report.NoticeKey {
	return report.NewNoticeKey(bytes.Repeat([]byte(secret), 32), rand.Reader)
}

func TestAnAddressDoesntPrint(t *testing.T) {
	a := address(t, "noor@example.nl")
	raw, err := json.Marshal(map[string]any{"to": a})
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{fmt.Sprint(a), fmt.Sprintf("%+v %#v %q %s %x", a, a, a, a, a), fmt.Sprint(&a), string(raw)} {
		if strings.Contains(said, "noor") || strings.Contains(said, fmt.Sprintf("%x", "noor")) {
			t.Errorf("it is printed: %s", said)
		}
	}
}

// Sealed addresses open for their case only, and are all of one length.
func TestSealedAddresses(t *testing.T) {
	key, id := noticeKey("k"), reporttest.IDOf(1)
	size := 0
	rapid.Check(t, func(r *rapid.T) {
		a, err := report.ParseAddress(rapid.StringMatching(`[a-z]{1,60}@[a-z]{1,60}\.nl`).Draw(r, "address"))
		if err != nil {
			r.Fatal(err)
		}
		sealed, err := key.Seal(id, a)
		if err != nil {
			r.Fatal(err)
		}
		if size == 0 {
			size = len(sealed)
		}
		if len(sealed) != size {
			r.Errorf("%d bytes, and %d before", len(sealed), size)
		}
		if got, err := key.Open(id, sealed); err != nil || got != a {
			r.Errorf("got %q, %v; want %q", got.Export(), err, a.Export())
		}
		changed := bytes.Clone(sealed)
		changed[rapid.IntRange(0, size-1).Draw(r, "at")] ^= 1
		for rule, open := range map[string]func() (report.Address, error){
			"another case": func() (report.Address, error) { return key.Open(reporttest.IDOf(2), sealed) },
			"another key":  func() (report.Address, error) { return noticeKey("l").Open(id, sealed) },
			"changed":      func() (report.Address, error) { return key.Open(id, changed) },
			"cut off":      func() (report.Address, error) { return key.Open(id, sealed[:20]) },
		} {
			if got, err := open(); err == nil {
				r.Errorf("%s: it opens as %q", rule, got.Export())
			}
		}
	})
}
