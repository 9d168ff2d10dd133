// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/internal/app"
	"baken/internal/text"
	"baken/internal/web"
)

type verifyCmd struct {
	File    string   `arg:"" help:"A proof file, a bundle of figures, a checkpoint or an extension of the log." type:"existingfile"`
	Key     []string `help:"Public key of the log or of the bundle's maker, or a file that holds it. May be repeated." required:"" sep:"none"`
	Witness []string `help:"Public key of a witness, or a file that holds it." sep:"none"`
	Later   string   `help:"A later checkpoint or extension: the log has to begin with the one of the file." type:"existingfile"`
	Plan    string   `help:"Of a bundle: the plan that it should be of." type:"existingfile"`
	Data    string   `help:"Of a bundle: the data file that it should be of." type:"existingfile"`
}

// Run verifies a file without asking any network.
func (c verifyCmd) Run(s session) error {
	raw, err := readAtMost(c.File, 2_000_000)
	if err != nil {
		return err
	}
	v := ledgercli.Verify{Keys: keysOf(c.Key), Witnesses: keysOf(c.Witness)}
	if c.Later != "" {
		if v.Later, err = readAtMost(c.Later, 2_000_000); err != nil {
			return err
		}
	}
	if v.Plan, err = hashOf(c.Plan); err != nil {
		return err
	}
	if v.Data, err = hashOf(c.Data); err != nil {
		return err
	}
	return v.Run(os.Stdout, s.say, raw)
}

// hashOf gives the SHA-256 of a file in hexadecimal, however large it is; nothing where no
// file is named.
func hashOf(path string) (_ string, err error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// keysOf takes each key as it is typed, or from the file of that name.
func keysOf(said []string) []string {
	out := make([]string, len(said))
	for i, k := range said {
		if raw, err := os.ReadFile(k); err == nil {
			k = string(raw)
		}
		out[i] = strings.TrimSpace(k)
	}
	return out
}

type auditCmd struct {
	Demo string `help:"Folder of the demo to audit, instead of a configured server." type:"path"`
	settings
}

// Run holds the log and the database against each other. It ends with status
// 1 when anything was found.
func (c auditCmd) Run(s session) error {
	a, err := server(s, c.Demo, c.settings)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	findings, err := a.Audit(s.ctx, os.Stdout, s.say)
	if err == nil && findings > 0 {
		return exitStatus(1)
	}
	return err
}

type witnessCmd struct {
	URL    string        `arg:"" help:"Where the log is served: https://baken.example/ledger"`
	Key    string        `help:"The log's public key, or a file that holds it." required:""`
	Secret string        `help:"File with this witness's secret key; made when it isn't there." required:"" type:"path"`
	Name   string        `help:"Name of this witness, for a new key: witness.example"`
	File   string        `help:"File that keeps the last checkpoint, with this witness's signature." required:"" type:"path"`
	Follow time.Duration `help:"Look again after each such period, until stopped: 1m."`
	Accept int64         `help:"Go on after a loss that the log declares, and that left so many entries." name:"accept-loss" default:"-1"`
	Serve  string        `help:"While following, serve what was signed last at this address: localhost:8090"`
}

// Run looks at a log that somebody else runs, and signs what it saw.
func (c witnessCmd) Run(s session) error {
	key, err := ledger.ParseKey(keysOf([]string{c.Key})[0])
	if err != nil {
		return err
	}
	secret, err := c.secret(s)
	if err != nil {
		return err
	}
	cosigner, err := ledger.ParseCosigner(secret)
	if err != nil {
		return err
	}
	w := ledgercli.Witness{
		URL: strings.TrimSuffix(c.URL, "/"), Key: key, Cosigner: cosigner, File: c.File, Accept: c.Accept,
		Client: &http.Client{Timeout: time.Minute}, Now: time.Now,
	}
	if c.Follow <= 0 {
		return w.Print(s.ctx, os.Stdout, s.say)
	}
	ticks := time.NewTicker(c.Follow)
	defer ticks.Stop()
	if c.Serve == "" {
		return w.Follow(s.ctx, os.Stdout, s.say, ticks.C)
	}
	return c.both(s, w, ticks.C)
}

// both follows the log and serves what was signed, until either ends.
func (c witnessCmd) both(s session, w ledgercli.Witness, ticks <-chan time.Time) error {
	listener, err := new(net.ListenConfig).Listen(s.ctx, "tcp", c.Serve)
	if err != nil {
		return app.ErrPort.With("value", c.Serve)
	}
	served := make(chan error, 1)
	go func() { served <- web.Serve(s.ctx, listener, w.Handler(), s.log(slog.LevelWarn)) }()
	err = w.Follow(s.ctx, os.Stdout, s.say, ticks)
	if s.ctx.Err() == nil {
		_ = listener.Close()
	}
	return errors.Join(err, <-served)
}

// secret reads the witness's key, or makes one and prints its public half.
func (c witnessCmd) secret(s session) (string, error) {
	raw, err := os.ReadFile(c.Secret)
	if err == nil {
		return strings.TrimSpace(string(raw)), nil
	}
	if c.Name == "" {
		return "", errKeyFile.With("file", text.Data(c.Secret))
	}
	secret, public, err := ledger.NewWitnessKey(rand.Reader, c.Name)
	if err != nil {
		return "", err
	}
	return secret, keepKey(s, c.Secret, secret, public)
}
