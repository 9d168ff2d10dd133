// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"log/slog"
	"os"
	"text/tabwriter"

	"baken/internal/app"
	"baken/internal/text"
)

type backupCmd struct {
	To       string `help:"Folder to put the backup into; made when it isn't there." type:"path" xor:"do" required:""`
	List     string `help:"Show the backups in this folder, instead of making one." type:"existingdir" xor:"do" required:""`
	Thorough bool   `help:"With --list: read the attachments too."`
	settings
}

// Run makes a backup, also while the server goes on, or lists those that there
// are. It ends with status 1 when anything isn't whole.
func (c backupCmd) Run(s session) error {
	if c.List != "" {
		return c.list(s)
	}
	config, err := c.configure()
	if err != nil {
		return err
	}
	show := newProgress(os.Stderr, s.say)
	made, err := app.Backup(s.ctx, config, c.To, s.log(slog.LevelWarn), show.work)
	show.finish()
	if err != nil {
		return err
	}
	say := func(t text.Text) { fmt.Println(t.In(s.say)) }
	say(text.With("app.backup.made", "name", text.Data(made.Name()), "rows", made.Rows, "pieces", made.Pieces.Count, "added", made.Pieces.Added))
	for _, name := range made.Expired {
		say(text.With("app.backup.expired", "name", text.Data(name)))
	}
	say(text.With("app.backup.key", "file", text.Data(config.Key)))
	if n := made.Pieces.Missing; n > 0 {
		say(text.With("app.backup.missing", "n", int(n)))
		return exitStatus(1)
	}
	return nil
}

func (c backupCmd) list(s session) error {
	care := app.Quick
	if c.Thorough {
		care = app.Thorough
	}
	all, err := app.Backups(c.List, care)
	if err != nil {
		return err
	}
	status := exitStatus(0)
	table := tabwriter.NewWriter(os.Stdout, 2, 2, 2, ' ', 0)
	for _, b := range all {
		state := text.Key("app.backup.whole")
		if b.Wrong != nil {
			state, status = "app.backup.broken", 1
		}
		const kilo = 1024
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", b.Name, state.In(s.say), text.With("app.backup.entries", "n", b.Entries).In(s.say),
			text.With("app.backup.size", "records", b.Records/kilo, "pieces", b.Pieces.Bytes/kilo).In(s.say))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, b := range all {
		if b.Wrong != nil {
			s.tell("", b.Wrong)
		}
	}
	if status != 0 {
		return status
	}
	return nil
}

type restoreCmd struct {
	From   string `help:"Folder with backups." type:"existingdir" required:""`
	Backup string `help:"Name of the backup; the last one if left out."`
	LostTo string `help:"Last checkpoint that a witness, or anyone, has of the log that was lost: the log then says how much that is." type:"existingfile"`
	settings
}

// Run restores a backup into an empty database, and says in the log what was
// lost.
func (c restoreCmd) Run(s session) error {
	config, err := c.configure()
	if err != nil {
		return err
	}
	r := app.Restoring{Dir: c.From, Name: c.Backup}
	if c.LostTo != "" {
		if r.LostTo, err = readAtMost(c.LostTo, 64_000); err != nil {
			return err
		}
	}
	show := newProgress(os.Stderr, s.say)
	done, err := app.Restore(s.ctx, config, r, s.log(slog.LevelWarn), show.work)
	show.finish()
	if err != nil {
		return err
	}
	say := func(t text.Text) { fmt.Println(t.In(s.say)) }
	say(text.With("app.restore.done", "name", text.Data(done.Name()), "made", done.Made))
	switch {
	case done.Loss == nil:
		say(text.Key("app.restore.nothing_lost"))
		return nil
	case done.Loss.Reached == 0:
		say(text.With("app.restore.lost_unknown", "kept", done.Loss.Kept))
	default:
		say(text.With("app.restore.lost", "kept", done.Loss.Kept, "last", done.Loss.Reached-1))
	}
	say(text.With("app.restore.next", "made", done.Made))
	return nil
}
