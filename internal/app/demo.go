// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/fault"
	"baken/examine/outcome/outcomecli"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/db"
	"baken/internal/demo"
	"baken/internal/text"
)

// DemoAccount is an account to try in the demo. Its secrets are printed, which
// is why the demo must never hold anything real.
type DemoAccount struct {
	Name, Email, Passphrase, Secret string
	Role                            org.Role
	Org                             org.Name
}

// DemoConfig says where the demo lives and how large it is.
type DemoConfig struct {
	Dir       string // a folder of its own
	Listen    string
	Site      string // as people type it; "http://" and Listen when empty
	Database  string // a SQLite file in Dir when empty
	Seed      uint64
	Decisions int             // rows of made-up decisions
	Progress  func(text.Text) // told what is being made
}

const demoReady = "ready.json"

// OpenDemo opens the demo and makes it where it isn't there yet. A demo that
// was broken off while it was made is made again from the start.
func OpenDemo(ctx context.Context, c DemoConfig, log *slog.Logger) (_ *App, _ []DemoAccount, err error) {
	config := Config{
		Listen: c.Listen, Site: c.Site, Database: c.Database,
		Key: filepath.Join(c.Dir, "server.key"), demo: true,
	}
	if config.Site == "" {
		config.Site = "http://" + c.Listen
	}
	accounts, made := readAccounts(c.Dir)
	if config.Database == "" {
		config.Database = "sqlite:" + filepath.Join(c.Dir, "baken.db")
		if !made {
			if err := emptyFolder(c.Dir); err != nil {
				return nil, nil, err
			}
		}
	}
	secret := make([]byte, identity.KeySize)
	if _, err := rand.Read(secret); err != nil {
		return nil, nil, err
	}
	if err := writeSecret(config.Key, secret); err != nil {
		return nil, nil, err
	}
	if err := config.check(); err != nil {
		return nil, nil, err
	}
	a, err := Open(ctx, config, log)
	if err != nil || made {
		return a, accounts, err
	}
	m := making{app: a, config: c, world: demo.New(c.Seed)}
	if accounts, err = m.all(ctx); err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	return a, accounts, nil
}

