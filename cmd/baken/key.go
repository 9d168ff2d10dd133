// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/internal/text"
)

var (
	errKeyName  = fault.New(fault.Invalid, "app.key_name")   // args name
	errKeyThere = fault.New(fault.Conflict, "app.key_there") // args file
	errKeyFile  = fault.New(fault.Invalid, "app.key_file")   // args file
)

type keyCmd struct {
	Name string `arg:"" help:"Name of the key's owner, for example agency.example; no spaces, no plus sign."`
	File string `arg:"" help:"New file for the secret key; it stays on this machine." type:"path"`
}

// Run writes the secret key to a new file and prints the public one.
func (c keyCmd) Run(s session) error {
	secret, public, err := disclose.NewKey(c.Name)
	if err != nil {
		return errKeyName.With("name", text.Data(c.Name))
	}
	return keepKey(s, c.File, secret, public)
}

// keepKey writes a secret key to a new file and prints the public one.
func keepKey(s session, path, secret, public string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return errKeyThere.With("file", text.Data(path))
	case err != nil:
		return errKeyFile.With("file", text.Data(path))
	}
	_, err = fmt.Fprintln(f, secret)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errKeyFile.With("file", text.Data(path))
	}
	fmt.Println(text.With("app.key_made", "file", text.Data(path)).In(s.say))
	fmt.Println(public)
	return nil
}
