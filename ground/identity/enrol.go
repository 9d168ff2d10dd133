// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"fmt"

	"baken/base/ledger"
	"baken/ground/org"
)

// Enrolment gives a person a local account.
type Enrolment struct {
	Person     org.PersonID
	Passphrase string
	Secret     string // of the code app, in base32
}

// Enrol makes an account with a given passphrase and secret, and gives its
// recovery codes. Only a command on the server does this: whoever else knew
// both could sign in as that person.
func (l *Local) Enrol(ctx context.Context, as org.Actor, e Enrolment) ([]string, error) {
	if !as.IsSystem() {
		return nil, ErrNotAllowed
	}
	person, err := l.people.Person(ctx, as, e.Person)
	if err != nil {
		return nil, fmt.Errorf("enrol %s: %w", e.Person, err)
	}
	if err := CheckPassphrase(e.Passphrase, person.Email); err != nil {
		return nil, err
	}
	if err := checkSecret(e.Secret); err != nil {
		return nil, err
	}
	hash, err := l.hasher.Hash(ctx, e.Passphrase)
	if err != nil {
		return nil, fmt.Errorf("hash passphrase: %w", err)
	}
	secret, err := l.key.seal(l.random, forSecrets, string(e.Person), []byte(e.Secret))
	if err != nil {
		return nil, fmt.Errorf("seal secret: %w", err)
	}
	codes, err := newRecovery(l.random)
	if err != nil {
		return nil, err
	}
	a := Account{Person: e.Person, Version: 1, Passphrase: hash, Secret: secret, Recovery: l.key.recoveries(e.Person, codes)}
	if err := l.accounts.CreateAccount(ctx, as, a); err != nil {
		return nil, fmt.Errorf("enrol %s: %w", e.Person, err)
	}
	return codes, nil
}

// RenewRecovery gives the actor new recovery codes, and ends the old ones. It
// asks for a code of the app, so that an unlocked computer isn't enough.
func (l *Local) RenewRecovery(ctx context.Context, as org.Actor, code string, v Visitor) ([]string, error) {
	if !as.SignedIn() {
		return nil, ErrNotAllowed
	}
	counted := "code " + string(as.Person)
	device := l.key.knownDevice(v.Device, as.Person, l.now())
	if err := l.try(counted, v.Source, device); err != nil {
		return nil, err
	}
	codes, err := newRecovery(l.random)
	if err != nil {
		return nil, err
	}
	err = l.accounts.UpdateAccount(ctx, as, as.Person, func(a *Account) ([]ledger.Event, error) {
		events, err := l.takeCode(a, code, "identity.recovery-renewed")
		if err != nil {
			return nil, err
		}
		a.Recovery = l.key.recoveries(a.Person, codes)
		return events, nil
	})
	if err != nil {
		return nil, err
	}
	l.throttle.Succeeded(counted, v.Source, device)
	return codes, nil
}

// RecoveryLeft tells how many recovery codes the actor has left.
func (l *Local) RecoveryLeft(ctx context.Context, as org.Actor) (int, error) {
	a, err := l.accounts.Account(ctx, as, as.Person)
	if err != nil {
		return 0, fmt.Errorf("find account: %w", err)
	}
	return len(a.Recovery), nil
}
