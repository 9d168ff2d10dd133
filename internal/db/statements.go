// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"maps"
	"sync"
)

// statements keeps the texts that the SQLite writer has run, compiled. A text
// is compiled after the commit in which it was first seen, when the only
// connection is free again.
type statements struct {
	pool  *sql.DB
	mu    sync.Mutex
	ready map[string]*sql.Stmt
	fresh map[string]struct{}
}

// statementLimit bounds the memory of texts that are made up as they go.
const statementLimit = 512

func newStatements(pool *sql.DB) *statements {
	return &statements{pool: pool, ready: map[string]*sql.Stmt{}, fresh: map[string]struct{}{}}
}

// get gives the compiled text, or nil.
func (s *statements) get(query string) *sql.Stmt {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stmt := s.ready[query]
	if stmt == nil && len(s.ready)+len(s.fresh) < statementLimit {
		s.fresh[query] = struct{}{}
	}
	return stmt
}

// prepare compiles the texts seen since. A text that doesn't compile stays
// uncompiled: whoever runs it gets the error.
func (s *statements) prepare() {
	s.mu.Lock()
	fresh := maps.Clone(s.fresh)
	s.mu.Unlock()
	for query := range fresh {
		stmt, err := s.pool.PrepareContext(context.Background(), query) //nolint:sqlclosecheck // close closes it
		s.mu.Lock()
		if err == nil {
			s.ready[query] = stmt
		}
		delete(s.fresh, query)
		s.mu.Unlock()
	}
}

func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stmt := range s.ready {
		_ = stmt.Close()
	}
}
