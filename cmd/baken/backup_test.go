// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestBackupScripts runs each script in testdata/backup. Beside commands of
// TestScripts these stand:
//
//	into V          puts what was printed into $V
//	fetch URL FILE  writes what the address answers
//	spoil DIR       changes one byte of the last backup's records
func TestBackupScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/backup",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "both": both, "nothing": nothing, "mode": mode, "freeport": freePort, "reach": reach,
			"into": into, "fetch": fetch, "spoil": spoil,
		},
	})
}

func into(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

func fetch(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, args[0], nil)
	ts.Check(err)
	answer, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw, 0o600))
}

func spoil(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	all, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "20*", "records.jsonl.gz"))
	ts.Check(err)
	flip(ts, false, []string{all[len(all)-1]})
}
