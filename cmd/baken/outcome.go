// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"
	"time"

	"baken/examine/outcome/outcomecli"
	"baken/internal/table"
	"baken/internal/text"
)

type outcomeCmd struct {
	Run   outcomeRunCmd   `cmd:"" default:"withargs" help:"Compare, print and write the result."`
	Check outcomeCheckCmd `cmd:"" help:"Hold a plan against the data, and compare nothing."`
}

type outcomeCheckCmd struct {
	Plan   string `arg:"" help:"The plan: a YAML file." type:"path"`
	Memory int64  `help:"Memory for counting, in MiB." default:"1024"`
}

// Run counts and says whether the plan fits.
func (c outcomeCheckCmd) Run(s session) error {
	progress := newProgress(os.Stderr, s.say)
	job := outcomecli.Job{Plan: c.Plan, Settings: table.Settings{Memory: table.Bytes(c.Memory) * table.MiB, Progress: progress.step}}
	result, err := job.Check(s.ctx)
	progress.finish()
	if err != nil {
		return err
	}
	return result.PrintCheck(os.Stdout, s.say, columns(os.Stdout))
}

type outcomeRunCmd struct {
	Plan   string `arg:"" help:"The plan: a YAML file." type:"path"`
	Out    string `help:"Folder for the results." default:"outcome-result" type:"path"`
	Key    string `help:"File with a secret signing key (baken key); also writes a signed bundle." type:"path"`
	Memory int64  `help:"Memory for counting, in MiB." default:"1024"`
}

// Run counts, prints and writes.
func (c outcomeRunCmd) Run(s session) error {
	progress := newProgress(os.Stderr, s.say)
	job := outcomecli.Job{
		Plan: c.Plan, Out: c.Out, Key: c.Key, Now: time.Now(),
		Settings: table.Settings{Memory: table.Bytes(c.Memory) * table.MiB, Progress: progress.step},
	}
	result, err := job.Run(s.ctx)
	progress.finish()
	if err != nil {
		return err
	}
	if err := result.Print(os.Stdout, s.say, columns(os.Stdout)); err != nil {
		return err
	}
	if err := job.Write(&result, s.all); err != nil {
		return err
	}
	for _, f := range result.Files {
		fmt.Println(text.With("app.wrote", "file", text.Data(f)).In(s.say))
	}
	return nil
}
