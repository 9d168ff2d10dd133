// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"text/tabwriter"

	"baken/internal/app"
	"baken/internal/text"
)

type demoCmd struct {
	Dir       string `help:"Folder of the demo." default:"var/demo" type:"path"`
	Listen    string `help:"Address to serve on." default:"localhost:8080"`
	Database  string `help:"PostgreSQL database for the demo; a SQLite file in its folder if left out." env:"BAKEN_DEMO_DATABASE"`
	Seed      uint64 `help:"Another seed makes another government." default:"2023"`
	Decisions int    `help:"Rows of made-up decisions." default:"1000000"`
	Fresh     bool   `help:"Forget the demo and make it anew."`
}

// Run makes the demo where it isn't there, and serves it.
func (c demoCmd) Run(s session) error {
	if c.Fresh {
		if err := app.Fresh(c.Dir); err != nil {
			return err
		}
	}
	a, accounts, err := app.OpenDemo(s.ctx, app.DemoConfig{
		Dir: c.Dir, Listen: c.Listen, Database: c.Database, Seed: c.Seed, Decisions: c.Decisions,
		Progress: func(t text.Text) { fmt.Fprintln(os.Stderr, t.In(s.say)) },
	}, s.log)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	return a.Serve(s.ctx, func(at net.Addr) { c.welcome(s, at, accounts) })
}

// welcome prints what to try.
func (c demoCmd) welcome(s session, at net.Addr, accounts []app.DemoAccount) {
	_, port, _ := net.SplitHostPort(at.String())
	site := "http://localhost:" + port
	say := func(k text.Key, pairs ...any) { fmt.Println(text.With(k, pairs...).In(s.say)) }
	fmt.Println()
	say("app.demo.site", "site", text.Data(site))
	say("app.demo.pages", "site", text.Data(site))
	fmt.Println()
	say("app.demo.accounts")
	table := tabwriter.NewWriter(os.Stdout, 2, 2, 2, ' ', 0)
	for _, one := range accounts {
		name := one.Org.NL
		if s.say.Lang() == text.EN {
			name = one.Org.EN
		}
		role := text.Key("org.role." + string(one.Role)).In(s.say)
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", role, name, one.Email, one.Passphrase, one.Secret)
	}
	_ = table.Flush()
	fmt.Println()
	say("app.demo.totp")
	say("app.demo.try", "plan", text.Data("examples/duo-2014/plan.yaml"), "key", text.Data(filepath.Join(c.Dir, "agency.key")))
	say("app.demo.stop")
}
