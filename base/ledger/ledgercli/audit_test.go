// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/text"
)

func TestAuditSaysWhatItFinds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		secret, public := ledgertest.Keys(t)
		l, err := ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		key, err := ledger.ParseKey(public)
		if err != nil {
			t.Fatal(err)
		}
		write := func(f func(tx *db.Tx) error) {
			t.Helper()
			if err := d.Write(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range []string{"a", "b"} {
			write(func(tx *db.Tx) error {
				return tx.Record(ctx, db.Change{Room: "case", Record: id, Version: 1, At: time.Now(), Events: []ledger.Event{{Verb: "case.opened"}}})
			})
		}
		if _, err := l.Append(ctx); err != nil {
			t.Fatal(err)
		}
		look := func(want int, says ...string) {
			t.Helper()
			for _, lang := range text.Langs() {
				var out bytes.Buffer
				n, err := ledgercli.Audit(ctx, &out, printer(t, lang), d, ledgerdb.Audit{Key: key, Now: time.Now()})
				if err != nil || n != want {
					t.Errorf("got %d, %v; want %d:\n%s", n, err, want, out.String())
				}
				for _, s := range says {
					if lang == text.EN && !strings.Contains(out.String(), s) {
						t.Errorf("%q isn't in\n%s", s, out.String())
					}
				}
			}
		}
		look(0, "2 entries in the log.", "2 events", "Nothing was found.")
		write(func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE event SET verb = 'case.closed' WHERE record = 'a'`)
			return err
		})
		look(1, "Changed: event 0 of version 1 of case a is not what was logged as entry 0.", "One finding.")
		write(func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM event WHERE record = 'b'`)
			return err
		})
		look(2, "Gone: entry 1 of the log has no event", "2 findings.")
	}, ledgerdb.Room())
}

// Every kind of finding has words in both languages.
func TestFindingsHaveWords(t *testing.T) {
	for _, lang := range text.Langs() {
		p := printer(t, lang)
		for _, k := range ledgerdb.Kinds() {
			if said := ledgercli.Finding(ledgerdb.Finding{Kind: k}).In(p); strings.HasPrefix(said, "[") {
				t.Errorf("%s: %s", lang, said)
			}
		}
	}
}
