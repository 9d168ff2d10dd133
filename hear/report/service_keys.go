// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// Me is what an officer sees of himself and his desks.
type Me struct {
	Keyring Keyring // of version 0 when he has none yet
	Desks   []Office
	Lines   map[org.ID][]Line          // who leads members of these desks
	Logged  map[org.ID]ledger.DeskKeys // what the log says about the keys of these desks
	LogKey  string
}

// Me gives an officer his keyring and desks.
func (s *Service) Me(ctx context.Context, as org.Actor) (Me, error) {
	desks := s.desks(as)
	if len(desks) == 0 {
		return Me{}, org.ErrForbidden
	}
	me := Me{Lines: map[org.ID][]Line{}, Logged: map[org.ID]ledger.DeskKeys{}}
	var err error
	if me.Keyring, err = s.Keyring(ctx, as); err != nil {
		return Me{}, err
	}
	for _, id := range desks {
		office, err := s.Office(ctx, id)
		if errors.Is(err, ErrNoDesk) {
			office, err = s.visitEmpty(ctx, id)
		}
		if err != nil {
			return Me{}, err
		}
		me.Desks = append(me.Desks, office)
		if me.Lines[id], err = s.lines(ctx, office); err != nil {
			return Me{}, err
		}
		if err := s.logged(ctx, &me, office); err != nil {
			return Me{}, err
		}
	}
	return me, nil
}

// logged adds what the log says about a desk and the independent one.
func (s *Service) logged(ctx context.Context, me *Me, o Office) error {
	if s.Ledger == nil {
		return nil
	}
	me.LogKey = s.Ledger.Key()
	for _, id := range []org.ID{o.Org, o.Top} {
		if _, done := me.Logged[id]; done {
			continue
		}
		keys, err := s.Ledger.Keys(ctx, id)
		if errors.Is(err, ledger.ErrEmpty) { // on a new server, for a moment
			return ErrLog
		}
		if err != nil {
			return fmt.Errorf("read the logged keys: %w", err)
		}
		me.Logged[id] = keys
	}
	return nil
}

// visitEmpty gives a desk that nobody has keys of yet.
func (s *Service) visitEmpty(ctx context.Context, id org.ID) (Office, error) {
	o, err := s.visit(ctx, id)
	if errors.Is(err, ErrNoDesk) && o.Org == id {
		return o, nil
	}
	return o, err
}

// desks lists the organisations in whose desk the actor works.
func (s *Service) desks(as org.Actor) []org.ID {
	var out []org.ID
	for _, id := range as.Orgs() {
		if s.Policy.Decide(as, View, org.Of(TypeReport, "", id)).Allowed {
			out = append(out, id)
		}
	}
	return out
}

// keeps reports whether the actor may have a keyring: an officer for reports, a
// counsellor for his own space.
func (s *Service) keeps(as org.Actor) bool {
	return slices.ContainsFunc(as.Orgs(), func(id org.ID) bool {
		return s.Policy.Decide(as, KeepKeys, org.Of(TypeReport, "", id)).Allowed
	})
}

// Keyring gives a person his own keyring; one of version 0 when he has none yet.
func (s *Service) Keyring(ctx context.Context, as org.Actor) (Keyring, error) {
	k, err := s.keys(ctx, as)
	if errors.Is(err, ErrNoKeys) {
		return Keyring{Person: as.Person}, nil
	}
	return k, err
}

// keys gives a person's keyring; ErrNoKeys when he has none yet.
func (s *Service) keys(ctx context.Context, as org.Actor) (Keyring, error) {
	if !s.keeps(as) {
		return Keyring{}, org.ErrForbidden
	}
	k, err := s.Store.Keyring(ctx, as, as.Person)
	if errors.Is(err, ErrNotFound) {
		return Keyring{}, ErrNoKeys
	}
	return k, err
}

// Current gives the public keys that people have now. Who has none isn't in it.
func (s *Service) Current(ctx context.Context, people []org.PersonID) (map[org.PersonID]Public, error) {
	keys, err := s.Store.KeysOf(ctx, system(), people)
	if err != nil {
		return nil, fmt.Errorf("find keys: %w", err)
	}
	all := map[org.PersonID]Public{}
	for _, k := range keys {
		if k.Current() {
			all[k.Person] = k.Public
		}
	}
	return all, nil
}

// SetKeyring keeps a person's first keyring, or the same keys closed with
// another passphrase.
func (s *Service) SetKeyring(ctx context.Context, as org.Actor, wrapped []byte, p Public) error {
	return s.keyring(ctx, as, wrapped, p, func(k *Keyring) ([]ledger.Event, error) { return k.Set(wrapped, p, s.Now()) })
}

// RenewKeyring replaces a person's keys by new ones, which the log shows.
func (s *Service) RenewKeyring(ctx context.Context, as org.Actor, wrapped []byte, p Public) error {
	return s.keyring(ctx, as, wrapped, p, func(k *Keyring) ([]ledger.Event, error) { return k.Renew(wrapped, p, s.Now()) })
}

func (s *Service) keyring(ctx context.Context, as org.Actor, wrapped []byte, p Public, change func(*Keyring) ([]ledger.Event, error)) error {
	if err := p.Check(); err != nil {
		return err
	}
	if err := checkEnvelope(wrapped, MostWrapped); err != nil {
		return err
	}
	if !s.keeps(as) {
		return org.ErrForbidden
	}
	if err := s.Store.UpdateKeyring(ctx, as, as.Person, change); err != nil {
		return fmt.Errorf("change a keyring: %w", err)
	}
	s.forget()
	for _, id := range s.desks(as) {
		if _, err := s.Office(ctx, id); err != nil {
			return fmt.Errorf("tell the log of a key: %w", err)
		}
	}
	return nil
}

// one. Keys aren't secret; who may be named as having one is for the caller to
// know.
func (s *Service) Recipients(ctx context.Context, people []org.PersonID) (map[org.PersonID]string, error) {
	keys, err := s.Store.KeysOf(ctx, system(), people)
	if err != nil {
		return nil, fmt.Errorf("find keys: %w", err)
	}
	present := map[org.PersonID]string{}
	for _, k := range keys {
		if k.Current() {
			present[k.Person] = k.Recipient
		}
	}
	return present, nil
}

// Index gives an officer's own search index; an empty one at first.
func (s *Service) Index(ctx context.Context, as org.Actor) (Index, error) {
	if len(s.desks(as)) == 0 {
		return Index{}, org.ErrForbidden
	}
	i, err := s.Store.Index(ctx, as, as.Person)
	if errors.Is(err, ErrNotFound) {
		return Index{}, nil
	}
	return i, err
}

// PutIndex replaces the index of that version.
func (s *Service) PutIndex(ctx context.Context, as org.Actor, i Index) error {
	if len(s.desks(as)) == 0 {
		return org.ErrForbidden
	}
	if err := checkEnvelope(i.Envelope, MostWrapped); err != nil {
		return err
	}
	return s.Store.PutIndex(ctx, as, as.Person, i)
}

// MayUpload lets officers upload.
func (s *Service) MayUpload(as org.Actor) error {
	if len(s.desks(as)) == 0 {
		return org.ErrForbidden
	}
	return nil
}
