// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity_test

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// invited is a house with an administrator and somebody without an account.
func invited(t *testing.T) (*identitytest.House, *identity.Invitations) {
	t.Helper()
	h := identitytest.NewHouse(t)
	h.Hire(t, "admin", org.Administrator)
	h.Hire(t, "newcomer", org.Employee)
	return h, h.Invitations(t)
}

func issue(t *testing.T, h *identitytest.House, v *identity.Invitations, who org.PersonID) string {
	t.Helper()
	token, i, err := v.Issue(t.Context(), h.Actor(t, "admin"), who)
	if err != nil {
		t.Fatal(err)
	}
	if i.Org != orgtest.Agency || i.By != "admin" || i.Until.Sub(i.Made) != 7*24*time.Hour {
		t.Errorf("issued %+v", i)
	}
	return token
}

func choose(t *testing.T, v *identity.Invitations, token string) identity.Setup {
	t.Helper()
	s, err := v.Choose(t.Context(), token, identitytest.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shown(t *testing.T, h *identitytest.House, s identity.Setup) string {
	t.Helper()
	c, err := identity.CodeAt(s.Secret, h.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnInvitationMakesAnAccount(t *testing.T) {
	h, v := invited(t)
	token := issue(t, h, v, "newcomer")
	w, err := v.Open(t.Context(), token)
	if err != nil || w.Email != "newcomer@example.nl" || w.Renews {
		t.Fatalf("opened %+v, %v", w, err)
	}
	s := choose(t, v, token)
	u, err := url.Parse(s.URL)
	if err != nil || u.Query().Get("secret") != s.Secret || u.Path != "/Baken:newcomer@example.nl" {
		t.Errorf("the app reads %s, %v", s.URL, err)
	}
	if strings.Contains(s.Sealed, s.Secret) {
		t.Error("the page carries the secret in clear")
	}
	if again, err := v.Again(t.Context(), token, s.Sealed); err != nil || again != s {
		t.Errorf("shown again: %+v, %v", again, err)
	}
	if _, err := v.Accept(t.Context(), token, s.Sealed, "000000"); !errors.Is(err, identity.ErrCode) {
		t.Errorf("a wrong code: got %v", err)
	}
	if _, err := passphrase(t, h.Local, "newcomer@example.nl", identitytest.Passphrase, home); !errors.Is(err, identity.ErrCredentials) {
		t.Errorf("signed in before the code was right: %v", err)
	}
	now := shown(t, h, s)
	codes, err := v.Accept(t.Context(), token, s.Sealed, now)
	if err != nil || len(codes) != 10 {
		t.Fatalf("%d codes, %v", len(codes), err)
	}
	h.Clock.Pass(31 * time.Second)
	state, err := passphrase(t, h.Local, "newcomer@example.nl", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := code(t, h.Local, state, identity.ValueCode, now, home); !errors.Is(err, identity.ErrCodeUsed) {
		t.Errorf("the code that proved the app: got %v", err)
	}
	out, err := code(t, h.Local, state, identity.ValueCode, shown(t, h, s), home)
	if err != nil || out.Person != "newcomer" {
		t.Errorf("signed in as %+v, %v", out, err)
	}
	if _, err := v.Accept(t.Context(), token, s.Sealed, shown(t, h, s)); !errors.Is(err, identity.ErrInvitationUsed) {
		t.Errorf("used twice: got %v", err)
	}
}

func TestARenewalEndsWhatWas(t *testing.T) {
	h, v := invited(t)
	old := h.Enrol(t, "robin")
	token := issue(t, h, v, "robin")
	if w, err := v.Open(t.Context(), token); err != nil || !w.Renews {
		t.Fatalf("opened %+v, %v", w, err)
	}
	s, err := v.Choose(t.Context(), token, "another long passphrase")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Accept(t.Context(), token, s.Sealed, shown(t, h, s)); err != nil {
		t.Fatal(err)
	}
	if _, err := passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home); !errors.Is(err, identity.ErrCredentials) {
		t.Errorf("the old passphrase: got %v", err)
	}
	state, err := passphrase(t, h.Local, "robin@example.nl", "another long passphrase", home)
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Pass(time.Minute)
	if _, err := code(t, h.Local, state, identity.ValueCode, h.Code(t), home); !errors.Is(err, identity.ErrCode) {
		t.Errorf("the old app: got %v", err)
	}
	if _, err := code(t, h.Local, state, identity.ValueRecovery, old[0], home); !errors.Is(err, identity.ErrCode) {
		t.Errorf("an old recovery code: got %v", err)
	}
	own, err := v.Own(t.Context(), h.Actor(t, "robin"))
	if err != nil || len(own.Invitations) != 1 || own.Invitations[0].Maker != "Person admin" || own.Invitations[0].Used.IsZero() {
		t.Errorf("robin sees %+v, %v", own.Invitations, err)
	}
}

func TestWhatAnInvitationRefuses(t *testing.T) {
	h, v := invited(t)
	ctx := t.Context()
	token := issue(t, h, v, "newcomer")
	s := choose(t, v, token)
	h.Hire(t, "other", org.Employee)
	elsewhere := issue(t, h, v, "other")
	accept := func(token, sealed string) error {
		_, err := v.Accept(ctx, token, sealed, shown(t, h, s))
		return err
	}
	choosing := func(token, phrase string) error { _, err := v.Choose(ctx, token, phrase); return err }
	issuing := func(as org.Actor, who org.PersonID) error { _, _, err := v.Issue(ctx, as, who); return err }
	tests := []struct {
		name string
		got  error
		want error
	}{
		{"another token", accept("u"+token[1:], s.Sealed), identity.ErrInvitation},
		{"no token", accept("", s.Sealed), identity.ErrInvitation},
		{"a choice for another invitation", accept(elsewhere, s.Sealed), identity.ErrSealed},
		{"a choice made elsewhere", accept(token, "AAAA"), identity.ErrSealed},
		{"no choice", accept(token, ""), identity.ErrSealed},
		{"a short passphrase", choosing(token, "short"), identity.ErrShort},
		{"the e-mail address", choosing(token, "Newcomer@example.nl"), identity.ErrEmailAsSecret},
		{"an employee invites", issuing(h.Actor(t, "newcomer"), "other"), org.ErrNotFound},
		{"somebody invites himself", issuing(h.Actor(t, "admin"), "admin"), identity.ErrOwnInvitation},
		{"a visitor invites", issuing(org.Public(), "other"), org.ErrNotFound},
		{"nobody is invited", issuing(h.Actor(t, "admin"), "nobody"), org.ErrNotFound},
	}
	for _, tt := range tests {
		if !errors.Is(tt.got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	h.Clock.Pass(time.Hour)
	if err := accept(token, s.Sealed); !errors.Is(err, identity.ErrSealed) {
		t.Errorf("a choice of an hour ago: got %v", err)
	}
	h.Clock.Pass(7*24*time.Hour - time.Hour)
	if _, err := v.Open(ctx, token); !errors.Is(err, identity.ErrInvitationLate) {
		t.Errorf("after a week: got %v", err)
	}
}

func TestNobodyElseLooksAtAnAccount(t *testing.T) {
	h, v := invited(t)
	ctx := t.Context()
	if _, err := v.Standing(ctx, h.Actor(t, "newcomer"), "admin"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("an employee looks at an account: %v", err)
	}
	if _, err := v.Own(ctx, org.Public()); !errors.Is(err, identity.ErrNotAllowed) {
		t.Errorf("a visitor looks: %v", err)
	}
}

func TestAnInvitationIsTakenBack(t *testing.T) {
	h, v := invited(t)
	admin, token := h.Actor(t, "admin"), issue(t, h, v, "newcomer")
	later := issue(t, h, v, "newcomer")
	if _, err := v.Open(t.Context(), token); !errors.Is(err, identity.ErrInvitationWithdrawn) {
		t.Errorf("the earlier one: got %v", err)
	}
	if s, err := v.Standing(t.Context(), admin, "newcomer"); err != nil || !s.Waits || s.Account || len(s.Invitations) != 2 {
		t.Errorf("standing %+v, %v", s, err)
	}
	if err := v.Withdraw(t.Context(), admin, "newcomer"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Open(t.Context(), later); !errors.Is(err, identity.ErrInvitationWithdrawn) {
		t.Errorf("withdrawn: got %v", err)
	}
	s, err := v.Standing(t.Context(), admin, "newcomer")
	if err != nil || s.Waits || slices.ContainsFunc(s.Invitations, func(i identity.Invited) bool { return i.Withdrawn.IsZero() }) {
		t.Errorf("standing %+v, %v", s, err)
	}
}
