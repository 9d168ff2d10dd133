// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"baken/base/ledger"
	"baken/bench/drive"
)

// load is so many clients that send so many reports together.
type load struct{ clients, reports int }

// figures are those of the largest load.
type figures struct {
	rate, p99, cpu float64
	rejected       int64
}

// usage is processor time: of the process that is measured, and of the whole
// machine, in which PostgreSQL, the kernel and the clients are too.
type usage struct{ process, machine time.Duration }

func used(process func() (time.Duration, error)) (usage, error) {
	own, err := process()
	all, fault := drive.Machine()
	return usage{own, all}, errors.Join(err, fault)
}

// own is what this process has used.
func own() (time.Duration, error) { return drive.CPU(), nil }

// cost is usage in milliseconds for each of so many.
type cost struct{ process, machine float64 }

func (u usage) since(before usage, n int) cost {
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(n) }
	return cost{each(u.process - before.process), each(u.machine - before.machine)}
}

// measure takes the reports in on one engine.
func (w *world) measure(ctx context.Context, out io.Writer, engine, dsn, dir string, loads []load) (f figures, err error) {
	if err := w.Prepare(ctx, dir, dsn); err != nil {
		return f, err
	}
	s, err := drive.Start(ctx, dir, dsn)
	if err != nil {
		return f, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	key, err := drive.LogKey(ctx, client, s.URL)
	if err != nil {
		return f, errors.Join(err, s.Stop())
	}
	for i, l := range loads {
		if f, err = w.overHTTP(ctx, out, engine, l, w.bodies[i], s, client, key); err != nil {
			return f, errors.Join(err, s.Stop())
		}
	}
	if err := s.Stop(); err != nil {
		return f, err
	}
	return f, w.without(ctx, out, engine, dsn, loads[len(loads)-1])
}

// overHTTP lets clients send reports, and verifies every proof afterwards.
func (w *world) overHTTP(ctx context.Context, out io.Writer, engine string, l load, bodies []drive.Sealed, s *drive.Server, client *http.Client, key ledger.Key) (f figures, err error) {
	proofs := make([]string, len(bodies))
	before, err := used(s.CPU)
	if err != nil {
		return f, err
	}
	all, span, err := drive.Crowd(l.clients, len(bodies), func(n int) error {
		proof, err := send(ctx, client, s.URL+"/report/api/cases", bodies[n].Body, http.StatusCreated)
		proofs[n] = proof
		return err
	})
	if err != nil {
		return f, err
	}
	after, err := used(s.CPU)
	if err != nil {
		return f, err
	}
	c := after.since(before, len(bodies))
	f = figures{rate: float64(len(bodies)) / span.Seconds(), p99: drive.Quantile(all, 0.99), cpu: c.process}
	later, err := w.fetch(ctx, l, bodies, proofs, s, client)
	if err != nil {
		return f, err
	}
	for n, text := range proofs {
		if err := verify(text, key, bodies[n]); err != nil {
			f.rejected++
		}
	}
	if err := line(out, engine, "HTTP, ledger and record", l.clients, f.rate, all, c, f.rejected); err != nil {
		return f, err
	}
	return f, later(out, engine)
}

// fetch asks for the proofs that weren't in the answers, and gives what prints
// how long that took.
func (w *world) fetch(ctx context.Context, l load, bodies []drive.Sealed, proofs []string, s *drive.Server, client *http.Client) (func(io.Writer, string) error, error) {
	var without []int
	for n, text := range proofs {
		if text == "" {
			without = append(without, n)
		}
	}
	before, err := used(s.CPU)
	if err != nil || len(without) == 0 {
		return func(io.Writer, string) error { return nil }, err
	}
	all, span, err := drive.Crowd(l.clients, len(without), func(i int) error {
		proof, err := send(ctx, client, s.URL+"/report/api/proof", bodies[without[i]].Lookup, http.StatusOK)
		proofs[without[i]] = proof
		return err
	})
	after, fault := used(s.CPU)
	return func(out io.Writer, engine string) error {
		return line(out, engine, "  proofs asked for later", l.clients, float64(len(without))/span.Seconds(), all, after.since(before, len(without)), 0)
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

func verify(text string, key ledger.Key, s drive.Sealed) error {
	proof, err := ledger.ParseProof([]byte(text))
	if err != nil {
		return err
	}
	if proof.Record != string(s.Filing.Case) || proof.Payload != ledger.DigestOf(s.Filing.Envelope) {
		return ledger.ErrInclusion
	}
	_, _, err = proof.Verify(key)
	return err
}

func line(out io.Writer, engine, what string, callers int, rate float64, all []time.Duration, c cost, rejected int64) error {
	_, err := fmt.Fprintf(out, "%-9s %-26s %8d %8.0f %8.1f %8.1f %9.2f %9.2f %9d\n",
		engine, what, callers, rate, drive.Quantile(all, 0.5), drive.Quantile(all, 0.99), c.process, c.machine, rejected)
	return err
}
