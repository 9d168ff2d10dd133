// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package mail_test

import (
	"errors"
	"net/mail"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	ours "baken/internal/mail"
	"baken/internal/mail/mailtest"
)

const to = "noor@example.nl"

func listen(t *testing.T, k mailtest.Kind) *mailtest.Sink {
	t.Helper()
	s, err := mailtest.Listen(k)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func sender(t *testing.T, c ours.Config) *ours.Sender {
	t.Helper()
	s, err := ours.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func guarded(s *mailtest.Sink) ours.Config {
	return ours.Config{
		Server: s.Addr(), From: "bericht@baken.example", User: mailtest.User, Password: mailtest.Password,
		Security: ours.Required, Roots: s.Roots(),
	}
}

// A mail has what it was given, what every mail needs, and nothing more.
func TestAMailSaysNothingElse(t *testing.T) {
	sink := listen(t, mailtest.Guarded)
	if err := sender(t, guarded(sink)).Send(t.Context(), to, "Een bericht", "Er is een bericht."); err != nil {
		t.Fatal(err)
	}
	mails := sink.Mails()
	if len(mails) != 1 || mails[0].To != to || mails[0].From != "bericht@baken.example" {
		t.Fatalf("arrived: %+v", mails)
	}
	m, err := mail.ReadMessage(strings.NewReader(mails[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for name := range m.Header {
		got = append(got, name)
	}
	want := map[string]bool{
		"From": true, "To": true, "Subject": true, "Date": true, "Message-Id": true, "Mime-Version": true,
		"Auto-Submitted": true, "Content-Type": true, "Content-Transfer-Encoding": true,
	}
	for _, name := range got {
		if !want[name] {
			t.Errorf("the header has %s: %q", name, m.Header.Get(name))
		}
	}
	if len(got) != len(want) {
		t.Errorf("the header has %q", got)
	}
	if id := m.Header.Get("Message-Id"); !strings.HasSuffix(id, "@baken.example>") {
		t.Errorf("the mail is called %s", id)
	}
	if host, err := os.Hostname(); err != nil || strings.Contains(mails[0].Data, host) {
		t.Errorf("the name of this machine, %s, is in the mail: %v\n%s", host, err, mails[0].Data)
	}
	if _, body, _ := strings.Cut(mails[0].Data, "\r\n\r\n"); strings.TrimSpace(body) != "Er is een bericht." {
		t.Errorf("the mail says %q", body)
	}
}

// Whatever goes wrong, the error doesn't say for whom the mail was.
func TestWhatGoesWrongHoldsNoAddress(t *testing.T) {
	strict, bare := listen(t, mailtest.Guarded), listen(t, mailtest.Bare)
	strict.Refuse(func(string) bool { return true })
	gone := listen(t, mailtest.Bare)
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		rule   string
		change func(*ours.Config)
		want   error
	}{
		{"refused by the server", func(*ours.Config) {}, ours.ErrRefused},
		{"another password", func(c *ours.Config) { c.Password = "another" }, ours.ErrUnreachable},
		{"nobody vouches for it", func(c *ours.Config) { c.Roots = nil }, ours.ErrUnreachable},
		{"a server without TLS", func(c *ours.Config) { c.Server, c.User = bare.Addr(), "" }, ours.ErrUnreachable},
		{"no server", func(c *ours.Config) { c.Server = gone.Addr() }, ours.ErrUnreachable},
	} {
		c := guarded(strict)
		tc.change(&c)
		err := sender(t, c).Send(t.Context(), to, "a", "b")
		if !errors.Is(err, tc.want) || strings.Contains(err.Error(), to) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
	if got := append(strict.Mails(), bare.Mails()...); len(got) > 0 {
		t.Errorf("arrived all the same: %+v", got)
	}
}

func TestConfig(t *testing.T) {
	good := ours.Config{Server: "mail.example:587", From: "bericht@baken.example", Security: ours.Required}
	for _, tc := range []struct {
		rule   string
		change func(*ours.Config)
		want   error
	}{
		{"as it should be", func(*ours.Config) {}, nil},
		{"no TLS on this machine", func(c *ours.Config) { c.Server, c.Security = "localhost:25", ours.Off }, nil},
		{"no TLS elsewhere", func(c *ours.Config) { c.Security = ours.Off }, ours.ErrConfig},
		{"another way", func(c *ours.Config) { c.Security = "maybe" }, ours.ErrConfig},
		{"no port", func(c *ours.Config) { c.Server = "mail.example" }, ours.ErrConfig},
		{"a port by name", func(c *ours.Config) { c.Server = "mail.example:smtp" }, ours.ErrConfig},
		{"no sender", func(c *ours.Config) { c.From = "" }, ours.ErrConfig},
	} {
		c := good
		tc.change(&c)
		if _, err := ours.New(c); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestWithoutTLSOnThisMachine(t *testing.T) {
	sink := listen(t, mailtest.Bare)
	s := sender(t, ours.Config{Server: sink.Addr(), From: "Baken <bericht@baken.example>", Security: ours.Off})
	if err := s.Send(t.Context(), to, "a", "b"); err != nil {
		t.Fatal(err)
	}
	want := []string{to}
	var got []string
	for _, m := range sink.Mails() {
		got = append(got, m.To)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
