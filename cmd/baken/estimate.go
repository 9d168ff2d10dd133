// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"os"

	"baken/base/estimate/estimatecli"
	"baken/internal/table"
	"baken/internal/text"
)

type estimateCmd struct {
	Plan    string `arg:"" help:"The plan: a YAML file." type:"path"`
	Out     string `help:"Folder for the results." default:"estimate-result" type:"path"`
	Explain string `help:"Write nothing; tell how one figure comes about: ITEM/VALUE, ITEM/COLUMN=VALUE or ITEM/all." placeholder:"FIGURE"`
	Memory  int64  `help:"Memory for reading, in MiB." default:"1024"`
}

// Run estimates, prints and writes; or explains one figure.
func (c estimateCmd) Run(s session) error {
	progress := newProgress(os.Stderr, s.say)
	defer progress.finish()
	job := estimatecli.Job{
		Plan: c.Plan, Out: c.Out,
		Settings: table.Settings{Memory: table.Bytes(c.Memory) * table.MiB, Progress: progress.step},
		Progress: func(done, total int64) { progress.show("app.estimating", done, total) },
	}
	if c.Explain != "" {
		return c.explain(s, job, progress)
	}
	result, err := job.Run(s.ctx)
	progress.finish()
	if err != nil {
		return err
	}
	if err := result.Print(os.Stdout, s.say); err != nil {
		return err
	}
	if err := job.Write(s.ctx, result, s.say); err != nil {
		return err
	}
	for _, f := range result.Files {
		fmt.Println(text.With("app.wrote", "file", text.Data(f)).In(s.say))
	}
	return nil
}

func (c estimateCmd) explain(s session, job estimatecli.Job, progress *progress) error {
	job.Out = ""
	result, err := job.Survey(s.ctx)
	progress.finish()
	if err != nil {
		return err
	}
	why, err := result.Explain(c.Explain)
	if err != nil {
		return err
	}
	return why.Print(os.Stdout, s.say)
}
