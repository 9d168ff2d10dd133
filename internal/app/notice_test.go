// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"errors"
	"io"
	"mime"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/mail/mailtest"
)

// The one mail that there is: both languages, no link, nobody's name.
func TestTheMailToAReporter(t *testing.T) {
	sink, err := mailtest.Listen(mailtest.Bare)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := sink.Close(); err != nil {
			t.Error(err)
		}
	}()
	c := small(t, filepath.Join(t.TempDir(), "demo"), "", 7, func() {})
	c.Mail = MailConfig{SMTP: sink.Addr(), From: "bericht@baken.example", StartTLS: "off"}
	a, _ := opened(t, c)
	defer closed(t, a)
	answered(t, a)
	for range 2 { // the second finds nothing to tell
		if r, err := a.hear.reports.Round(t.Context()); err != nil || r.Failed > 0 {
			t.Fatalf("got %+v, %v", r, err)
		}
	}
	mails := sink.Mails()
	if len(mails) != 1 || mails[0].To != "noor@example.nl" {
		t.Fatalf("mails: %+v", mails)
	}
	m, err := mail.ReadMessage(strings.NewReader(mails[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	body, failed := io.ReadAll(m.Body)
	if err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	if got, want := subject, "Er is een bericht / There is a message"; got != want {
		t.Errorf("the subject is %q, want %q", got, want)
	}
	if got, want := strings.TrimSpace(string(body)), "Er is een bericht voor u. / There is a message for you."; got != want {
		t.Errorf("the mail says %q, want %q", got, want)
	}
	if from := m.Header.Get("From"); from != "<bericht@baken.example>" {
		t.Errorf("the mail is from %q", from)
	}
}

// addressed leaves an address in a new report, and gives that.
func addressed(t *testing.T, a *App) report.ID {
	t.Helper()
	s, as := a.hear.reports, org.System("test")
	heads, err := s.Store.List(t.Context(), as, org.Everywhere(), report.Query{State: report.New, Limit: 1})
	if err != nil || len(heads) == 0 {
		t.Fatalf("there is no new report: %v", err)
	}
	to, err := report.ParseAddress("noor@example.nl")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := s.Notify.Key.Seal(heads[0].ID, to)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Notify.Store.Put(t.Context(), as, heads[0].ID, sealed); err != nil {
		t.Fatal(err)
	}
	return heads[0].ID
}

// answered leaves an address in a report of the demo, and then answers it.
func answered(t *testing.T, a *App) {
	t.Helper()
	err := a.hear.reports.Store.Update(t.Context(), org.System("test"), addressed(t, a), func(c *report.Case) ([]ledger.Event, error) {
		return c.Say(report.Message{Seq: c.Next(), Epoch: c.Epoch, From: "test", At: time.Now(), Version: c.Version + 1, Envelope: []byte("sealed")}, nil, "")
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsOfferedWithoutAMailServer(t *testing.T) {
	a, _ := opened(t, small(t, filepath.Join(t.TempDir(), "demo"), "", 7, func() {}))
	defer closed(t, a)
	if n := a.hear.reports.Notify; n.Courier != nil || n.Store == nil {
		t.Errorf("got %+v: addresses have to be forgotten, and none asked for", n)
	}
}

// An address that its reporter had deleted can't come back with a backup.
func TestNoAddressInABackup(t *testing.T) {
	for name, databases := range engines() {
		t.Run(name, func(t *testing.T) {
			h := begin(t, databases[0](t))
			kept := h.file("kept", 100)
			id := addressed(t, h.App)
			dir := filepath.Join(t.TempDir(), "backups")
			h.backup(dir)
			h.leave()
			n, _ := h.restored(Restoring{Dir: dir}, databases[1](t))
			n.opens(kept)
			if got, err := n.hear.reports.Notify.Store.Kept(t.Context(), org.Public(), id); err != nil || got {
				t.Errorf("after the restore an address is kept: %v, %v", got, err)
			}
		})
	}
}

func TestThePasswordForMail(t *testing.T) {
	dir := t.TempDir()
	for _, tc := range []struct {
		rule, content string
		mode          os.FileMode
		want          error
	}{
		{"as it should be", "secret\n", 0o600, nil},
		{"empty", "\n", 0o600, ErrMailPassword},
		{"open to others", "secret\n", 0o644, ErrMailOpen},
	} {
		file := filepath.Join(dir, tc.rule)
		if err := os.WriteFile(file, []byte(tc.content), tc.mode); err != nil {
			t.Fatal(err)
		}
		got, err := MailConfig{PasswordFile: file}.password()
		if !errors.Is(err, tc.want) || err == nil && got != "secret" {
			t.Errorf("%s: got %q, %v; want %v", tc.rule, got, err, tc.want)
		}
	}
	if _, err := (MailConfig{PasswordFile: filepath.Join(dir, "none")}).password(); !errors.Is(err, ErrMailPassword) {
		t.Errorf("no file: got %v", err)
	}
}
