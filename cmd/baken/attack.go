// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"

	"baken/base/disclose/disclosecli"
	"baken/internal/table"
)

type attackCmd struct {
	Files  []string `arg:"" help:"Bundles and release.json that Baken made, and a description of other published tables: a YAML file." type:"path"`
	Memory int64    `help:"Memory for reading, in MiB." default:"1024"`
}

// Run tries what published tables give away. It fails when that is something.
func (c attackCmd) Run(s session) error {
	progress := newProgress(os.Stderr, s.say)
	found, err := disclosecli.AttackFiles(s.ctx, c.Files, table.Settings{Memory: table.Bytes(c.Memory) * table.MiB, Progress: progress.step})
	progress.finish()
	if err != nil {
		return err
	}
	return found.Print(os.Stdout, s.say)
}
