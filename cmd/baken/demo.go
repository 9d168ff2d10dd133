// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"text/tabwriter"

	"baken/internal/app"
	"baken/internal/text"
)

// examplePlan is a plan over published counts, for who wants to try.
const examplePlan = "examples/duo-2014/plan.yaml"

type demoCmd struct {
	Dir       string `help:"Folder of the demo." default:"var/demo" type:"path"`
	Listen    string `help:"Address to serve on." default:"localhost:8080"`
	Database  string `help:"An empty PostgreSQL database for the demo; a SQLite file in its folder if left out." env:"BAKEN_DEMO_DATABASE"`
	Seed      uint64 `help:"Another seed makes another government." default:"2023"`
	Decisions int    `help:"Rows of made-up decisions." default:"1000000"`
	Fresh     bool   `help:"Forget the demo and make it anew."`
}

// Run makes the demo where it isn't there, and serves it.
func (c demoCmd) Run(s session) (err error) {
	if c.Fresh {
		if err := app.Fresh(c.Dir); err != nil {
			return err
		}
	}
	a, accounts, err := app.OpenDemo(s.ctx, app.DemoConfig{
		Dir: c.Dir, Listen: c.Listen, Database: c.Database, Seed: c.Seed, Decisions: c.Decisions,
		Progress: func(t text.Text) { fmt.Fprintln(os.Stderr, t.In(s.say)) },
	}, s.log(slog.LevelWarn))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Serve(s.ctx, func(at net.Addr) { c.welcome(s, at, accounts) })
}

// welcome prints what to try.
func (c demoCmd) welcome(s session, at net.Addr, accounts []app.DemoAccount) {
	site := siteAt(at)
	say := func(k text.Key, pairs ...any) { fmt.Println(text.With(k, pairs...).In(s.say)) }
	fmt.Println()
	say("app.demo.site", "site", text.Data(site))
	for _, k := range []text.Key{"app.demo.pages", "app.demo.sign_in", "app.demo.components"} {
		fmt.Print("  ")
		say(k, "site", text.Data(site))
	}
	fmt.Println()
	say("app.demo.accounts")
	s.accounts(accounts)
	fmt.Println()
	say("app.demo.secrets")
	s.secrets(accounts)
	fmt.Println()
	say("app.demo.try", "plan", text.Data(examplePlan), "key", text.Data(shown(filepath.Join(c.Dir, "agency.key"))))
	say("app.demo.try_import")
	say("app.demo.log", "file", text.Data(shown(filepath.Join(c.Dir, "baken.log"))))
	say("app.demo.stop")
}

// accounts prints who can sign in, each organisation by itself.
func (s session) accounts(accounts []app.DemoAccount) {
	table := tabwriter.NewWriter(os.Stdout, 2, 2, 2, ' ', 0)
	last := ""
	for _, one := range accounts {
		name := one.Org.NL
		if s.say.Lang() == text.EN {
			name = one.Org.EN
		}
		if name != last {
			fmt.Fprintf(table, " %s\n", name)
			fmt.Fprintf(table, "  %s\t%s\t%s\n", s.word("app.demo.head_role"), s.word("app.demo.head_email"), s.word("app.demo.head_passphrase"))
		}
		last = name
		fmt.Fprintf(table, "  %s\t%s\t%s\n", s.word("org.role."+text.Key(one.Role)), one.Email, one.Passphrase)
	}
	_ = table.Flush()
}

func (s session) secrets(accounts []app.DemoAccount) {
	table := tabwriter.NewWriter(os.Stdout, 2, 2, 2, ' ', 0)
	for _, one := range accounts {
		fmt.Fprintf(table, "  %s\t%s\n", one.Email, one.Secret)
	}
	_ = table.Flush()
}

func (s session) word(k text.Key) string { return k.In(s.say) }

// siteAt gives the address that a person on this machine types.
func siteAt(at net.Addr) string {
	_, port, _ := net.SplitHostPort(at.String())
	return "http://localhost:" + port
}

// shown gives a path as short as it can be from here.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	short, err := filepath.Rel(here, path)
	if err != nil || len(short) > len(path) {
		return path
	}
	return short
}
