// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"baken/base/disclose"
	"baken/internal/app"
	"baken/internal/text"
)

type publishCmd struct {
	Import importCmd `cmd:"" help:"Bring in signed bundles as drafts."`
}

type importCmd struct {
	Files []string `arg:"" help:"Bundles." type:"existingfile"`
	As    string   `help:"E-mail address of the account that brings them in; its own rights apply." required:""`
	Demo  string   `help:"Folder of the demo to bring them into, instead of a configured server." type:"path"`
	settings
}

// Run brings each bundle in, whole or not at all, and says which.
func (c importCmd) Run(s session) error {
	a, err := c.server(s)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	failed := false
	for _, file := range c.Files {
		raw, err := readAtMost(file, disclose.MostBytes)
		if err == nil {
			var id string
			if id, err = a.Import(s.ctx, c.As, raw); err == nil {
				fmt.Println(text.With("app.imported", "file", text.Data(file), "id", text.Data(id)).In(s.say))
				continue
			}
		}
		failed = true
		fmt.Fprintf(os.Stderr, "baken: %s: %s\n", file, text.Fault(err).In(s.say))
	}
	if failed {
		return exitStatus(1)
	}
	return nil
}

func (c importCmd) server(s session) (*app.App, error) {
	if c.Demo == "" {
		return c.open(s)
	}
	return app.ExistingDemo(s.ctx, c.Demo, s.log)
}

func readAtMost(path string, most int64) (_ []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(raw)) > most {
		return nil, disclose.ErrTooLong.With("most", most)
	}
	return raw, err
}