// emptyFolder removes what a demo that was broken off has left; it touches
// nothing but what the demo itself makes.
func emptyFolder(dir string) error {
	for _, name := range []string{"baken.db", "baken.db-wal", "baken.db-shm", "server.key", demoReady, "data", "agency.key", "agency.pub"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return os.MkdirAll(dir, 0o700)
}

// Fresh forgets a demo, so that it is made anew.
func Fresh(dir string) error { return emptyFolder(dir) }

func readAccounts(dir string) ([]DemoAccount, bool) {
	raw, err := os.ReadFile(filepath.Join(dir, demoReady))
	if err != nil {
		return nil, false
	}
	var accounts []DemoAccount
	return accounts, json.Unmarshal(raw, &accounts) == nil
}

// making makes one demo.
type making struct {
	app    *App
	config DemoConfig
	world  demo.World
}

func (m making) tell(k text.Key, pairs ...any) {
	if m.config.Progress != nil {
		m.config.Progress(text.With(k, pairs...))
	}
}

func (m making) all(ctx context.Context) ([]DemoAccount, error) {
	m.tell("app.demo.government", "n", len(m.world.Orgs))
	if err := m.government(ctx); err != nil {
		return nil, fmt.Errorf("make the government: %w", err)
	}
	m.tell("app.demo.people", "n", len(m.world.People))
	accounts, err := m.people(ctx)
	if err != nil {
		return nil, fmt.Errorf("make the people: %w", err)
	}
	m.tell("app.demo.decisions", "n", m.config.Decisions)
	if err := m.figures(ctx); err != nil {
		return nil, fmt.Errorf("make the figures: %w", err)
	}
	raw, err := json.MarshalIndent(accounts, "", " ")
	if err != nil {
		return nil, err
	}
	return accounts, os.WriteFile(filepath.Join(m.config.Dir, demoReady), raw, 0o600)
}

// government founds rank by rank, so that what stands above is there first.
func (m making) government(ctx context.Context) error {
	store := orgdb.New(m.app.db, time.Now)
	for _, kind := range org.Kinds() {
		err := store.Restructure(ctx, org.System("demo"), func(r *org.Register) error {
			for _, f := range m.world.Orgs {
				if f.Kind != kind {
					continue
				}
				if err := r.Found(f); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (m making) people(ctx context.Context) ([]DemoAccount, error) {
	names := map[org.ID]org.Name{}
	for _, o := range m.world.Orgs {
		names[o.ID] = o.Name
	}
	store, as := orgdb.New(m.app.db, time.Now), org.System("demo")
	draw := mrand.New(mrand.NewPCG(m.config.Seed, 0x6261_6b65_6e00_0003))
	var accounts []DemoAccount
	for _, p := range m.world.People {
		person, err := org.NewPerson(org.PersonID(db.NewID()), p.Name, p.Email)
		if err != nil {
			return nil, err
		}
		first := org.Membership{
			ID: org.MembershipID(db.NewID()), Version: 1, Person: person.ID,
			Org: p.Org, Role: p.Role, Period: civil.Since(demo.Start()),
		}
		if err := store.Enrol(ctx, as, person, first); err != nil {
			return nil, err
		}
		if !p.SignsIn {
			continue
		}
		a := DemoAccount{
			Name: p.Name, Email: p.Email, Role: p.Role, Org: names[p.Org],
			Passphrase: passphrase(draw), Secret: secretOf(draw),
		}
		if _, err := m.app.local.Enrol(ctx, as, identity.Enrolment{Person: person.ID, Passphrase: a.Passphrase, Secret: a.Secret}); err != nil {
			return nil, err
		}
		accounts = append(accounts, a)
	}
	return accounts, nil
}

// passphrase makes four words; only the demo knows its passphrases.
func passphrase(draw *mrand.Rand) string {
	words := []string{"appel", "brug", "citroen", "dijk", "egel", "fiets", "gieter", "haven", "iglo", "jas", "kade", "lamp", "molen", "net", "oever", "pont"}
	drawn := make([]string, 4)
	for i := range drawn {
		drawn[i] = words[draw.IntN(len(words))]
	}
	return strings.Join(drawn, "-")
}

func secretOf(draw *mrand.Rand) string {
	b := make([]byte, 20)
	for i := range b {
		b[i] = byte(draw.IntN(256))
	}
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b)
}

// figures walks the whole road once: decisions where the agency has them, a
// plan, a signed bundle, an import, a public page.
func (m making) figures(ctx context.Context) error {
	data := filepath.Join(m.config.Dir, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	secret, public, err := agencyKey(m.config.Dir)
	if err != nil {
		return err
	}
	if err := m.addKey(ctx, public); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(data, "plan.yaml"), demo.Plan, 0o600); err != nil {
		return err
	}
	err = writeStream(filepath.Join(data, "decisions.csv"), func(w io.Writer) error {
		return demo.Decisions(w, m.config.Seed, m.config.Decisions)
	})
	if err != nil {
		return err
	}
	m.tell("app.demo.counting")
	job := outcomecli.Job{Plan: filepath.Join(data, "plan.yaml"), Now: time.Now()}
	result, err := job.Run(ctx)
	if err != nil {
		return err
	}
	raw, err := disclose.Sign(result.Header, result.Result.Tables, secret)
	if err != nil {
		return err
	}
	return m.publish(ctx, raw)
}

// agencyKey makes the key with which the demo's agency signs, and leaves it
// beside the data for who wants to try the command.
func agencyKey(dir string) (secret, public string, err error) {
	secret, public, err = disclose.NewKey("studietoelagen.example")
	if err != nil {
		return "", "", err
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(dir, "agency.key"), []byte(secret+"\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "agency.pub"), []byte(public+"\n"), 0o644),
	)
	return secret, public, err
}

// addKey acts as the agency's administrator would.
func (m making) addKey(ctx context.Context, public string) error {
	as, err := m.actor(ctx, org.Administrator)
	if err != nil {
		return err
	}
	_, err = m.app.figures.AddKey(ctx, as, m.world.Grants(), public)
	return err
}

// publish acts as the agency's programme manager would.
func (m making) publish(ctx context.Context, raw []byte) error {
	as, err := m.actor(ctx, org.ProgrammeManager)
	if err != nil {
		return err
	}
	id, err := m.app.figures.Import(ctx, as, raw)
	if err != nil {
		return err
	}
	return m.app.figures.Publish(ctx, as, id, 1)
}

func (m making) actor(ctx context.Context, role org.Role) (org.Actor, error) {
	for _, p := range m.world.People {
		if p.Org == m.world.Grants() && p.Role == role {
			person, err := orgdb.New(m.app.db, time.Now).PersonByEmail(ctx, org.System("demo"), p.Email)
			if err != nil {
				return org.Actor{}, err
			}
			return m.app.orgs.Actor(ctx, person.ID)
		}
	}
	return org.Actor{}, fs.ErrNotExist
}

func writeStream(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// ErrNoDemo says that no demo has been made yet.
var ErrNoDemo = fault.New(fault.NotFound, "app.demo.none") // args dir

// ExistingDemo opens a demo that was made before.
func ExistingDemo(ctx context.Context, dir string, log *slog.Logger) (*App, error) {
	if _, made := readAccounts(dir); !made {
		return nil, ErrNoDemo.With("dir", text.Data(dir))
	}
	a, _, err := OpenDemo(ctx, DemoConfig{Dir: dir, Listen: "localhost:8080"}, log)
	return a, err
}
