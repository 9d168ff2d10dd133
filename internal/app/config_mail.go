// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"cmp"
	"net"
	"os"
	"strconv"
	"strings"

	"baken/base/fault"
	"baken/hear/report"
	"baken/internal/mail"
	"baken/internal/text"
)

// MailConfig is the operator's own mail server. In the environment a setting
// is called BAKEN_MAIL_SMTP and so on.
type MailConfig struct {
	SMTP         string `yaml:"smtp"`          // host:port
	From         string `yaml:"from"`          // a bare address, which every mail shows
	User         string `yaml:"user"`          // empty: the server asks for none
	PasswordFile string `yaml:"password_file"` // readable by its owner alone
	StartTLS     string `yaml:"starttls"`      // "required", as when it is empty, or "off" on this machine
}

// What can be wrong with it.
var (
	ErrMailServer   = fault.New(fault.Invalid, "app.config.mail_smtp")          // args value
	ErrMailFrom     = fault.New(fault.Invalid, "app.config.mail_from")          // args value
	ErrMailUser     = fault.New(fault.Invalid, "app.config.mail_user")          // one of user and password_file without the other
	ErrMailTLS      = fault.New(fault.Invalid, "app.config.mail_starttls")      // args value
	ErrMailPassword = fault.New(fault.Invalid, "app.config.mail_password")      // args file: not there, or empty
	ErrMailOpen     = fault.New(fault.Invalid, "app.config.mail_password_open") // args file: others may read it
)

func (m MailConfig) check() error {
	if m == (MailConfig{}) {
		return nil
	}
	host, port, err := net.SplitHostPort(m.SMTP)
	if _, wrong := strconv.ParseUint(port, 10, 16); err != nil || wrong != nil || host == "" {
		return ErrMailServer.With("value", text.Data(m.SMTP))
	}
	if _, err := report.ParseAddress(m.From); err != nil {
		return ErrMailFrom.With("value", text.Data(m.From))
	}
	if (m.User == "") != (m.PasswordFile == "") {
		return ErrMailUser
	}
	switch s := mail.Security(m.StartTLS); {
	case s == "" || s == mail.Required || s == mail.Off && here(host):
		return nil
	}
	return ErrMailTLS.With("value", text.Data(m.StartTLS))
}

// sender hands mails to that server.
func (m MailConfig) sender() (*mail.Sender, error) {
	password, err := m.password()
	if err != nil {
		return nil, err
	}
	return mail.New(mail.Config{
		Server: m.SMTP, From: m.From, User: m.User, Password: password,
		Security: cmp.Or(mail.Security(m.StartTLS), mail.Required),
	})
}

// password reads the password, which stands in no setting: settings end up in
// arguments and environments.
func (m MailConfig) password() (string, error) {
	if m.PasswordFile == "" {
		return "", nil
	}
	raw, err := os.ReadFile(m.PasswordFile)
	password := strings.TrimSpace(string(raw))
	if err != nil || password == "" {
		return "", ErrMailPassword.With("file", text.Data(m.PasswordFile))
	}
	info, err := os.Stat(m.PasswordFile)
	if err != nil {
		return "", ErrMailPassword.With("file", text.Data(m.PasswordFile))
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", ErrMailOpen.With("file", text.Data(m.PasswordFile))
	}
	return password, nil
}
