// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/internal/app"
	"baken/internal/text"
)

type publishCmd struct {
	Import importCmd `cmd:"" help:"Bring in signed bundles as drafts."`
}

type importCmd struct {
	Files []string `arg:"" help:"Bundles." type:"path"`
	As    string   `help:"E-mail address of the account that brings them in; its own rights apply." required:""`
	Demo  string   `help:"Folder of the demo to bring them into, instead of a configured server." type:"path"`
	settings
}

// Run brings each bundle in, whole or not at all, and says which.
func (c importCmd) Run(s session) (err error) {
	a, err := server(s, c.Demo, c.settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	worst := 0
	for _, file := range c.Files {
		id, err := c.one(s, a, file)
		if err != nil {
			worst = max(worst, s.tell(file+": ", err))
			continue
		}
		fmt.Println(text.With("app.imported", "file", text.Data(text.Plain(file)), "id", text.Data(id)).In(s.say))
	}
	if worst > 0 {
		return exitStatus(worst)
	}
	return nil
}

func (c importCmd) one(s session, a *app.App, file string) (string, error) {
	raw, err := readAtMost(file, disclose.MostBytes)
	if err != nil {
		return "", err
	}
	return a.Import(s.ctx, c.As, raw)
}

// server opens a configured server, or the demo in a folder.
func server(s session, demo string, c settings) (*app.App, error) {
	log := s.log(slog.LevelWarn)
	if demo == "" {
		return c.open(s, log)
	}
	return app.ExistingDemo(s.ctx, demo, cmp.Or(c.Database, os.Getenv("BAKEN_DEMO_DATABASE")), log)
}

var errBundleFile = fault.New(fault.Invalid, "app.bundle_file")

func readAtMost(path string, most int64) (_ []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBundleFile, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errBundleFile, err)
	case int64(len(raw)) > most:
		return nil, disclose.ErrTooLong.With("most", most)
	}
	return raw, nil
}
