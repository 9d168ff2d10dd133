// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"context"
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Listener is a counsellor of whom a talk can be asked: an entry of a directory
// with an account, the role and a key.
type Listener struct {
	counsel.Entry
	Ring seal.Keyring
}

// Listening gives the counsellor of an organisation, as orgtest.Actor names him.
func Listening(id counsel.EntryID, in org.ID) Listener {
	l := Listener{Entry(id, in), seal.NewKeyring()}
	l.Person = org.PersonID("counsellor@" + string(in))
	return l
}

// Members implements counsel.People.
func (l Listener) Members(_ context.Context, _ org.Actor, in org.Scope, _ civil.Date) ([]org.Member, error) {
	if !in.Has(l.Org) {
		return nil, nil
	}
	p := org.Person{ID: l.Person, Name: l.Name}
	return []org.Member{{Person: p, Membership: org.Membership{Person: p.ID, Org: l.Org, Role: org.Counsellor}}}, nil
}

// PublicKeys implements counsel.Keys.
func (l Listener) PublicKeys(_ context.Context, people []org.PersonID) (map[org.PersonID]counsel.PublicKey, error) {
	if !slices.Contains(people, l.Person) {
		return nil, nil
	}
	return map[org.PersonID]counsel.PublicKey{l.Person: {
		Recipient: l.Ring.Identity.Recipient().String(), Verify: l.Ring.Signing.VerifyKey().String(),
	}}, nil
}
