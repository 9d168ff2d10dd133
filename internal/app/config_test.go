// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/hear/report"
	"baken/internal/db"
	"baken/internal/text"
)

func noEnv(string) string { return "" }

func settingsFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "baken.yaml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFlagGoesBeforeEnvironmentBeforeFile(t *testing.T) {
	file := settingsFile(t, `
listen: localhost:1
site: https://file.example
database: sqlite:file.db
key: file.key
backup_days: 90
mail:
  smtp: mail.example:587
  from: file@baken.example
`)
	env := map[string]string{"BAKEN_LISTEN": "localhost:2", "BAKEN_SITE": "https://env.example", "BAKEN_MAIL_FROM": "env@baken.example"}
	got, err := Configure(file, func(name string) string { return env[name] }, Config{Listen: "localhost:3"})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Listen: "localhost:3", Site: "https://env.example", Database: "sqlite:file.db", Key: "file.key", BackupDays: "90",
		Mail: MailConfig{SMTP: "mail.example:587", From: "env@baken.example"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Error(diff)
	}
}

func TestDefaults(t *testing.T) {
	for _, file := range []string{"", settingsFile(t, ""), settingsFile(t, "# nothing yet\n")} {
		got, err := Configure(file, noEnv, Config{Database: "sqlite:x.db"})
		if err != nil {
			t.Fatal(err)
		}
		want := Config{Listen: "localhost:8080", Site: "http://localhost:8080", Database: "sqlite:x.db"}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
			t.Error(diff)
		}
	}
}

