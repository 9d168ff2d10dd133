// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// notesPerPage is how many notes are given at a time.
const notesPerPage = 200

// Listens reports whether the actor has a space of his own.
func (s *Service) Listens(as org.Actor) bool { return len(s.Seats(as)) > 0 }

// Seats lists the organisations in which the actor is counsellor.
func (s *Service) Seats(as org.Actor) []org.ID {
	return slices.DeleteFunc(as.Orgs(), func(id org.ID) bool {
		return !s.Policy.Decide(as, KeepSpace, org.Of(TypeNote, "", id)).Allowed
	})
}

// Seated gives those organisations with their names of today.
func (s *Service) Seated(ctx context.Context, as org.Actor) ([]Choice, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, fmt.Errorf("name a counsellor's organisations: %w", err)
	}
	var all []Choice
	for _, id := range s.Seats(as) {
		if o, ok := tree.Find(id); ok {
			all = append(all, Choice{id, o.Name(tree.On())})
		}
	}
	return all, nil
}

// Space gives a page of the actor's own notes after the given one, in order of
// identifier. Nobody else's are ever among them: the store looks by person, and
// each is decided once more. A full page may have another one behind it.
func (s *Service) Space(ctx context.Context, as org.Actor, after NoteID) (page []Note, more bool, err error) {
	if !s.Listens(as) {
		return nil, false, org.ErrNotFound
	}
	if page, err = s.Store.Notes(ctx, as, after, notesPerPage); err != nil {
		return nil, false, fmt.Errorf("list notes: %w", err)
	}
	more = len(page) == notesPerPage
	return slices.DeleteFunc(page, func(n Note) bool { return s.own(as, n) != nil }), more, nil
}

// own refuses everybody but the counsellor himself, while he is counsellor
// there, and tells nobody else that there is a note.
func (s *Service) own(as org.Actor, n Note) error {
	if n.Counsellor != as.Person {
		return org.ErrNotFound
	}
	return org.Check(s.Policy, as, KeepSpace, n.Resource())
}

// KeepNote keeps a note in the actor's own space, a new one when since is 0.
func (s *Service) KeepNote(ctx context.Context, as org.Actor, in org.ID, id NoteID, since int64, envelope []byte) error {
	if !s.Listens(as) {
		return org.ErrNotFound
	}
	return unseen(s.Store.UpdateNote(ctx, as, id, func(n *Note) ([]ledger.Event, error) {
		if n.Version == 0 {
			n.Org, n.Counsellor = in, as.Person
		}
		if err := s.own(as, *n); err != nil {
			return nil, err
		}
		return n.Keep(envelope, since, s.Today())
	}))
}

// DropNote deletes a note of the actor's own space. What stays is that there
// was one.
func (s *Service) DropNote(ctx context.Context, as org.Actor, id NoteID, since int64) error {
	if !s.Listens(as) {
		return org.ErrNotFound
	}
	return unseen(s.Store.DeleteNote(ctx, as, id, func(n Note) ([]ledger.Event, error) {
		if err := s.own(as, n); err != nil {
			return nil, err
		}
		return n.Drop(since)
	}))
}
