// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package mailtest is a mail server for tests.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// The one who may send, where a server asks.
const (
	User     = "baken"
	Password = "a password of the tests"
)

// Mail is one that arrived.
type Mail struct {
	From, To string // as the envelope says
	Data     string // header and body
}

// Sink takes mails and keeps them.
type Sink struct {
	server   *smtp.Server
	listener net.Listener
	roots    *x509.CertPool
	served   sync.WaitGroup

	mu     sync.Mutex
	mails  []Mail
	refuse func(to string) bool
}

// Kind is what a Sink asks of who sends.
type Kind string

// The kinds: TLS and User with Password, or neither.
const (
	Guarded Kind = "guarded"
	Bare    Kind = "bare"
)

// Listen begins a Sink on a free port of this machine; Close ends it.
func Listen(k Kind) (*Sink, error) {
	s := &Sink{refuse: func(string) bool { return false }}
	s.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &session{sink: s, known: k == Bare}, nil
	}))
	s.server.Domain, s.server.ErrorLog = "mail.example", log.New(io.Discard, "", 0)
	if k == Guarded {
		if err := s.certify(); err != nil {
			return nil, err
		}
	}
	var err error
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	s.served.Go(func() { _ = s.server.Serve(s.listener) }) // ends with Close
	return s, nil
}

// certify gives the server a certificate that Roots vouches for.
func (s *Sink) certify() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().AddDate(0, 0, 1), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	raw, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		return err
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		return err
	}
	s.roots = x509.NewCertPool()
	s.roots.AddCert(parsed)
	s.server.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}}
	return nil
}

// Addr gives where it listens.
func (s *Sink) Addr() string { return s.listener.Addr().String() }

// Roots vouches for its certificate.
func (s *Sink) Roots() *x509.CertPool { return s.roots }

// Close ends it. The server may not have begun to listen yet, and then doesn't
// know what to close.
func (s *Sink) Close() error {
	err := errors.Join(s.listener.Close(), s.server.Close())
	s.served.Wait()
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// Refuse tells for whom mails are refused from now on.
func (s *Sink) Refuse(whom func(to string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = whom
}

// Mails gives what arrived.
func (s *Sink) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.mails)
}

// session is one connection.
type session struct {
	sink  *Sink
	known bool
	mail  Mail
}

func (c *session) AuthMechanisms() []string {
	if c.known {
		return nil
	}
	return []string{sasl.Plain}
}

func (c *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if c.known = user == User && password == Password; !c.known {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (c *session) Mail(from string, _ *smtp.MailOptions) error {
	if !c.known {
		return smtp.ErrAuthRequired
	}
	c.mail.From = from
	return nil
}

func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.sink.mu.Lock()
	defer c.sink.mu.Unlock()
	if c.sink.refuse(to) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "nobody is called " + to}
	}
	c.mail.To = to
	return nil
}

func (c *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.mail.Data = string(data)
	c.sink.mu.Lock()
	defer c.sink.mu.Unlock()
	c.sink.mails = append(c.sink.mails, c.mail)
	return nil
}

func (c *session) Reset() { c.mail = Mail{} }

func (c *session) Logout() error { return nil }