func TestEachWrongSettingHasItsOwnFault(t *testing.T) {
	good := Config{Listen: "localhost:8080", Site: "https://baken.example", Database: "sqlite:x.db"}
	for _, tc := range []struct {
		rule   string
		change func(*Config)
		want   error
	}{
		{"as it should be", func(*Config) {}, nil},
		{"http on this machine", func(c *Config) { c.Site = "http://localhost:8080" }, nil},
		{"http on this machine, by number", func(c *Config) { c.Site = "http://[::1]:8080" }, nil},
		{"listening to everyone", func(c *Config) { c.Listen = ":443" }, nil},
		{"no port", func(c *Config) { c.Listen = "localhost" }, ErrListen},
		{"a port that there isn't", func(c *Config) { c.Listen = "localhost:65536" }, ErrListen},
		{"a port by name", func(c *Config) { c.Listen = "localhost:http" }, ErrListen},
		{"http elsewhere", func(c *Config) { c.Site = "http://baken.example" }, ErrSite},
		{"another scheme", func(c *Config) { c.Site = "ftp://localhost" }, ErrSite},
		{"a path", func(c *Config) { c.Site = "https://baken.example/app" }, ErrSite},
		{"a name in the address", func(c *Config) { c.Site = "https://me@baken.example" }, ErrSite},
		{"a question", func(c *Config) { c.Site = "https://baken.example?x" }, ErrSite},
		{"no scheme", func(c *Config) { c.Site = "baken.example" }, ErrSite},
		{"open to everyone without an address", func(c *Config) { c.Listen, c.Site = ":8080", "" }, ErrNoSite},
		{"no database", func(c *Config) { c.Database = "" }, ErrDatabase},
		{"a contact without its kind", func(c *Config) { c.Contact = "me@baken.example" }, ErrContact},
		{"a contact", func(c *Config) { c.Contact = "mailto:me@baken.example" }, nil},
		{"backups that are kept in words", func(c *Config) { c.BackupDays = "ninety" }, ErrDays},
		{"backups that aren't kept", func(c *Config) { c.BackupDays = "0" }, ErrDays},
		{"backups that are kept", func(c *Config) { c.BackupDays = "90" }, nil},
		{"mail", func(c *Config) { c.Mail = MailConfig{SMTP: "mail.example:587", From: "m@baken.example"} }, nil},
		{"mail without a server", func(c *Config) { c.Mail = MailConfig{From: "m@baken.example"} }, ErrMailServer},
		{"mail without a sender", func(c *Config) { c.Mail = MailConfig{SMTP: "mail.example:587"} }, ErrMailFrom},
		{"a user without a password", func(c *Config) {
			c.Mail = MailConfig{SMTP: "mail.example:587", From: "m@baken.example", User: "baken"}
		}, ErrMailUser},
		{"mail in clear to elsewhere", func(c *Config) {
			c.Mail = MailConfig{SMTP: "mail.example:25", From: "m@baken.example", StartTLS: "off"}
		}, ErrMailTLS},
		{"mail in clear on this machine", func(c *Config) {
			c.Mail = MailConfig{SMTP: "localhost:25", From: "m@baken.example", StartTLS: "off"}
		}, nil},
		{"reports that are kept so long", func(c *Config) { c.Retention = Retention{Signal: "1 month", Complaint: "50 years"} }, nil},
		{"reports that aren't kept", func(c *Config) { c.Retention.Report = "0 years" }, ErrRetention},
		{"reports that are kept for ever", func(c *Config) { c.Retention.Report = "51 years" }, ErrRetention},
		{"reports that are kept for days", func(c *Config) { c.Retention.Outside = "30 days" }, ErrRetention},
		{"a length without its unit", func(c *Config) { c.Retention.Whistleblower = "5" }, ErrRetention},
		{"a committee of five", func(c *Config) {
			c.Complaints = Complaints{Members: "5", Extension: "rolled", Decrees: "2027-05-07 Stcrt 1"}
		}, nil},
		{"a committee of nobody", func(c *Config) { c.Complaints.Members = "0" }, ErrComplaints},
		{"weeks that aren't a number", func(c *Config) { c.Complaints.Complete = "two" }, ErrComplaints},
		{"an unknown way to extend", func(c *Config) { c.Complaints.Extension = "generously" }, ErrComplaints},
		{"a day that isn't decreed anywhere", func(c *Config) { c.Complaints.Decrees = "2027-05-07" }, civil.ErrDecree},
	} {
		c := good
		tc.change(&c)
		if err := c.check(); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestRetentionIsByRegime(t *testing.T) {
	file := settingsFile(t, "database: sqlite:x.db\nretention:\n  signal: 18 months\n  complaint: 7 years\n")
	c, err := Configure(file, func(name string) string {
		return map[string]string{"BAKEN_RETENTION_COMPLAINT": "1 year"}[name]
	}, Config{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.retention()
	want := report.Retention{report.RegimeSignal: civil.Months(18), report.RegimeComplaint: civil.Years(1)}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	for _, r := range report.Regimes() {
		if (&Retention{}).regimes()[r] == nil {
			t.Errorf("no setting for %s", r)
		}
	}
}

func TestAWrongFileIsSaidByLine(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ rule, content, nl, en string }{
		{"unknown", "listen: localhost:1\nlissen: x\n", "regel 2 staat “lissen”", "line 2 says “lissen”"},
		{"twice", "key: a\nsite: b\nkey: c\n", "regel 3 staat de instelling “key” voor de tweede keer", "line 3 has the setting “key” for the second time"},
		{"an unknown kind of report", "retention:\n  court: 5 years\n", "regel 2 staat “court”", "line 2 says “court”"},
		{"broken", "site: [\n", "regel 1 is geen goed YAML", "line 1 isn't proper YAML"},
		{"a list", "site: x\nkey:\n  - a\n", "regel 3 is geen goed YAML", "line 3 isn't proper YAML"},
		{"words", "nothing but words\n", "regel 1 is geen goed YAML", "line 1 isn't proper YAML"},
	} {
		_, err := Configure(settingsFile(t, tc.content), noEnv, Config{})
		if !errors.Is(err, ErrConfigFile) {
			t.Errorf("%s: got %v", tc.rule, err)
			continue
		}
		for lang, want := range map[text.Lang]string{text.NL: tc.nl, text.EN: tc.en} {
			if got := text.Fault(err).In(catalogue.Printer(lang)); !strings.Contains(got, want) {
				t.Errorf("%s: %q doesn't say %q", tc.rule, got, want)
			}
		}
	}
	if _, err := Configure("/nowhere/baken.yaml", noEnv, Config{}); !errors.Is(err, ErrConfigFile) {
		t.Errorf("no file: got %v", err)
	}
}

// A password in the file must not end up in a message.
func TestAValueIsNeverRepeated(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"database:\n  - hunter2\n", "database: [hunter2\n", "hunter2\n", "database: 'hunter2\n"} {
		_, err := Configure(settingsFile(t, content), noEnv, Config{})
		if said := text.Fault(err).In(catalogue.Printer(text.EN)); err == nil || strings.Contains(said, "hunter2") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v: %s", content, err, said)
		}
	}
}

func TestTheSecretOfTheServer(t *testing.T) {
	dir := t.TempDir()
	whole := strings.Repeat("a1", 32)
	for _, tc := range []struct {
		rule, name, content string
		mode                os.FileMode
		want                error
	}{
		{"as it should be", "good", whole + "\n", 0o600, nil},
		{"read by its owner alone", "readonly", whole, 0o400, nil},
		{"readable by others", "others", whole, 0o644, ErrKeyOpen},
		{"readable by its group", "group", whole, 0o640, ErrKeyOpen},
		{"half a secret", "half", whole[:32], 0o600, ErrKey},
		{"too much", "long", whole + "a1", 0o600, ErrKey},
		{"not hexadecimal", "words", strings.Repeat("zz", 32), 0o600, ErrKey},
		{"nothing", "empty", "", 0o600, ErrKey},
	} {
		path := filepath.Join(dir, tc.name)
		if err := errors.Join(os.WriteFile(path, []byte(tc.content), tc.mode), os.Chmod(path, tc.mode)); err != nil {
			t.Fatal(err)
		}
		if _, err := (Config{Key: path}).secret(); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
	for name, want := range map[string]error{"": ErrNoKey, filepath.Join(dir, "absent"): ErrKeyAbsent, dir: ErrKeyAbsent} {
		if _, err := (Config{Key: name}).secret(); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", name, err, want)
		}
	}
}

func TestASecretIsNeverOverwritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "server.key")
	for _, secret := range []string{strings.Repeat("a", 32), strings.Repeat("b", 32)} {
		if err := writeSecret(path, []byte(secret)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Config{Key: path}.secret()
	if err != nil || string(got) != strings.Repeat("a", 32) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestADatabaseThatDoesntAnswer(t *testing.T) {
	key := filepath.Join(t.TempDir(), "server.key")
	if err := writeSecret(key, make([]byte, 32)); err != nil {
		t.Fatal(err)
	}
	for dsn, want := range map[string]error{
		"postgres://localhost:1/baken": ErrServer,
		"mysql://localhost/baken":      db.ErrAddress,
		"sqlite:/nowhere/at/all.db":    db.ErrDirectory,
		"sqlite:" + key:                db.ErrNotDatabase,
	} {
		a, err := Open(context.Background(), Config{Database: dsn, Key: key}, slog.New(slog.DiscardHandler))
		if !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", dsn, err, want)
		}
		if a != nil {
			t.Errorf("%s: opened", dsn)
		}
	}
}
