// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledgercli verifies files, audits a database and witnesses a log, for
// whoever wants to trust nobody's word.
package ledgercli

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"strconv"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/text"
)

// Text holds the messages of the ledger.
//
//go:embed text
var Text embed.FS

// What can be wrong besides the faults of the ledger itself.
var (
	ErrNoKey       = fault.New(fault.Invalid, "ledger.no-key")          // no public key was given
	ErrNeedProof   = fault.New(fault.Invalid, "ledger.needs-extension") // args from: a later checkpoint alone shows nothing
	ErrUnreachable = fault.New(fault.Busy, "ledger.unreachable")        // the log doesn't answer, or not with what was asked for
	ErrDeclared    = fault.New(fault.Conflict, "ledger.declared")       // args kept, last, made, at: the log says itself what it lost
	ErrLost        = fault.New(fault.Conflict, "ledger.lost")           // args made, at: the event of a proof was lost, as the log says
	ErrScript      = fault.New(fault.Invalid, "ledger.script")          // args name, hash: a script that the log doesn't list
	ErrNoBundle    = fault.New(fault.Invalid, "ledger.no-bundle")       // a plan or data for a file that is of neither
	ErrOther       = fault.New(fault.Conflict, "ledger.other")          // a bundle of another plan or of other data; said on the screen
	ErrState       = fault.New(fault.Invalid, "ledger.state")           // args file: the witness's own file can't be used
)

// screen prints lines until one can't be written.
type screen struct {
	w   io.Writer
	p   *text.Printer
	err error
}

func (s *screen) line(t text.Text) {
	if s.err == nil {
		_, s.err = fmt.Fprintln(s.w, t.In(s.p))
	}
}

// plain gives a number as it stands in files: without marks.
func plain(n int64) text.Text { return text.Data(strconv.FormatInt(n, 10)) }

func (s *screen) checkpoint(c ledger.Checkpoint, seen []ledger.Witnessed) {
	s.line(text.With("ledger.verify.log", "log", text.Data(c.Origin), "size", plain(c.Size), "root", text.Data(c.Root.String())))
	for _, w := range seen {
		s.line(text.With("ledger.verify.witness", "name", text.Data(w.Name), "at", w.At))
	}
}

// eachKey tries keys until one is that of the signer.
func eachKey[K any](keys []K, try func(K) error) error {
	err := error(ErrNoKey)
	for _, k := range keys {
		if err = try(k); !errors.Is(err, ledger.ErrSigner) {
			return err
		}
	}
	return err
}
