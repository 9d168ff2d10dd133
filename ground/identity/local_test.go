// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
	"baken/ground/org"
)

var home = identity.Visitor{Source: "192.0.2.1"}

// passphrase hands in e-mail and passphrase, and gives the state that waits
// for a code.
func passphrase(t *testing.T, l *identity.Local, email, phrase string, v identity.Visitor) ([]byte, error) {
	t.Helper()
	out, err := l.Step(t.Context(), identity.Answer{Visitor: v, Values: map[string]string{
		identity.ValueEmail: email, identity.ValuePassphrase: phrase,
	}})
	if err == nil && (out.Ask != identity.AskCode || out.Person != "") {
		t.Fatalf("after the passphrase: %+v", out)
	}
	return out.State, err
}

func code(t *testing.T, l *identity.Local, state []byte, name, value string, v identity.Visitor) (identity.Outcome, error) {
	t.Helper()
	return l.Step(t.Context(), identity.Answer{State: state, Visitor: v, Values: map[string]string{name: value}})
}

func TestSignIn(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	if out, err := h.Step(t.Context(), identity.Answer{Visitor: home}); err != nil || out.Ask != identity.AskPassphrase {
		t.Errorf("nothing handed in: %+v, %v", out, err)
	}
	state, err := passphrase(t, h.Local, " Robin@Example.NL", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	now := h.Code(t)
	out, err := code(t, h.Local, state, identity.ValueCode, now[:3]+" "+now[3:], home)
	if err != nil || out.Person != "robin" || out.Device == "" {
		t.Errorf("got %+v, %v", out, err)
	}
	if _, err := code(t, h.Local, state, identity.ValueCode, now, home); !errors.Is(err, identity.ErrCodeUsed) {
		t.Errorf("the same code twice: got %v", err)
	}
}

func TestCodesOfNeighbouringStepsOnceEach(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	at := func(d time.Duration) string {
		c, err := identity.CodeAt(identitytest.Secret, h.Clock.Now().Add(d))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	state, err := passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		code string
		want error
	}{
		{"two steps ago", at(-time.Minute), identity.ErrCode},
		{"two steps ahead", at(time.Minute), identity.ErrCode},
		{"one step ahead", at(30 * time.Second), nil},
		{"then an earlier one", at(0), identity.ErrCodeUsed},
		{"no code", "", identity.ErrCode},
		{"letters", "abcdef", identity.ErrCode},
	}
	for _, tt := range tests {
		other := identity.Visitor{Source: tt.name}
		if _, err := code(t, h.Local, state, identity.ValueCode, tt.code, other); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestARightPassphraseWaitsFiveMinutes(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	state, err := passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Pass(5*time.Minute + time.Second)
	if _, err := code(t, h.Local, state, identity.ValueCode, h.Code(t), home); !errors.Is(err, identity.ErrStartAgain) {
		t.Errorf("got %v", err)
	}
	if _, err := code(t, h.Local, []byte("{"), identity.ValueCode, h.Code(t), home); !errors.Is(err, identity.ErrStartAgain) {
		t.Errorf("a state that can't be read: got %v", err)
	}
}

func TestWrongIsWrongWhoeverItIs(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	for _, email := range []string{"robin@example.nl", "nobody@example.nl", "not an address"} {
		v := identity.Visitor{Source: email}
		if _, err := passphrase(t, h.Local, email, "not the passphrase", v); !errors.Is(err, identity.ErrCredentials) {
			t.Errorf("%s: got %v, want %v", email, err, identity.ErrCredentials)
		}
	}
	long := strings.Repeat("x", 1<<20)
	if _, err := passphrase(t, h.Local, "robin@example.nl", long, home); !errors.Is(err, identity.ErrCredentials) {
		t.Errorf("a very long passphrase: got %v", err)
	}
}

func TestRecoveryCodesWorkOnceEach(t *testing.T) {
	h := identitytest.NewHouse(t)
	codes := h.Enrol(t, "robin")
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes", len(codes))
	}
	state, err := passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	typed := strings.ToUpper(strings.ReplaceAll(codes[4], "-", " "))
	if out, err := code(t, h.Local, state, identity.ValueRecovery, typed, home); err != nil || out.Person != "robin" {
		t.Errorf("got %+v, %v", out, err)
	}
	for _, wrong := range []string{codes[4], "00000-00000", "x", "ü"} {
		if _, err := code(t, h.Local, state, identity.ValueRecovery, wrong, identity.Visitor{Source: wrong}); !errors.Is(err, identity.ErrCode) {
			t.Errorf("%s: got %v", wrong, err)
		}
	}
	robin := identitytest.Actor("robin", h.Clock.Now())
	if n, err := h.RecoveryLeft(t.Context(), robin); err != nil || n != 9 {
		t.Errorf("%d left, %v", n, err)
	}
	renewed, err := h.RenewRecovery(t.Context(), robin, h.Code(t), home)
	if err != nil || len(renewed) != 10 {
		t.Fatalf("renewed: %d, %v", len(renewed), err)
	}
	if _, err := code(t, h.Local, state, identity.ValueRecovery, codes[0], identity.Visitor{Source: "again"}); !errors.Is(err, identity.ErrCode) {
		t.Errorf("an old code: got %v", err)
	}
	if _, err := h.RenewRecovery(t.Context(), robin, h.Code(t), home); !errors.Is(err, identity.ErrCodeUsed) {
		t.Errorf("renewed with a used code: got %v", err)
	}
	if _, err := h.RenewRecovery(t.Context(), org.Public(), h.Code(t), home); !errors.Is(err, identity.ErrNotAllowed) {
		t.Errorf("renewed by a visitor: got %v", err)
	}
}

func TestAHigherCostHashesAnew(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	dearer := identitytest.Cheap()
	dearer.Memory *= 2
	l := h.With(t, dearer)
	hash := func() string {
		a, err := h.Accounts.Account(t.Context(), org.System("test"), "robin")
		if err != nil {
			t.Fatal(err)
		}
		return a.Passphrase
	}
	before := hash()
	if _, err := passphrase(t, l, "robin@example.nl", "wrong passphrase", home); err == nil || hash() != before {
		t.Errorf("a wrong passphrase: %v, hashed anew %t", err, hash() != before)
	}
	if _, err := passphrase(t, l, "robin@example.nl", identitytest.Passphrase, home); err != nil {
		t.Fatal(err)
	}
	if after := hash(); !strings.Contains(after, "m=128,t=1,p=1") {
		t.Errorf("the hash is still %s", after)
	}
	if _, err := passphrase(t, l, "robin@example.nl", identitytest.Passphrase, home); err != nil {
		t.Errorf("with the new hash: %v", err)
	}
}

func TestEnrolIsForTheServer(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	e := identity.Enrolment{Person: "robin", Passphrase: identitytest.Passphrase, Secret: identitytest.Secret}
	if _, err := h.Local.Enrol(t.Context(), org.System("test"), e); !errors.Is(err, identity.ErrHasAccount) {
		t.Errorf("twice: got %v", err)
	}
	if _, err := h.Local.Enrol(t.Context(), identitytest.Actor("sam", h.Clock.Now()), e); !errors.Is(err, identity.ErrNotAllowed) {
		t.Errorf("by a person: got %v", err)
	}
	tests := []struct {
		name, phrase, secret string
		want                 error
	}{
		{"too short", "eleven char", identitytest.Secret, identity.ErrShort},
		{"twelve letters that take more bytes are enough", "ëëëëëëëëëëëë", identitytest.Secret, identity.ErrHasAccount},
		{"the address itself", "ROBIN@example.nl", identitytest.Secret, identity.ErrEmailAsSecret},
		{"too long", strings.Repeat("x", 1001), identitytest.Secret, identity.ErrLong},
		{"a secret of few bits", identitytest.Passphrase, "JBSWY3DPEHPK3PXP", identity.ErrSecret},
		{"a secret that isn't base32", identitytest.Passphrase, "1!", identity.ErrSecret},
	}
	for _, tt := range tests {
		e := identity.Enrolment{Person: "robin", Passphrase: tt.phrase, Secret: tt.secret}
		if _, err := h.Local.Enrol(t.Context(), org.System("test"), e); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestNothingInTheStoreSignsIn(t *testing.T) {
	h := identitytest.NewHouse(t)
	codes := h.Enrol(t, "robin")
	a, err := h.Accounts.Account(t.Context(), org.System("test"), "robin")
	if err != nil {
		t.Fatal(err)
	}
	var stored strings.Builder
	stored.WriteString(a.Passphrase + string(a.Secret))
	for _, r := range a.Recovery {
		stored.WriteString(string(r))
	}
	for _, secret := range append(codes, identitytest.Passphrase, identitytest.Secret) {
		if strings.Contains(stored.String(), secret) || strings.Contains(stored.String(), strings.ReplaceAll(secret, "-", "")) {
			t.Errorf("the store holds %q as it is", secret)
		}
	}
}

// RFC 6238, appendix B, SHA-1: the last six of eight digits.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // 12345678901234567890
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037",
	} {
		if got, err := identity.CodeAt(secret, time.Unix(at, 0)); err != nil || got != want {
			t.Errorf("at %d: got %s, %v, want %s", at, got, err, want)
		}
	}
}
