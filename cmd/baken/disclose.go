// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"
	"time"

	"baken/base/disclose/disclosecli"
	"baken/internal/table"
	"baken/internal/text"
)

type discloseCmd struct {
	Plan    string `arg:"" help:"The plan: a YAML file." type:"path"`
	Out     string `help:"Folder for the results." default:"disclose-result" type:"path"`
	Key     string `help:"File with a secret signing key (baken key); also writes a signed bundle." type:"path"`
	Release bool   `help:"These tables are published: keep in the history what they tell." xor:"explain"`
	Explain string `help:"Only explain a count, by its table and its codes in the order of the table: table:code,code; no code for everybody." placeholder:"TABLE:CODE,CODE" xor:"explain"`
	Memory  int64  `help:"Memory for counting, in MiB." default:"1024"`
}

// Run protects, prints and writes; and records the release when that is asked. Where a count
// is to be explained it does no more than that.
func (c discloseCmd) Run(s session) error {
	progress := newProgress(os.Stderr, s.say)
	job := disclosecli.Job{Plan: c.Plan, Out: c.Out, Key: c.Key, Now: time.Now(), Settings: table.Settings{Memory: table.Bytes(c.Memory) * table.MiB, Progress: progress.step}}
	result, err := job.Run(s.ctx)
	progress.finish()
	if err != nil {
		return err
	}
	if c.Explain != "" {
		explained, err := result.Explain(s.ctx, c.Explain)
		if err != nil {
			return err
		}
		return explained.Print(os.Stdout, s.say)
	}
	if err := result.Print(os.Stdout, s.say); err != nil {
		return err
	}
	if err := job.Write(result, s.all); err != nil {
		return err
	}
	if c.Release {
		if err := result.Record(); err != nil {
			return err
		}
	}
	for _, f := range result.Files {
		fmt.Println(text.With("app.wrote", "file", text.Data(f)).In(s.say))
	}
	if !c.Release {
		fmt.Println(text.Key("disclose.draft").In(s.say))
	}
	return nil
}
