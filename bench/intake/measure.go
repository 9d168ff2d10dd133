// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"baken/base/ledger"
	"baken/internal/app"
	"baken/internal/db"
)

// load is so many clients that send so many reports together.
type load struct{ clients, reports int }

// figures are those of the largest load.
type figures struct {
	rate, p99, cpu float64
	rejected       int64
}

// measure takes the reports in on one engine.
func (w *world) measure(ctx context.Context, out io.Writer, engine, dsn, dir string, loads []load) (f figures, err error) {
	if err := w.prepare(ctx, dir, dsn); err != nil {
		return f, err
	}
	s, err := startServer(ctx, dir, dsn)
	if err != nil {
		return f, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	key, err := logKey(ctx, client, s.url)
	if err != nil {
		return f, errors.Join(err, s.stop())
	}
	for i, l := range loads {
		if f, err = w.overHTTP(ctx, out, engine, l, w.bodies[i], s, client, key); err != nil {
			return f, errors.Join(err, s.stop())
		}
	}
	if err := s.stop(); err != nil {
		return f, err
	}
	return f, w.without(ctx, out, engine, dsn, loads[len(loads)-1])
}

// prepare makes the tables, the government and the keys.
func (w *world) prepare(ctx context.Context, dir, dsn string) (err error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	if err := os.WriteFile(filepath.Join(dir, "server.key"), []byte(hex.EncodeToString(secret)+"\n"), 0o600); err != nil {
		return err
	}
	quiet := slog.New(slog.DiscardHandler)
	a, err := app.Open(ctx, config(dir, dsn), quiet)
	if err != nil {
		return err
	}
	if err := a.Close(); err != nil {
		return err
	}
	d, err := db.Open(ctx, dsn, quiet)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return w.found(ctx, d)
}

func logKey(ctx context.Context, client *http.Client, url string) (ledger.Key, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/ledger/key", nil)
	if err != nil {
		return ledger.Key{}, err
	}
	answer, err := client.Do(r)
	if err != nil {
		return ledger.Key{}, err
	}
	raw, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return ledger.Key{}, err
	}
	return ledger.ParseKey(strings.TrimSpace(string(raw)))
}

// overHTTP lets clients send reports, and verifies every proof afterwards.
func (w *world) overHTTP(ctx context.Context, out io.Writer, engine string, l load, bodies []sealed, s *server, client *http.Client, key ledger.Key) (f figures, err error) {
	proofs := make([]string, len(bodies))
	before, err := s.cpu()
	if err != nil {
		return f, err
	}
	all, span, err := crowd(l.clients, len(bodies), func(n int) error {
		proof, err := send(ctx, client, s.url+"/report/api/cases", bodies[n].body, http.StatusCreated)
		proofs[n] = proof
		return err
	})
	if err != nil {
		return f, err
	}
	after, err := s.cpu()
	if err != nil {
		return f, err
	}
	f = figures{
		rate: float64(len(bodies)) / span.Seconds(), p99: quantile(all, 0.99),
		cpu: (after - before).Seconds() * 1000 / float64(len(bodies)),
	}
	later, err := w.fetch(ctx, l, bodies, proofs, s, client)
	if err != nil {
		return f, err
	}
	for n, text := range proofs {
		if err := verify(text, key, bodies[n]); err != nil {
			f.rejected++
		}
	}
	if err := line(out, engine, "HTTP, ledger and record", l.clients, f.rate, all, f.cpu, f.rejected); err != nil {
		return f, err
	}
	return f, later(out, engine)
}

// fetch asks for the proofs that weren't in the answers, and gives what prints
// how long that took.
func (w *world) fetch(ctx context.Context, l load, bodies []sealed, proofs []string, s *server, client *http.Client) (func(io.Writer, string) error, error) {
	var without []int
	for n, text := range proofs {
		if text == "" {
			without = append(without, n)
		}
	}
	before, err := s.cpu()
	if err != nil || len(without) == 0 {
		return func(io.Writer, string) error { return nil }, err
	}
	all, span, err := crowd(l.clients, len(without), func(i int) error {
		proof, err := send(ctx, client, s.url+"/report/api/proof", bodies[without[i]].lookup, http.StatusOK)
		proofs[without[i]] = proof
		return err
	})
	after, fault := s.cpu()
	total := float64(len(without))
	return func(out io.Writer, engine string) error {
		return line(out, engine, "  proofs asked for later", l.clients, total/span.Seconds(), all, (after-before).Seconds()*1000/total, 0)
	}, errors.Join(err, fault)
}

// send gives the proof in the answer to a report or to a question for it, or
// nothing when it was rejected.
func send(ctx context.Context, client *http.Client, url string, body []byte, status int) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(r)
	if err != nil {
		return "", err
	}
	raw, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != status {
		return "", err
	}
	var got struct {
		Proof string `json:"proof"`
	}
	return got.Proof, json.Unmarshal(raw, &got)
}

func verify(text string, key ledger.Key, s sealed) error {
	proof, err := ledger.ParseProof([]byte(text))
	if err != nil {
		return err
	}
	if proof.Record != string(s.filing.Case) || proof.Payload != ledger.DigestOf(s.filing.Envelope) {
		return ledger.ErrInclusion
	}
	_, _, err = proof.Verify(key)
	return err
}

// crowd lets callers do op for 0 to total-1, each once, and gives how long each
// took.
func crowd(callers, total int, op func(n int) error) ([]time.Duration, time.Duration, error) {
	var (
		next   atomic.Int64
		group  sync.WaitGroup
		took   = make([]time.Duration, total)
		faults = make([]error, callers)
	)
	begun := time.Now()
	for c := range callers {
		group.Go(func() {
			for faults[c] == nil {
				n := int(next.Add(1)) - 1
				if n >= total {
					return
				}
				at := time.Now()
				faults[c] = op(n)
				took[n] = time.Since(at)
			}
		})
	}
	group.Wait()
	span := time.Since(begun)
	slices.Sort(took)
	return took, span, errors.Join(faults...)
}

func quantile(sorted []time.Duration, q float64) float64 {
	return sorted[int(q*float64(len(sorted)-1))].Seconds() * 1000
}

func line(out io.Writer, engine, what string, callers int, rate float64, all []time.Duration, cpu float64, rejected int64) error {
	_, err := fmt.Fprintf(out, "%-9s %-26s %8d %8.0f %8.1f %8.1f %9.2f %9d\n",
		engine, what, callers, rate, quantile(all, 0.5), quantile(all, 0.99), cpu, rejected)
	return err
}
