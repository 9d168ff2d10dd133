// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
)

// Desk is the keys that the reports of one organisation are sealed to, with
// those that were before. Every change of it is a leaf that everyone can read.
type Desk struct {
	Org     org.ID
	Version int64
	Logged  int64 // key events so far
	Keys    []DeskKey
}

// DeskKey is a key in the desk for a time.
type DeskKey struct {
	Person    org.PersonID
	Ref       Ref
	Recipient string
	Since     time.Time
	Until     time.Time // zero: now
}

// Open reports whether the key is in the desk now.
func (k DeskKey) Open() bool { return k.Until.IsZero() }

// Had reports whether the desk had a key at some time since an instant.
func (d Desk) Had(r Ref, since time.Time) bool {
	return slices.ContainsFunc(d.Keys, func(k DeskKey) bool { return k.Ref == r && (k.Open() || k.Until.After(since)) })
}

// Now lists the keys in the desk now.
func (d Desk) Now() []DeskKey {
	var out []DeskKey
	for _, k := range d.Keys {
		if k.Open() {
			out = append(out, k)
		}
	}
	return out
}

// differs tells whether the desk should have other keys.
func (d Desk) differs(want []Key) bool {
	now := d.Now()
	if len(now) != len(want) {
		return true
	}
	for _, k := range now {
		if !slices.ContainsFunc(want, func(w Key) bool { return w.Ref() == k.Ref && w.Person == k.Person }) {
			return true
		}
	}
	return false
}

// Staff gives the desk the keys of those who work there now.
func (d *Desk) Staff(want []Key, at time.Time) []ledger.Event {
	var events []ledger.Event
	log := func(change ledger.KeyChange, k DeskKey) {
		d.Logged++
		events = append(events, ledger.Event{Verb: "report.key-" + string(change), Key: &ledger.KeyEvent{
			Desk: string(d.Org), Number: d.Logged, Change: change, Member: string(k.Person), Recipient: k.Recipient,
		}})
	}
	for i, k := range d.Keys {
		stays := slices.ContainsFunc(want, func(w Key) bool { return w.Ref() == k.Ref && w.Person == k.Person })
		if k.Open() && !stays {
			d.Keys[i].Until = at
			log(ledger.KeyRemoved, k)
		}
	}
	fresh := slices.Clone(want)
	slices.SortFunc(fresh, func(a, b Key) int { return strings.Compare(string(a.Person), string(b.Person)) })
	for _, w := range fresh {
		there := func(k DeskKey) bool { return k.Open() && k.Ref == w.Ref() && k.Person == w.Person }
		if slices.ContainsFunc(d.Keys, there) {
			continue
		}
		k := DeskKey{Person: w.Person, Ref: w.Ref(), Recipient: w.Recipient, Since: at}
		d.Keys = append(d.Keys, k)
		log(ledger.KeyAdded, k)
	}
	return events
}

// Set makes the keyring, or closes the same keys with another passphrase.
func (k *Keyring) Set(wrapped []byte, p Public, at time.Time) ([]ledger.Event, error) {
	if k.Version > 0 {
		if k.Public != p {
			return nil, ErrHasKeys
		}
		k.Wrapped = wrapped
		return []ledger.Event{{Verb: "report.keyring-rewrapped"}}, nil
	}
	k.Wrapped, k.Public, k.Since = wrapped, p, at
	return []ledger.Event{{Verb: "report.keyring-made", Note: map[string]string{"key": string(p.Ref())}}}, nil
}

// Renew replaces the keys with new ones: what was sealed to the old ones can
// be read again once another member has sealed it to these.
func (k *Keyring) Renew(wrapped []byte, p Public, at time.Time) ([]ledger.Event, error) {
	switch {
	case k.Version == 0:
		return nil, ErrNoKeys
	case k.Recipient == p.Recipient || k.Verify == p.Verify:
		return nil, ErrKeyTwice
	}
	note := map[string]string{"old": string(k.Ref()), "key": string(p.Ref())}
	k.Wrapped, k.Public, k.Since, k.Renewed = wrapped, p, at, true
	return []ledger.Event{{Verb: "report.keyring-renewed", Note: note}}, nil
}
