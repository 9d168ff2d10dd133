// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/internal/asset"
)

type scriptsCmd struct {
	Page string `arg:"" optional:"" help:"Address of a page: https://baken.example/report/return. Without it the scripts of this program are printed, to hold against the log of a server."`
	Key  string `help:"The log's public key, or a file that holds it."`
}

// Run holds the scripts that a page loads against the log.
func (c scriptsCmd) Run(s session) error {
	if c.Page == "" {
		return printScripts()
	}
	key, err := ledger.ParseKey(keysOf([]string{c.Key})[0])
	if err != nil {
		return err
	}
	return ledgercli.Scripts{Page: c.Page, Key: key, Client: &http.Client{Timeout: time.Minute}}.Run(s.ctx, os.Stdout, s.say)
}

func printScripts() error {
	all, err := asset.Scripts()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if _, err := fmt.Println(name, all[name]); err != nil {
			return err
		}
	}
	return nil
}
