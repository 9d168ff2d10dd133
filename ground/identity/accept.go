// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"baken/ground/org"
)

// issuer is how the account is called in a code app.
const issuer = "Baken"

// chosenLife is how long a chosen passphrase waits for the code app.
const chosenLife = time.Hour

// Welcome is what an invitation is for.
type Welcome struct {
	Invitation
	Name, Email string
	Renews      bool // there is an account, which will be replaced
}

// Setup is a code app that is being set up.
type Setup struct {
	Secret string // in base32, to be typed
	URL    string // to be read from a picture
	Sealed string // the choice so far, to be handed in with the first code
}

// chosen is the state between passphrase and code. It is sealed and carried
// by the page: nothing is kept until both are right.
type chosen struct {
	Passphrase string // hashed
	Secret     string
	Until      time.Time
}

// Open gives what an invitation is for, or says why it doesn't work.
func (v *Invitations) Open(ctx context.Context, token string) (Welcome, error) {
	l := v.local
	i, err := v.store.Invitation(ctx, l.self(), v.hash(token))
	if err != nil {
		return Welcome{}, fmt.Errorf("find an invitation: %w", err)
	}
	if err := i.Waits(l.now()); err != nil {
		return Welcome{}, err
	}
	p, err := l.people.Person(ctx, l.self(), i.Person)
	if err != nil {
		return Welcome{}, fmt.Errorf("find person %s: %w", i.Person, err)
	}
	_, err = l.accounts.Account(ctx, l.self(), i.Person)
	if err != nil && !errors.Is(err, ErrNoAccount) {
		return Welcome{}, fmt.Errorf("find account of %s: %w", i.Person, err)
	}
	return Welcome{Invitation: i, Name: p.Name, Email: p.Email, Renews: err == nil}, nil
}

// Choose takes a passphrase and draws the secret for the code app.
func (v *Invitations) Choose(ctx context.Context, token, passphrase string) (Setup, error) {
	w, err := v.Open(ctx, token)
	if err != nil {
		return Setup{}, err
	}
	l := v.local
	if err := CheckPassphrase(passphrase, w.Email); err != nil {
		return Setup{}, err
	}
	c := chosen{Until: l.now().Add(chosenLife)}
	if c.Passphrase, err = l.hasher.Hash(ctx, passphrase); err != nil {
		return Setup{}, fmt.Errorf("hash passphrase: %w", err)
	}
	if c.Secret, err = NewSecret(l.random); err != nil {
		return Setup{}, err
	}
	plain, err := json.Marshal(c)
	if err != nil {
		return Setup{}, fmt.Errorf("write a choice: %w", err)
	}
	box, err := l.key.seal(l.random, forInvitations, w.ID, plain)
	if err != nil {
		return Setup{}, err
	}
	return setup(w, c, base64.RawURLEncoding.EncodeToString(box)), nil
}

// Again gives the setup that Choose sealed, to be shown once more.
func (v *Invitations) Again(ctx context.Context, token, sealed string) (Setup, error) {
	w, err := v.Open(ctx, token)
	if err != nil {
		return Setup{}, err
	}
	c, err := v.chosen(w, sealed)
	if err != nil {
		return Setup{}, err
	}
	return setup(w, c, sealed), nil
}

func setup(w Welcome, c chosen, sealed string) Setup {
	return Setup{Secret: c.Secret, URL: SecretURL(c.Secret, issuer, w.Email), Sealed: sealed}
}

func (v *Invitations) chosen(w Welcome, sealed string) (chosen, error) {
	box, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return chosen{}, ErrSealed
	}
	plain, err := v.local.key.open(forInvitations, w.ID, box)
	if err != nil {
		return chosen{}, err
	}
	var c chosen
	if err := json.Unmarshal(plain, &c); err != nil || !v.local.now().Before(c.Until) {
		return chosen{}, ErrSealed
	}
	return c, nil
}

// Accept makes the account when the code shows that the app works, and gives
// its recovery codes. An account that was there is replaced whole: its
// passphrase, secret and recovery codes no longer work and its sessions end.
func (v *Invitations) Accept(ctx context.Context, token, sealed, code string) ([]string, error) {
	w, err := v.Open(ctx, token)
	if err != nil {
		return nil, err
	}
	c, err := v.chosen(w, sealed)
	if err != nil {
		return nil, err
	}
	l := v.local
	step, ok := matchCode(code, c.Secret, l.now())
	if !ok {
		return nil, ErrCode
	}
	secret, err := l.key.seal(l.random, forSecrets, string(w.Person), []byte(c.Secret))
	if err != nil {
		return nil, fmt.Errorf("seal secret: %w", err)
	}
	codes, err := newRecovery(l.random)
	if err != nil {
		return nil, err
	}
	a := Account{
		Person: w.Person, Version: 1, Passphrase: c.Passphrase, Secret: secret,
		LastStep: step, Recovery: l.key.recoveries(w.Person, codes),
	}
	if err := v.store.Accept(ctx, org.System("invitation"), w.Hash, l.now(), a); err != nil {
		return nil, fmt.Errorf("accept the invitation of %s: %w", w.Person, err)
	}
	return codes, nil
}
