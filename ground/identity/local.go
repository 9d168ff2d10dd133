// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
)

// Local lets people sign in with a passphrase and the code of an app, by
// accounts that are kept here. It implements Provider.
type Local struct {
	accounts Accounts
	people   People
	hasher   *Hasher
	throttle *Throttle
	key      Key
	now      func() time.Time
	random   io.Reader
}

// LocalConfig is what Local works with.
type LocalConfig struct {
	Accounts Accounts
	People   People
	Hasher   *Hasher
	Throttle *Throttle
	Key      Key
	Now      func() time.Time
	Random   io.Reader
}

// NewLocal gives the local accounts.
func NewLocal(c LocalConfig) *Local {
	return &Local{c.Accounts, c.People, c.Hasher, c.Throttle, c.Key, c.Now, c.Random}
}

var _ Provider = (*Local)(nil)

// Name implements Provider.
func (*Local) Name() string { return "local" }

// codeWait is how long a right passphrase may wait for its code.
const codeWait = 5 * time.Minute

// waiting is the state between passphrase and code.
type waiting struct {
	Person org.PersonID
	Until  time.Time
}

// Values that Local reads.
const (
	ValueEmail      = "email"
	ValuePassphrase = "passphrase"
	ValueCode       = "code"
	ValueRecovery   = "recovery"
)

func (l *Local) self() org.Actor { return org.System("sign-in") }

// Step implements Provider.
func (l *Local) Step(ctx context.Context, in Answer) (Outcome, error) {
	if len(in.State) > 0 {
		return l.code(ctx, in)
	}
	if in.Values[ValueEmail] == "" && in.Values[ValuePassphrase] == "" {
		return Outcome{Ask: AskPassphrase}, nil
	}
	return l.passphrase(ctx, in)
}

// passphrase does the same work for an address without an account: the wait,
// the hash and the answer are the same.
func (l *Local) passphrase(ctx context.Context, in Answer) (Outcome, error) {
	email, err := org.ParseEmail(in.Values[ValueEmail])
	if err != nil {
		return Outcome{}, ErrCredentials
	}
	account, err := l.find(ctx, email)
	if err != nil {
		return Outcome{}, err
	}
	device := l.key.knownDevice(in.Device, account.Person, l.now())
	if err := l.try(name(account, email), in.Source, device); err != nil {
		return Outcome{}, err
	}
	passphrase := in.Values[ValuePassphrase]
	if len(passphrase) > passphraseMax {
		passphrase = ""
	}
	right, stale, err := l.hasher.Verify(ctx, passphrase, account.Passphrase)
	if err != nil {
		return Outcome{}, fmt.Errorf("verify passphrase: %w", err)
	}
	if !right {
		return Outcome{}, ErrCredentials
	}
	l.throttle.Succeeded(name(account, email), in.Source, device)
	if stale {
		if err := l.rehash(ctx, account, passphrase); err != nil {
			return Outcome{}, err
		}
	}
	state, err := json.Marshal(waiting{account.Person, l.now().Add(codeWait)})
	if err != nil {
		return Outcome{}, fmt.Errorf("write state: %w", err)
	}
	return Outcome{Ask: AskCode, State: state}, nil
}

// find gives an empty account when there is none.
func (l *Local) find(ctx context.Context, email string) (Account, error) {
	p, err := l.people.PersonByEmail(ctx, l.self(), email)
	if errors.Is(err, org.ErrNotFound) {
		return Account{}, nil
	}
	if err != nil {
		return Account{}, fmt.Errorf("find person: %w", err)
	}
	a, err := l.accounts.Account(ctx, l.self(), p.ID)
	if errors.Is(err, ErrNoAccount) {
		return Account{}, nil
	}
	if err != nil {
		return Account{}, fmt.Errorf("find account: %w", err)
	}
	return a, nil
}

// name is what tries at an account are counted under.
func name(a Account, email string) string {
	if a.Person != "" {
		return "person " + string(a.Person)
	}
	return "address " + email
}

func (l *Local) try(account, source, device string) error {
	if wait := l.throttle.Try(account, source, device); wait > 0 {
		return ErrWait.With("n", int((wait+time.Second-1)/time.Second))
	}
	return nil
}

func (l *Local) rehash(ctx context.Context, a Account, passphrase string) error {
	hash, err := l.hasher.Hash(ctx, passphrase)
	if err != nil {
		return fmt.Errorf("hash passphrase: %w", err)
	}
	return l.accounts.UpdateAccount(ctx, l.self(), a.Person, func(now *Account) ([]ledger.Event, error) {
		if now.Passphrase != a.Passphrase { // changed meanwhile: that hash is new
			return nil, nil
		}
		now.Passphrase = hash
		return []ledger.Event{{Verb: "identity.passphrase-rehashed"}}, nil
	})
}

// code takes the code of the app, or a recovery code, once. Tries count
// apart from those of the passphrase.
func (l *Local) code(ctx context.Context, in Answer) (Outcome, error) {
	var w waiting
	if err := json.Unmarshal(in.State, &w); err != nil || l.now().After(w.Until) {
		return Outcome{}, ErrStartAgain
	}
	device := l.key.knownDevice(in.Device, w.Person, l.now())
	counted := "code " + string(w.Person)
	if err := l.try(counted, in.Source, device); err != nil {
		return Outcome{}, err
	}
	err := l.accounts.UpdateAccount(ctx, l.self(), w.Person, func(a *Account) ([]ledger.Event, error) {
		if in.Values[ValueRecovery] != "" {
			return l.takeRecovery(a, in.Values[ValueRecovery])
		}
		return l.takeCode(a, in.Values[ValueCode], "identity.signed-in")
	})
	if err != nil {
		return Outcome{}, err
	}
	l.throttle.Succeeded(counted, in.Source, device)
	left, err := l.key.newDevice(l.random, w.Person, l.now())
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Person: w.Person, Device: left}, nil
}

func (l *Local) takeCode(a *Account, code, verb string) ([]ledger.Event, error) {
	secret, err := l.key.open(forSecrets, string(a.Person), a.Secret)
	if err != nil {
		return nil, fmt.Errorf("open the secret of %s: %v", a.Person, err) // a key that changed is ours to mend, not a fault of what was typed
	}
	step, ok := matchCode(code, string(secret), l.now())
	if !ok {
		return nil, ErrCode
	}
	if step <= a.LastStep {
		return nil, ErrCodeUsed
	}
	a.LastStep = step
	return []ledger.Event{{Verb: verb, Note: map[string]string{"with": "code"}}}, nil
}

func (l *Local) takeRecovery(a *Account, code string) ([]ledger.Event, error) {
	if _, ok := parseRecovery(code); !ok || !l.key.useRecovery(a, code) {
		return nil, ErrCode
	}
	return []ledger.Event{{Verb: "identity.signed-in", Note: map[string]string{"with": "recovery code"}}}, nil
}
