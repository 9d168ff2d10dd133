// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org_test

import (
	"errors"
	"strings"
	"testing"

	"baken/ground/org"
)

func TestIdentifiers(t *testing.T) {
	if got, err := org.ParseOIN("00000001003214345000"); err != nil || got != "00000001003214345000" {
		t.Errorf("ParseOIN = %q, %v", got, err)
	}
	if got, err := org.ParseOIN("0000 0001 0032 1434 5000"); err != nil || got != "00000001003214345000" {
		t.Errorf("ParseOIN with spaces = %q, %v", got, err)
	}
	for _, s := range []string{"1", "0000000100321434500", "000000010032143450001", "0000000100321434500x", "٠٠٠٠٠٠٠٠٠٠"} {
		if got, err := org.ParseOIN(s); !errors.Is(err, org.ErrOIN) {
			t.Errorf("ParseOIN(%q) = %q, %v, want ErrOIN", s, got, err)
		}
	}
	const ministry = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034"
	if got, err := org.ParseTOOI(ministry); err != nil || string(got) != ministry {
		t.Errorf("ParseTOOI = %q, %v", got, err)
	}
	for _, s := range []string{
		"http://identifier.overheid.nl/tooi/id/ministerie/mnre1034",
		"https://identifier.overheid.nl/tooi/id/ministerie",
		"https://identifier.overheid.nl/tooi/id/ministerie/",
		"https://identifier.overheid.nl/tooi/id/a/b/c",
		"https://identifier.overheid.nl/tooi/id/a/b?x=1",
		"https://identifier.overheid.nl.example/tooi/id/a/b",
	} {
		if got, err := org.ParseTOOI(s); !errors.Is(err, org.ErrTOOI) {
			t.Errorf("ParseTOOI(%q) = %q, %v, want ErrTOOI", s, got, err)
		}
	}
}

func TestEmailIsAnAccountName(t *testing.T) {
	if got, err := org.ParseEmail("  Robin.deVries@Example.NL "); err != nil || got != "robin.devries@example.nl" {
		t.Errorf("ParseEmail = %q, %v", got, err)
	}
	for _, s := range []string{"", "@", "a@", "@b", "a@b@c", "a b@c", "a\x00@b", `"a"@b`, "<a@b>", strings.Repeat("a", 260) + "@b"} {
		if got, err := org.ParseEmail(s); !errors.Is(err, org.ErrEmail) {
			t.Errorf("ParseEmail(%q) = %q, %v, want ErrEmail", s, got, err)
		}
	}
}

func FuzzParseEmail(f *testing.F) {
	f.Add("robin@example.nl")
	f.Add(" A@B ")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := org.ParseEmail(s)
		if err != nil {
			return
		}
		if again, err := org.ParseEmail(got); err != nil || again != got {
			t.Errorf("ParseEmail(%q) = %q, which reads as %q, %v", s, got, again, err)
		}
	})
}

func FuzzIdentifiers(f *testing.F) {
	f.Add("00000001003214345000")
	f.Add("https://identifier.overheid.nl/tooi/id/ministerie/mnre1034")
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := org.ParseOIN(s); err == nil && got != "" && len(got) != 20 {
			t.Errorf("ParseOIN(%q) = %q", s, got)
		}
		if got, err := org.ParseTOOI(s); err == nil && string(got) != s {
			t.Errorf("ParseTOOI(%q) = %q", s, got)
		}
	})
}
