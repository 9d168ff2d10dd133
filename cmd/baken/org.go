// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"text/tabwriter"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/app"
	"baken/internal/text"
)

type orgCmd struct {
	Found foundCmd `cmd:"" help:"Add an organisation, the first one for example; prints its number."`
	List  listCmd  `cmd:"" help:"List the organisations with their numbers."`
}

type foundCmd struct {
	NameNL string `help:"Name in Dutch." required:""`
	NameEN string `help:"Name in English." required:""`
	Kind   string `help:"Its kind: ${enum}." enum:"government,ministry,agency,directorate" required:""`
	Parent string `help:"Number of the organisation above it; none for a government."`
	From   string `help:"First day, as 2026-01-31; today if left out."`
	Tooi   string `help:"Address in the government's register (TOOI)."`
	Oin    string `help:"Number of 20 digits (OIN)."`
	settings
}

// Run founds the organisation and prints its number, to be used by other
// commands.
func (c foundCmd) Run(s session) error {
	f := org.Founding{Parent: org.ID(c.Parent), Kind: org.Kind(c.Kind), Name: org.Name{NL: c.NameNL, EN: c.NameEN}}
	var tooi, oin, from error
	f.TOOI, tooi = org.ParseTOOI(c.Tooi)
	f.OIN, oin = org.ParseOIN(c.Oin)
	if c.From != "" {
		f.From, from = civil.Parse(c.From)
	}
	if err := errors.Join(tooi, oin, from); err != nil {
		return err
	}
	return c.with(s, func(a *app.App) error {
		id, err := a.Found(s.ctx, f)
		if err == nil {
			_, err = fmt.Println(id)
		}
		return err
	})
}

type listCmd struct{ settings }

// Run prints the organisations of today, from the top down.
func (c listCmd) Run(s session) error {
	return c.with(s, func(a *app.App) error {
		tree, err := a.Tree(s.ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(os.Stdout, 2, 2, 2, ' ', 0)
		for _, root := range tree.Roots() {
			for _, id := range tree.Subtree(root) {
				o, _ := tree.Find(id)
				name := o.Name(tree.On()).NL
				if s.say.Lang() == text.EN {
					name = o.Name(tree.On()).EN
				}
				fmt.Fprintf(table, "%s\t%s\t%s\n", id, text.Key("org.kind."+string(o.Kind)).In(s.say), name)
			}
		}
		return table.Flush()
	})
}

// with opens the server's database for as long as do takes.
func (c settings) with(s session, do func(*app.App) error) error {
	a, err := c.open(s, s.log(slog.LevelWarn))
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}
