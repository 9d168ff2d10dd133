// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"io/fs"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/disclose/disclosecli"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomecli"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/db"
	"baken/internal/demo"
	"baken/internal/text"
)

// making makes one demo.
type making struct {
	app    *App
	config DemoConfig
	world  demo.World
}

func (m making) all(ctx context.Context) ([]DemoAccount, error) {
	m.config.tell("app.demo.making", "dir", text.Data(m.config.Dir))
	m.config.tell("app.demo.government", "n", len(m.world.Orgs))
	if err := m.government(ctx); err != nil {
		return nil, fmt.Errorf("make the government: %w", err)
	}
	m.config.tell("app.demo.people", "n", len(m.world.People))
	accounts, err := m.people(ctx)
	if err != nil {
		return nil, fmt.Errorf("make the people: %w", err)
	}
	m.config.tell("app.demo.desks")
	if err := m.reports(ctx, accounts); err != nil {
		return nil, fmt.Errorf("make the desks: %w", err)
	}
	if err := m.counts(ctx); err != nil {
		return nil, fmt.Errorf("make figures of reports: %w", err)
	}
	if err := m.help(ctx); err != nil {
		return nil, fmt.Errorf("make the help directories: %w", err)
	}
	if err := m.complaintYear(ctx); err != nil {
		return nil, fmt.Errorf("make the complaints of a year: %w", err)
	}
	m.config.tell("app.demo.decisions", "n", m.config.Decisions)
	if err := m.figures(ctx); err != nil {
		return nil, fmt.Errorf("make the figures: %w", err)
	}
	return accounts, nil
}

func (m making) government(ctx context.Context) error {
	store := orgdb.New(m.app.db, time.Now)
	return store.Restructure(ctx, org.System("demo"), func(r *org.Register) error {
		for _, f := range m.world.Orgs {
			if err := r.Found(f); err != nil {
				return err
			}
		}
		return nil
	})
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
	data := filepath.Join(m.config.Dir, demoData)
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
	if err := os.WriteFile(filepath.Join(data, demoPlan), demo.Plan, 0o600); err != nil {
		return err
	}
	err = writeStream(filepath.Join(data, demoRows), func(w io.Writer) error {
		return demo.Decisions(w, m.config.Seed, m.config.Decisions)
	})
	if err != nil {
		return err
	}
	if err := m.register(ctx, demo.Plan); err != nil {
		return err
	}
	m.config.tell("app.demo.counting")
	job := outcomecli.Job{Plan: filepath.Join(data, demoPlan), Now: time.Now()}
	result, err := job.Run(ctx)
	if err != nil {
		return err
	}
	raw, err := disclose.Sign(result.Header, result.Result.Tables, secret)
	if err != nil {
		return err
	}
	if err := m.publish(ctx, raw); err != nil {
		return err
	}
	return m.staff(ctx, secret)
}

// staff walks it with what the agency's staff answered: tables that are protected together.
func (m making) staff(ctx context.Context, secret string) error {
	data := filepath.Join(m.config.Dir, demoData)
	if err := os.WriteFile(filepath.Join(data, staffPlan), demo.StaffPlan, 0o600); err != nil {
		return err
	}
	err := writeStream(filepath.Join(data, staffRows), func(w io.Writer) error { return demo.Staff(w, m.config.Seed) })
	if err != nil {
		return err
	}
	result, err := disclosecli.Job{Plan: filepath.Join(data, staffPlan)}.Run(ctx)
	if err != nil {
		return err
	}
	raw, err := result.Sign(secret, time.Now())
	if err != nil {
		return err
	}
	if err := result.Record(); err != nil {
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
		os.WriteFile(filepath.Join(dir, agencySecret), []byte(secret+"\n"), 0o600),
		os.WriteFile(filepath.Join(dir, agencyPublic), []byte(public+"\n"), 0o644),
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

// register acts as the agency's researcher would, before anything is counted.
func (m making) register(ctx context.Context, plan []byte) error {
	as, err := m.actor(ctx, org.Researcher)
	if err != nil {
		return err
	}
	_, err = m.app.plans.Register(ctx, as, plan, outcome.Deviation{})
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
