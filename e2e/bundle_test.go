// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomecli"
	"baken/ground/org"
	"baken/internal/demo"
)

// duo is what the plan of the published counts gives, worked out once.
var duo = sync.OnceValues(func() (outcomecli.Outcome, error) {
	return outcomecli.Job{Plan: "../examples/duo-2014/plan.yaml", Now: time.Now()}.Run(context.Background())
})

// runs counts bundles: each says that it was made a second later, so that no
// two are the same.
var runs atomic.Int64

// bundle signs the figures of the example, as the agency of the demo does.
func (h *house) bundle(t *testing.T) []byte {
	t.Helper()
	result, err := duo()
	if err != nil {
		t.Fatal(err)
	}
	return sign(t, demo.GrantsOIN, h.read(t, "agency.key"), result.Result.Tables)
}

// agency is an organisation that one test has for itself.
type agency struct {
	id          org.ID
	oin, secret string
}

// taken counts agencies that tests have.
var taken atomic.Int64

// agency gives a test an agency in which nothing has happened yet but that a
// key is trusted; none of which another test expects who helps there.
func (h *house) agency(t *testing.T) agency {
	t.Helper()
	n := taken.Add(1)
	for _, o := range h.world.Orgs {
		expected := []org.ID{h.grants(), h.sibling(), h.world.WithoutCounsellor(), h.world.CounsellorAway()}
		if o.Kind != org.Agency || slices.Contains(expected, o.ID) {
			continue
		}
		if n--; n == 0 {
			return h.trusted(t, o)
		}
	}
	more := org.Founding{ // the demo has no more of them
		Parent: h.ministry(t, fmt.Sprintf("van proef %d", n)), Kind: org.Agency, From: demo.Start(),
		Name: org.Name{NL: fmt.Sprintf("Dienst van proef %d", n), EN: fmt.Sprintf("Agency of trial %d", n)}, OIN: org.OIN(fmt.Sprintf("0000000100%010d", 999_000_000+n)),
	}
	id, err := h.orgs.Found(t.Context(), org.System("e2e"), more)
	if err != nil {
		t.Fatal(err)
	}
	more.ID = id
	return h.trusted(t, more)
}

// trusted gives an organisation a key.
func (h *house) trusted(t *testing.T, o org.Founding) agency {
	t.Helper()
	secret, public, err := disclose.NewKey("dienst.example")
	if err != nil {
		t.Fatal(err)
	}
	as := h.actor(t, h.hire(t, "Dewi Smit", org.Administrator, o.ID))
	if _, err := h.figures.AddKey(t.Context(), as, o.ID, public); err != nil {
		t.Fatal(err)
	}
	return agency{o.ID, string(o.OIN), secret}
}

// bundle signs one table of the example: short pages are judged sooner.
func (a agency) bundle(t *testing.T) []byte {
	t.Helper()
	result, err := duo()
	if err != nil {
		t.Fatal(err)
	}
	table, _ := result.Result.Table(outcome.SelectionTable)
	return sign(t, a.oin, a.secret, []disclose.Table{table})
}

func sign(t *testing.T, oin, secret string, tables []disclose.Table) []byte {
	t.Helper()
	result, err := duo()
	if err != nil {
		t.Fatal(err)
	}
	header := result.Header
	header.Organisation = oin
	header.Made = header.Made.Add(time.Duration(runs.Add(1)) * -time.Second)
	raw, err := disclose.Sign(header, tables, secret)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (h *house) read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(h.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(raw))
}

// file keeps content under a name, for a browser to send.
func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// draft brings a bundle in as a draft of the person.
func (h *house) draft(t *testing.T, p person, raw []byte) publish.ID {
	t.Helper()
	id, err := h.figures.Import(t.Context(), h.actor(t, p), raw)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// find gives what is kept of a publication.
func (h *house) find(t *testing.T, p person, id publish.ID) publish.Publication {
	t.Helper()
	one, err := h.figures.Find(t.Context(), h.actor(t, p), id)
	if err != nil {
		t.Fatal(err)
	}
	return one
}

// desk counts what the person may work on.
func (h *house) desk(t *testing.T, p person) int {
	t.Helper()
	list, err := h.figures.Desk(t.Context(), h.actor(t, p), publish.Query{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// idOf gives the publication that a path of the desk is about.
func idOf(path string) publish.ID { return publish.ID(strings.TrimPrefix(path, "/desk/figures/")) }
