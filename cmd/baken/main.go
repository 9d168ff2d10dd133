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
	Lang      string       `help:"Language of messages: nl or en." enum:"nl,en" default:"en" env:"BAKEN_LANG"`
	Demo      demoCmd      `cmd:"" help:"Make up a government and serve it, for trying Baken."`
	Serve     serveCmd     `cmd:"" help:"Serve Baken."`
	Outcome   outcomeCmd   `cmd:"" help:"Hold a plan against decision data; write what may leave."`
	Estimate  estimateCmd  `cmd:"" help:"Estimate figures of a sample by its design; not to be published as they are."`
	Disclose  discloseCmd  `cmd:"" help:"Protect tables of people, together with all that was published before."`
	Attack    attackCmd    `cmd:"" help:"Try what published tables give away of what they withhold."`
	Complaint complaintCmd `cmd:"" help:"The procedure of complaints."`
	Key       keyCmd       `cmd:"" help:"Make a key that signs bundles."`
	Org       orgCmd       `cmd:"" help:"Found and list organisations."`
	Account   accountCmd   `cmd:"" help:"Invite people to make their accounts."`
	Publish   publishCmd   `cmd:"" help:"Bring signed bundles in and let them out."`
	Verify    verifyCmd    `cmd:"" help:"Verify a proof, a bundle or a checkpoint, offline."`
	Audit     auditCmd     `cmd:"" help:"Hold the log and the database against each other."`
	Backup    backupCmd    `cmd:"" help:"Back the server's database up, while it goes on."`
	Restore   restoreCmd   `cmd:"" help:"Fill an empty database from a backup."`
	Witness   witnessCmd   `cmd:"" help:"Follow the log of a server elsewhere, and sign what was seen."`
	Scripts   scriptsCmd   `cmd:"" help:"Look whether the log lists the scripts of a page."`
	Code      codeCmd      `cmd:"" help:"Print the sign-in code of a TOTP secret now; for the demo."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}

// session is what every command is given.
type session struct {
	ctx context.Context
	say *text.Printer
	all *text.Catalogue
}

// log writes what is at least this grave on the error output.
func (session) log(least slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: least}))
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

const description = `Hears, measures, examines, acts on and accounts for discrimination and racism.

Exit status: 0 when done, 1 when something is wrong that you can mend (the message says what to do), 2 when the command line is wrong, 3 when Baken or the machine is at fault.`

func run(ctx context.Context, args []string) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("baken"),
		kong.Description(description))
	if err != nil {
		fmt.Fprintln(os.Stderr, "baken:", err)
		return 3
	}
	call, err := parser.Parse(args)
	if err != nil {
		parser.Errorf("%s. See \"baken --help\".", err)
		return 2
	}
	catalogue, err := app.Catalogue()
	if err != nil {
		fmt.Fprintln(os.Stderr, "baken:", err)
		return 3
	}
	s := session{ctx: ctx, say: catalogue.Printer(text.Lang(c.Lang)), all: catalogue}
	return s.end(call.Run(s))
}

// end tells an error in words and gives the exit status.
func (s session) end(err error) int {
	if exit, ok := errors.AsType[exitStatus](err); ok || err == nil {
		return int(exit)
	}
	return s.tell("", err)
}

// tell tells an error, with what it is about where the message doesn't say
// so: 1 for what the reader can mend, 3 for what he can't.
func (s session) tell(about string, err error) int {
	said, status := text.Fault(err).In(s.say), 1
	if fault.KindOf(err) == fault.Internal {
		said, status = said+" "+err.Error(), 3
	}
	fmt.Fprintln(os.Stderr, "baken: "+text.Plain(about+said))
	return status
}

// exitStatus ends the program without a message: all has been said.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }
