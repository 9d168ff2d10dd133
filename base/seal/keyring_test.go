// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"baken/base/seal"
)

const passphrase = "een zin van meer woorden"

func sameKeyring(a, b seal.Keyring) bool {
	return a.Identity.Equal(b.Identity) && a.Signing.Equal(b.Signing) &&
		slices.EqualFunc(a.Held, b.Held, func(x, y seal.Held) bool {
			return x.Case == y.Case && x.Epoch == y.Epoch && x.Identity.Equal(y.Identity)
		})
}

func TestKeyring(t *testing.T) {
	d := newDesk(t)
	second, _, err := seal.NewEpoch(d.member.Signing, theCase, 2, d.readers())
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := seal.NewEpoch(d.member.Signing, seal.Case{Organisation: "a", ID: "b"}, 1, d.readers())
	if err != nil {
		t.Fatal(err)
	}
	k := d.member.Hold(second).Hold(other).Hold(d.key).Hold(second)
	if len(k.Held) != 3 || len(d.member.Held) != 0 || k.Held[0].Case.ID != "b" || k.Held[2].Epoch != 2 {
		t.Fatalf("holds %d: %+v", len(k.Held), k.Held)
	}
	for _, want := range []seal.Keyring{d.member, k} {
		raw, err := want.WrapCheaply(passphrase)
		if err != nil {
			t.Fatal(err)
		}
		got, err := seal.Unwrap(raw, passphrase)
		if err != nil || !sameKeyring(got, want) {
			t.Errorf("unwrapped: %v", err)
		}
		if _, err := seal.Unwrap(raw, passphrase+"x"); !errors.Is(err, seal.ErrPassphrase) {
			t.Errorf("another passphrase: %v", err)
		}
		raw[len(raw)-1] ^= 1
		if _, err := seal.Unwrap(raw, passphrase); !errors.Is(err, seal.ErrDamaged) {
			t.Errorf("changed: %v", err)
		}
	}
	k.Held[0], k.Held[1] = k.Held[1], k.Held[0]
	if _, err := k.WrapCheaply(passphrase); err == nil {
		t.Error("wraps held keys out of order")
	}
}

func TestRewrap(t *testing.T) {
	k := seal.NewKeyring()
	raw, err := k.WrapCheaply(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	next, err := seal.Rewrap(raw, passphrase, "een heel andere zin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(next[:100], []byte(" 17\n")) {
		t.Errorf("not wrapped with the full work factor: %q", next[:100])
	}
	if got, err := seal.Unwrap(next, "een heel andere zin"); err != nil || !sameKeyring(got, k) {
		t.Error(err)
	}
	if _, err := seal.Unwrap(next, passphrase); !errors.Is(err, seal.ErrPassphrase) {
		t.Errorf("the old passphrase: %v", err)
	}
	if _, err := seal.Rewrap(raw, "niet deze zin maar", passphrase); !errors.Is(err, seal.ErrPassphrase) {
		t.Error(err)
	}
	if _, err := seal.Rewrap(raw, passphrase, "kort"); !errors.Is(err, seal.ErrWeak) {
		t.Error(err)
	}
}

func TestPassphraseAccents(t *testing.T) {
	k := seal.NewKeyring()
	raw, err := k.WrapCheaply("één café in Curaçao")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Unwrap(raw, "e\u0301e\u0301n cafe\u0301 in Curac\u0327ao"); err != nil {
		t.Errorf("the same in parts: %v", err)
	}
	if _, err := seal.Unwrap(raw, ""); !errors.Is(err, seal.ErrPassphrase) {
		t.Error(err)
	}
	if _, err := k.WrapCheaply("éééééééééé"); !errors.Is(err, seal.ErrWeak) {
		t.Errorf("ten characters: %v", err)
	}
}
