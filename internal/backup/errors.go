// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"baken/base/fault"
	"baken/internal/text"
)

// What can be wrong with a folder of backups.
var (
	ErrFolder   = fault.New(fault.Invalid, "backup.folder")   // args dir: can't be used
	ErrFull     = fault.New(fault.Busy, "backup.full")        // args dir: no space
	ErrBusy     = fault.New(fault.Busy, "backup.busy")        // args dir: another Baken uses it
	ErrNone     = fault.New(fault.NotFound, "backup.none")    // args dir: there is no backup in it
	ErrUnknown  = fault.New(fault.NotFound, "backup.unknown") // args name
	ErrManifest = fault.New(fault.Invalid, "backup.manifest") // args name: not as Baken writes it
	ErrSeal     = fault.New(fault.Invalid, "backup.seal")     // args name: of another server, or changed
	ErrPart     = fault.New(fault.Invalid, "backup.part")     // args name, part: gone or changed
	ErrFormat   = fault.New(fault.Invalid, "backup.format")   // args line: the records aren't as they are written
)

// folderFault says what is wrong with the folder, or that it is full.
func folderFault(dir string, err error) error {
	known := ErrFolder
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) {
			known = ErrFull
		}
	}
	return fmt.Errorf("%w: %w", known.With("dir", text.Data(dir)), err)
}

// gone makes of a missing file a part that is gone.
func gone(err error, name, part string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrPart.With("name", text.Data(name), "part", text.Data(part))
	}
	return err
}
