// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
)

// made is a bundle, or the tables of a release, that Baken made.
type made struct {
	disclose.Read

	file string
}

// AttackFiles tries what files give away together: bundles and release.json, of which the
// tables say by what they divide people, and at most one description of other tables. Tables
// of the same population are read together, whichever file they are in. A signature isn't
// verified.
//
// Errors: those of ReadAttack and Run; ErrFile for a file of another kind; ErrDescriptions.
func AttackFiles(ctx context.Context, paths []string, set table.Settings) (Found, error) {
	p, described := Attack{Level: level}, ""
	var own []made
	for _, path := range paths {
		raw, err := table.ReadAtMost(path, disclose.MostHistory)
		if err != nil {
			return Found{}, fileFault(err)
		}
		if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
			one, err := disclose.ReadPublic(raw)
			if err != nil {
				return Found{}, Attacked{File: path}.fault(err)
			}
			own = append(own, made{one, filepath.Base(path)})
			continue
		}
		if described != "" {
			return Found{}, ErrDescriptions.With("file", text.Data(path))
		}
		described = path
		if p, err = ParseAttack(raw); err != nil {
			return Found{}, err
		}
	}
	return p.with(ctx, described, set, own)
}

// made notes what the percentages of tables that Baken made give away by themselves.
func (f *Found) made(m made) error {
	f.Others += m.Others
	for i, p := range m.Shares {
		left, err := p.Possible()
		if errors.Is(err, disclose.ErrContradiction) {
			err = ErrShares.With("row", i+1)
		}
		if err != nil {
			return Attacked{File: m.file}.fault(err)
		}
		for _, events := range left.Events {
			if f.Percents++; events.N < f.Plan.Level {
				f.Shares = append(f.Shares, Numerator{m.file, int64(i) + 1, events})
			}
		}
	}
	return nil
}
