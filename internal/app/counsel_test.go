// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger/ledgerdb"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

// listening gives a counsellor of the house.
func (h *house) listening() org.Actor {
	h.t.Helper()
	who, err := h.appoint(h.t.Context(), org.System("test"), org.Newcomer{
		Name: "Noor Peters", Email: "noor@example.nl", Org: h.desk, Role: org.Counsellor,
		Period: civil.Since(civil.On(time.Now()).AddDays(-1)),
	})
	if err != nil {
		h.t.Fatal(err)
	}
	as, err := h.orgs.Actor(h.t.Context(), who)
	if err != nil {
		h.t.Fatal(err)
	}
	return as
}

// logged waits until that version of a note has its place in the log.
func (h *house) logged(id counsel.NoteID, version int64) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	if _, err := h.hear.ledger.Await(ctx, ledgerdb.Ref{Room: "counsel", Record: "note:" + string(id), Version: version}); err != nil {
		h.t.Fatal(err)
	}
}

// keeps fails unless the counsellor finds this one note.
func (h *house) keeps(as org.Actor, words string) {
	h.t.Helper()
	page, _, err := h.help.Space(h.t.Context(), as, "")
	if err != nil || len(page) != 1 || string(page[0].Envelope) != string(counseltest.Envelope(words)) {
		h.t.Errorf("the counsellor finds %v, %v", page, err)
	}
}

// What a counsellor keeps, changes and deletes is in the log, comes back with a
// backup, and is what an audit expects.
func TestASpaceIsRecordedAndBackedUp(t *testing.T) {
	for name, engine := range engines() {
		t.Run(name, func(t *testing.T) {
			h := begin(t, engine[0](t))
			as, one, two := h.listening(), counseltest.NoteID(1), counseltest.NoteID(2)
			keep := func(id counsel.NoteID, since int64, words string) {
				if err := h.help.KeepNote(t.Context(), as, h.desk, id, since, counseltest.Envelope(words)); err != nil {
					t.Fatal(err)
				}
			}
			keep(one, 0, "first")
			keep(one, 1, "second")
			keep(two, 0, "gone")
			if err := h.help.DropNote(t.Context(), as, two, 1); err != nil {
				t.Fatal(err)
			}
			h.logged(one, 2)
			h.logged(two, 2)
			h.audited()
			dir := filepath.Join(t.TempDir(), "backup")
			h.backup(dir)
			h.leave()
			again, _ := h.restored(Restoring{Dir: dir}, engine[1](t))
			again.keeps(as, "second")
			again.audited()
		})
	}
}
