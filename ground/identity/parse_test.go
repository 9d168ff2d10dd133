// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"
)

func TestStoredHashesAreReadStrictly(t *testing.T) {
	h, err := NewHasher(Cost{Memory: 64, Time: 1, Threads: 1}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	good, err := h.Hash(context.Background(), "passphrase one")
	if err != nil {
		t.Fatal(err)
	}
	if c, _, _, err := parseHash(good); err != nil || c != h.cost {
		t.Errorf("got %v, %v", c, err)
	}
	for _, change := range [][2]string{
		{"argon2id", "argon2i"},
		{"v=19", "v=16"},
		{"m=64", "m=4194304"},
		{"m=64", "m=4"},
		{"t=1", "t=0"},
		{"t=1", "t=1000"},
		{"p=1", "p=0"},
		{"p=1", "p=01"},
		{"p=1", "p=1 "},
		{"$argon2id", "x$argon2id"},
	} {
		if c, _, _, err := parseHash(strings.Replace(good, change[0], change[1], 1)); err == nil {
			t.Errorf("%s for %s: read as %v", change[1], change[0], c)
		}
	}
	if right, _, err := h.Verify(context.Background(), "nobody has this passphrase", ""); err != nil || right {
		t.Errorf("the decoy's own passphrase signs in: %v, %v", right, err)
	}
}

func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, s string) {
		c, salt, sum, err := parseHash(s)
		if err == nil && (c.Memory > maxMemory || c.Time > maxTime || len(salt) != saltSize || len(sum) != hashSize) {
			t.Errorf("%q reads as %v", s, c)
		}
	})
}

func FuzzParseRecovery(f *testing.F) {
	f.Add("ABCDE-FGH1O")
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := parseRecovery(s)
		if again, same := parseRecovery(got); ok && (!same || again != got || len(got) != recoverySize) {
			t.Errorf("%q reads as %q, which reads as %q", s, got, again)
		}
	})
}

func FuzzKnownDevice(f *testing.F) {
	k, err := NewKey(make([]byte, KeySize))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("a.9999999999.b")
	f.Fuzz(func(t *testing.T, s string) {
		if name := k.knownDevice(s, "robin", time.Unix(0, 0)); name != "" {
			t.Errorf("%q is a known device %q", s, name)
		}
	})
}
