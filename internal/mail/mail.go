// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package mail hands mails over to the operator's own mail server.
//
// It promises that a mail says nothing beside what it is given: no name of a
// program or a machine stands in it. It refuses to hand over without TLS, but
// on this machine. An error never holds the address that a mail was for.
package mail

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Security is how the connection to the server is protected.
type Security string

// The ways. Off is for a server on this machine.
const (
	Required Security = "required" // STARTTLS, or no mail
	Off      Security = "off"
)

// Config is how mail leaves.
type Config struct {
	Server         string // host:port
	From           string
	User, Password string // empty: the server takes mail without
	Security       Security
	Roots          *x509.CertPool // that vouch for the server; nil: the system's
}

// What keeps a mail from leaving.
var (
	ErrUnreachable = errors.New("the mail server can't be reached, or not with TLS and this user")
	ErrRefused     = errors.New("the mail server refuses a mail")
	ErrConfig      = errors.New("mail can't leave in this way")
)

// patience is how long the server may take for each answer.
const patience = 20 * time.Second

// Sender hands mails over.
type Sender struct {
	client *gomail.Client
	from   string
	domain string
}

// New makes a Sender. It doesn't look whether the server is there.
func New(c Config) (*Sender, error) {
	host, service, err := net.SplitHostPort(c.Server)
	if err != nil {
		return nil, ErrConfig
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, ErrConfig
	}
	from, err := mail.ParseAddress(c.From)
	if err != nil || c.Security == Off && !here(host) || c.Security != Off && c.Security != Required {
		return nil, ErrConfig
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	policy := gomail.TLSMandatory
	if c.Security == Off {
		policy = gomail.NoTLS
	}
	options := []gomail.Option{
		gomail.WithPort(int(port)), gomail.WithTLSPolicy(policy), gomail.WithTimeout(patience), gomail.WithoutNoop(),
		gomail.WithTLSConfig(&tls.Config{ServerName: host, MinVersion: tls.VersionTLS12, RootCAs: c.Roots}),
		gomail.WithHELO(domain), // not the name of this machine, which would stand in every mail
	}
	if c.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthPlain), gomail.WithUsername(c.User), gomail.WithPassword(c.Password))
	}
	client, err := gomail.NewClient(host, options...)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrConfig, err)
	}
	return &Sender{client, c.From, domain}, nil
}

func here(host string) bool { return host == "localhost" || net.ParseIP(host).IsLoopback() }

// Send hands one mail over: it returns when the server has taken it. Errors:
// ErrUnreachable and ErrRefused, with a number of the server at most.
func (s *Sender) Send(ctx context.Context, to, subject, body string) error {
	m, err := s.message(to, subject, body)
	if err != nil {
		return err
	}
	line, err := s.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return ErrUnreachable // the server's words may repeat the user
	}
	defer func() { _ = s.client.CloseWithSMTPClient(line) }() // what it has taken, it has
	if err := s.client.SendWithSMTPClient(line, m); err != nil {
		return refusal(err)
	}
	return nil
}

// refusal keeps of the server's words, which repeat the address, the number.
func refusal(err error) error {
	if said, ok := errors.AsType[*gomail.SendError](err); ok && said.ErrorCode() != 0 {
		return fmt.Errorf("%w: %d", ErrRefused, said.ErrorCode())
	}
	return ErrRefused
}

func (s *Sender) message(to, subject, body string) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if m.From(s.from) != nil || m.To(to) != nil {
		return nil, ErrRefused
	}
	m.SetMessageIDWithValue(rand.Text() + "@" + s.domain)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no machine answers it
	m.Subject(subject)
	m.SetBodyString(gomail.TypeTextPlain, body)
	return m, nil
}
