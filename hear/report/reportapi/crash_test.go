// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db/dbtest"
)

var crashReports = flag.Int("crash-reports", 60, "acknowledged reports in the crash test, on each engine")

// However often the process is killed, every report that was acknowledged is
// there with all of its files, opens, and is in the log. A reporter whose line
// breaks goes on with what has arrived, and sends the same report again.
func TestEveryAcknowledgedReportIsThere(t *testing.T) {
	for engine, address := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(engine, func(t *testing.T) { survive(t, address(t)) })
	}
}

// parcel is a report on its way, sealed.
type parcel struct {
	*client
	body   []byte
	files  []jsonAttachment
	sizes  []int
	upload string
	chunks map[string][]byte // by address
	proof  string
}

func survive(t *testing.T, dsn string) {
	rings := staff(t, dsn)
	now := &address{}
	now.cond = sync.NewCond(&now.mu)
	server := begin(t, dsn)
	now.set(server.url)

	seals := reopenSealing(t, rings)
	todo, done := make(chan *parcel), make(chan *parcel)
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for p := range todo {
				p.send(t.Context(), now)
				done <- p
			}
		})
	}
	go func() {
		defer close(todo)
		for range *crashReports {
			todo <- seals.parcel(1+rand.IntN(4000), seal.ChunkSize+rand.IntN(2000))
		}
	}()
	var acknowledged []*parcel
	kills, next := 0, 1+rand.IntN(12)
	for len(acknowledged) < *crashReports {
		acknowledged = append(acknowledged, <-done)
		if len(acknowledged) == next {
			server.kill(t)
			kills++
			server = begin(t, dsn)
			now.set(server.url)
			next += 1 + rand.IntN(12)
		}
	}
	senders.Wait()
	server.kill(t)
	if kills < 3 {
		t.Errorf("%d kills prove little", kills)
	}
	proven := examine(t, reopen(t, dsn, rings), acknowledged)
	audit(t, dsn)
	t.Logf("acknowledged=%d kills=%d resent=%d opened=%d proven=%d", len(acknowledged), kills, now.broken, len(acknowledged), proven)
}

// address is where the server is now.
type address struct {
	mu     sync.Mutex
	cond   *sync.Cond
	url    string
	broken int // attempts that failed
}

func (a *address) set(url string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.url = url
	a.cond.Broadcast()
}

// after waits for another server than the one that failed.
func (a *address) after(failed string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if failed != "" {
		a.broken++
	}
	for a.url == failed {
		a.cond.Wait()
	}
	return a.url
}

// sealing makes parcels without a server: it knows the keys of the desk.
type sealing struct{ *site }

func reopenSealing(t *testing.T, rings map[org.PersonID]seal.Keyring) sealing {
	return sealing{&site{House: &reporttest.House{Rings: rings}, t: t}}
}

func (s sealing) parcel(sizes ...int) *parcel {
	keys := reporttest.Keys(s.t)
	p := &parcel{
		client: &client{site: s.site, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: noKeys()},
		chunks: map[string][]byte{}, sizes: sizes,
	}
	f := p.offline(sizes, p.chunks)
	p.files, p.upload = f.Attachments, f.Upload
	var err error
	if p.body, err = json.Marshal(f); err != nil {
		s.t.Error(err)
	}
	p.filed = f.Case
	return p
}

// send tries until the report is acknowledged.
func (p *parcel) send(ctx context.Context, now *address) {
	for failed := ""; ; {
		url := now.after(failed)
		if err := p.attempt(ctx, url); err == nil || ctx.Err() != nil {
			return
		}
		failed = url
	}
}

var errAnswer = errors.New("not as it should be answered")

func (p *parcel) attempt(ctx context.Context, url string) error {
	raw, err := call(ctx, "GET", url+"/report/api/uploads/"+p.upload, nil, 200)
	if err != nil {
		return err
	}
	var there struct {
		Attachments map[string][]int64 `json:"attachments"`
	}
	if err := json.Unmarshal(raw, &there); err != nil {
		return err
	}
	arrived := map[string]bool{}
	for id, all := range there.Attachments {
		for _, n := range all {
			arrived[fmt.Sprintf("%s/%d", id, n)] = true
		}
	}
	for at, sealed := range p.chunks {
		if arrived[at] {
			continue
		}
		if _, err := call(ctx, "PUT", url+"/report/api/uploads/"+p.upload+"/"+at, sealed, 204); err != nil {
			return err
		}
	}
	if raw, err = call(ctx, "POST", url+"/report/api/cases", p.body, 201); err != nil {
		return err
	}
	var got jsonRecorded
	err = json.Unmarshal(raw, &got)
	p.proof = got.Proof
	return err
}

func call(ctx context.Context, method, url string, body []byte, status int) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return nil, err
	}
	if answer.StatusCode != status {
		return nil, fmt.Errorf("%w: %d %s", errAnswer, answer.StatusCode, raw)
	}
	return raw, nil
}

// examine opens every report as its reporter, with its files, and verifies the
// proofs; it tells how many reports came with one at once.
func examine(t *testing.T, s *site, acknowledged []*parcel) (proven int) {
	key, err := ledger.ParseKey(s.Service.Ledger.Key())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range acknowledged {
		c := p.client
		c.site = s
		found, said := c.open("")
		if len(said) != 1 || found.Case != p.filed {
			t.Errorf("%s opens as %s with %d messages", p.filed, found.Case, len(said))
			continue
		}
		for i, a := range p.files {
			if got, err := c.file(found, "reporter", 1, a, p.sizes[i]); err != nil || len(got) != p.sizes[i] {
				t.Errorf("file %d of %s: %d bytes, %v", i, p.filed, len(got), err)
			}
		}
		if p.proof != "" {
			proven++
		} else {
			p.proof = want[jsonRecorded](t, s.send("", "POST", "/report/api/proof", map[string]any{"lookup": c.lookup, "version": 1}), 200).Proof
		}
		proof, err := ledger.ParseProof([]byte(p.proof))
		if err != nil {
			t.Errorf("the proof of %s: %v", p.filed, err)
			continue
		}
		if _, _, err := proof.Verify(key); err != nil || proof.Record != p.filed {
			t.Errorf("the proof of %s is of %s: %v", p.filed, proof.Record, err)
		}
	}
	return proven
}

// audit holds the log and the records against each other.
func audit(t *testing.T, dsn string) {
	t.Helper()
	d := dbtest.Open(t, dsn)
	key, err := ledger.ParseKey(keep(t, d).Key())
	if err != nil {
		t.Fatal(err)
	}
	found, err := ledgerdb.Audit{
		Key: key, Rooms: []ledgerdb.Records{{Room: "report", Query: reportdb.Records, Parts: reportdb.Parts, Noted: reportdb.Noted}}, Now: time.Now(),
	}.Run(t.Context(), d)
	if err != nil || len(found.Findings) > 0 {
		t.Errorf("the audit finds %v, %v", found.Findings, err)
	}
}
