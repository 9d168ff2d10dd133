// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"baken": main})
}

// TestScripts runs each script in testdata: the program as people use it.
// Beside the commands of testscript these stand:
//
//	status N COMMAND…   runs a command that has to end with that status
//	both N ARG…         runs baken in Dutch and in English, with that status
//	nothing PATH        there is nothing there, or an empty folder
//	mode FILE BITS      the file's permissions
//	flip FILE           changes one byte in the middle
//	latin FILE          writes a file in Latin-1
//	shorten FILE N      takes the last N bytes off
//	parquet CSV FILE    writes a CSV as Parquet
//	json FILE           the file is JSON
//	page FILE LANG      the file is a page that stands by itself
//	opens FILE PUBLIC   the bundle opens with the public key
//	account DIR ROLE V  puts the e-mail address of a demo's account into $V
//	revoke DIR          revokes the keys that a demo knows
//	count DIR N         a demo holds that many publications
//	freeport V          puts a port that is free into $V
//	occupy V            listens on a port and puts it into $V
//	reach URL           waits until the address answers
func TestScripts(t *testing.T) {
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", filepath.Join(repo, "examples"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "both": both, "nothing": nothing, "mode": mode,
			"flip": flip, "latin": latin, "shorten": shorten, "parquet": parquet,
			"json": isJSON, "page": isPage, "opens": opens,
			"account": account, "revoke": revoke, "count": count,
			"freeport": freePort, "occupy": occupy, "reach": reach,
		},
	})
}

// need refuses a command with a "!" or with another number of arguments.
func need(ts *testscript.TestScript, neg bool, args []string, least int) {
	if neg || len(args) < least {
		ts.Fatalf("needs %d arguments and no !", least)
	}
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitOf(ts, args[1], args[2:]...); got != want {
		ts.Fatalf("%v ended with status %d, want %d", args[1:], got, want)
	}
}

func exitOf(ts *testscript.TestScript, name string, args ...string) int {
	err := ts.Exec(name, args...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	ts.Check(err)
	return 0
}

// both runs baken in both languages; what it says stands in the files nl and
// en. A message that lacks its words would stand there in brackets.
func both(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	for _, lang := range []string{"nl", "en"} {
		status(ts, false, append([]string{args[0], "baken", "--lang", lang}, args[1:]...))
		said := ts.ReadFile("stdout") + ts.ReadFile("stderr")
		ts.Check(os.WriteFile(ts.MkAbs(lang), []byte(said), 0o600))
	}
}

func nothing(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	if !errors.Is(err, os.ErrNotExist) {
		ts.Check(err)
	}
	for _, e := range entries {
		ts.Fatalf("%s holds %s", args[0], e.Name())
	}
}

func mode(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[1] {
		ts.Fatalf("%s has mode %s, want %s", args[0], got, args[1])
	}
}

func flip(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	raw := []byte(ts.ReadFile(args[0]))
	raw[len(raw)/2] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), raw, 0o600))
}

func latin(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	var raw []byte
	for _, r := range ts.ReadFile(args[0]) {
		raw = append(raw, byte(r))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), raw, 0o600))
}

func shorten(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	raw := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(raw[:len(raw)-n]), 0o600))
}
