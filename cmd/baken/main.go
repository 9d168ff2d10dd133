// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command baken is the one program of Baken. Each subcommand is a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"baken/base/fault"
	"baken/internal/app"
	"baken/internal/text"
)

// commands is the command line, as kong reads it.
type commands struct {
	Lang    string     `help:"Language of messages: nl or en." enum:"nl,en" default:"en" env:"BAKEN_LANG"`
	Demo    demoCmd    `cmd:"" help:"Make up a government and serve it, for trying Baken."`
	Serve   serveCmd   `cmd:"" help:"Serve Baken."`
	Outcome outcomeCmd `cmd:"" help:"Hold a plan against decision data; write what may leave."`
	Key     keyCmd     `cmd:"" help:"Make a key that signs bundles."`
	Publish publishCmd `cmd:"" help:"Bring signed bundles in and let them out."`
	Code    codeCmd    `cmd:"" help:"Print the sign-in code of a TOTP secret now; for the demo."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// session is what every command is given.
type session struct {
	ctx context.Context
	say *text.Printer
	all *text.Catalogue
	log *slog.Logger
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

func run(ctx context.Context, args []string) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("baken"),
		kong.Description("Hears, measures, examines, acts on and accounts for discrimination and racism."),
		kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(os.Stderr, "baken:", err)
		return 3
	}
	call, err := parser.Parse(args)
	if err != nil {
		parser.Errorf("%s", err)
		return 2
	}
	catalogue, err := app.Catalogue()
	if err != nil {
		fmt.Fprintln(os.Stderr, "baken:", err)
		return 3
	}
	s := session{ctx: ctx, say: catalogue.Printer(text.Lang(c.Lang)), all: catalogue, log: slog.New(slog.NewJSONHandler(os.Stderr, nil))}
	return s.end(call.Run(s))
}

// end tells an error in words and gives the exit status: 1 for what the
// reader can mend, 3 for what he can't.
func (s session) end(err error) int {
	var exit exitStatus
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return int(exit)
	case fault.KindOf(err) == fault.Internal:
		fmt.Fprintln(os.Stderr, "baken:", err)
		return 3
	default:
		fmt.Fprintln(os.Stderr, "baken:", text.Fault(err).In(s.say))
		return 1
	}
}

// exitStatus ends the program without a message: all has been said.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }
