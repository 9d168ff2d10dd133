// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"

	"baken/examine/outcome"
	"baken/examine/outcome/outcomeclick"
	"baken/examine/outcome/outcomefile"
	"baken/examine/outcome/outcomepg"
)

// engine gives what counts the data of a plan, which is the file at path or a table in the
// plan's database.
func (j Job) engine(p outcome.Plan, path string) outcome.Engine {
	s := p.Source
	switch {
	case s.Database == "":
		return outcomefile.New(path, s, j.Settings)
	case strings.HasPrefix(s.Database, "clickhouse:"):
		return outcomeclick.Engine{Address: s.Database, Table: s.Table, Most: j.Settings.Cells, Progress: j.Settings.Grouping()}
	default:
		return outcomepg.Engine{Address: s.Database, Table: s.Table, Most: j.Settings.Cells, Progress: j.Settings.Grouping()}
	}
}

// count asks the engine and holds the plan against its answer.
func (j Job) count(ctx context.Context, p outcome.Plan, path string) (s sight, err error) {
	engine := j.engine(p, path)
	answer, err := engine.Count(ctx, p.Question())
	if err != nil {
		return s, err
	}
	s.engine = answer.Engine
	if p.Source.Database != "" {
		s.salt = rand.Text()
		s.snapshot = commitment(s.salt, answer)
	}
	s.counts, err = p.Counts(answer)
	return s, located(ctx, engine, err)
}

// commitment is the SHA-256, in hexadecimal, of a secret and of what was counted: there is
// no file to take it of. Without the secret nobody can try out which counts it could be
// of, as few groups would let them; with it the agency can show which they were.
func commitment(salt string, a outcome.Answer) string {
	h := sha256.New()
	words := func(s string) {
		_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(s)))) // a hash takes everything
		_, _ = io.WriteString(h, s)
	}
	words(salt)
	for _, g := range a.Groups {
		for _, v := range g.Values {
			words(v)
		}
		_, _ = h.Write(binary.AppendVarint(nil, g.N))
	}
	return hex.EncodeToString(h.Sum(nil))
}
