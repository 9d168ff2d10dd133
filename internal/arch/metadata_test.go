// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package arch_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// metadata is the file that says of each column why it is kept in clear.
const metadata = "../../doc/report-metadata.md"

// explained lists the schemas whose columns the file explains.
func explained() []string {
	return []string{
		"hear/report/reportdb/schema", "hear/report/reportdb/chunks/schema", "base/ledger/ledgerdb/schema",
		"hear/report/noticedb/schema", "hear/report/tallydb/schema", "hear/counsel/counseldb/schema",
		"hear/complaint/complaintdb/schema",
		"internal/db/schema", "ground/identity/identitydb/schema",
	}
}

// A column without a reason fails, and so does a reason without its column.
func TestEveryColumnHasItsReason(t *testing.T) {
	doc, err := os.ReadFile(metadata)
	if err != nil {
		t.Fatal(err)
	}
	reasons, faults := reasonsIn(string(doc))
	for _, f := range faults {
		t.Errorf("%s: %s", metadata, f)
	}
	for _, engine := range []string{"sqlite", "postgres"} {
		all := schema{}
		for _, dir := range explained() {
			files, err := filepath.Glob(filepath.Join("../..", dir, engine, "*.sql"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%s has no schema for %s: %v", dir, engine, err)
			}
			for _, file := range files { // in order of their numbers
				sql, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := all.read(string(sql)); err != nil {
					t.Fatalf("%s: %v", file, err)
				}
			}
		}
		if diff := cmp.Diff(all.sorted(), reasons.sorted()); diff != "" {
			t.Errorf("columns of %s (-schema +%s):\n%s", engine, metadata, diff)
		}
	}
}

// schema holds the columns of tables.
type schema map[string][]string

func (s schema) sorted() schema {
	out := maps.Clone(s)
	for table, columns := range out {
		out[table] = slices.Sorted(slices.Values(columns))
	}
	return out
}

var (
	comment = regexp.MustCompile(`--[^\n]*`)
	create  = regexp.MustCompile(`(?is)^CREATE TABLE (\w+) \((.*)\)[^)]*$`)
	alter   = regexp.MustCompile(`(?is)^ALTER TABLE (\w+)\s+((?:ADD|DROP) COLUMN .*)$`)
	step    = regexp.MustCompile(`(?is)^\s*(ADD|DROP) COLUMN (\w+)`)
	neutral = regexp.MustCompile(`(?is)^(CREATE (UNIQUE )?INDEX|DROP INDEX|INSERT INTO|UPDATE|ALTER TABLE \w+ ALTER COLUMN \w+ SET STORAGE|ALTER TABLE \w+ SET) `)
	drop    = regexp.MustCompile(`(?is)^DROP TABLE (\w+)$`)
)

// read takes in what a schema file does to columns. A statement that it
// doesn't know could hide one, and is an error.
func (s schema) read(sql string) error {
	for statement := range strings.SplitSeq(comment.ReplaceAllString(sql, ""), ";") {
		statement = strings.TrimSpace(statement)
		switch {
		case statement == "" || neutral.MatchString(statement):
		case create.MatchString(statement):
			m := create.FindStringSubmatch(statement)
			s[m[1]] = columnsOf(m[2])
		case alter.MatchString(statement):
			m := alter.FindStringSubmatch(statement)
			if err := s.change(m[1], m[2]); err != nil {
				return err
			}
		case drop.MatchString(statement):
			delete(s, drop.FindStringSubmatch(statement)[1])
		default:
			return fmt.Errorf("a statement that isn't known: %.60s", statement)
		}
	}
	return nil
}

// change adds columns to a table and takes them away.
func (s schema) change(table, steps string) error {
	for _, one := range parts(steps) {
		m := step.FindStringSubmatch(one)
		if m == nil {
			return fmt.Errorf("a change of %s that isn't known: %.60s", table, one)
		}
		s[table] = slices.DeleteFunc(s[table], func(c string) bool { return c == m[2] })
		if strings.EqualFold(m[1], "add") {
			s[table] = append(s[table], m[2])
		}
	}
	return nil
}

// columnsOf gives the names of the columns between the brackets of a table.
func columnsOf(body string) (names []string) {
	for _, part := range parts(body) {
		if words := strings.Fields(part); len(words) > 0 && !isConstraint(words[0]) {
			names = append(names, words[0])
		}
	}
	return names
}

// parts splits at the commas that stand in no brackets.
func parts(body string) (all []string) {
	depth, from := 0, 0
	for i, c := range body {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			all = append(all, body[from:i])
			from = i + 1
		}
	}
	return append(all, body[from:])
}

func isConstraint(word string) bool {
	word, _, _ = strings.Cut(word, "(")
	return slices.Contains([]string{"PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"}, strings.ToUpper(word))
}

// reasonsIn reads the tables of the file: under a heading "### table" a row for
// each column, with what it is, why it is kept and how long.
func reasonsIn(doc string) (reasons schema, faults []string) {
	reasons = schema{}
	for part := range strings.SplitSeq("\n"+doc, "\n### ") {
		table, rest, _ := strings.Cut(part, "\n")
		if rest, _, _ = strings.Cut(rest, "\n## "); !isName(table) {
			continue
		}
		for _, cells := range rows(rest) {
			column := strings.Trim(cells[0], "`")
			if len(cells) != 4 || slices.Contains(cells, "") {
				faults = append(faults, fmt.Sprintf("%s.%s: not said what, why and how long", table, column))
			}
			if slices.Contains(reasons[table], column) {
				faults = append(faults, fmt.Sprintf("%s.%s: twice", table, column))
			}
			reasons[table] = append(reasons[table], column)
		}
	}
	slices.Sort(faults)
	return reasons, faults
}

func isName(s string) bool { return regexp.MustCompile(`^[a-z_]+$`).MatchString(s) }

func TestSchemasAreRead(t *testing.T) {
	for name, tc := range map[string]struct {
		sql  string
		want schema
	}{
		"a table": {
			"-- a, b\nCREATE TABLE a (\n  id TEXT PRIMARY KEY, -- (x\n  n INTEGER NOT NULL CHECK (n IN (1, 2)),\n  ref TEXT REFERENCES b (id),\n  PRIMARY KEY (id, n),\n  UNIQUE(n)\n) STRICT;",
			schema{"a": {"id", "n", "ref"}},
		},
		"a column more": {"CREATE TABLE a (id TEXT);\nALTER TABLE a ADD COLUMN why TEXT;", schema{"a": {"id", "why"}}},
		"columns more": {
			"CREATE TABLE a (id TEXT);\nALTER TABLE a\n  ADD COLUMN n NUMERIC(3, 1),\n  ADD COLUMN why TEXT;",
			schema{"a": {"id", "n", "why"}},
		},
		"a column less": {"CREATE TABLE a (id TEXT, why TEXT);\nALTER TABLE a DROP COLUMN why;", schema{"a": {"id"}}},
		"a table less":  {"CREATE TABLE a (id TEXT);DROP TABLE a;", schema{}},
		"an index":      {"CREATE TABLE a (id TEXT);CREATE UNIQUE INDEX b ON a (id);", schema{"a": {"id"}}},
		"half known":    {"ALTER TABLE a ADD COLUMN n TEXT, RENAME TO b;", nil},
		"a new name":    {"ALTER TABLE a RENAME COLUMN id TO who;", nil},
	} {
		got := schema{}
		if err := got.read(tc.sql); (err != nil) != (tc.want == nil) {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(tc.want, got); tc.want != nil && diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestReasonsAreRead(t *testing.T) {
	const head = "| column | what | why | how long |\n|---|---|---|---|\n"
	for name, tc := range map[string]struct {
		doc    string
		want   schema
		faults []string
	}{
		"a table":        {"## Cases\n### a\n" + head + "| `id` | it | to find it | for ever |\n\n### b\n" + head + "| `n` | a | b | c |\n\n## Logs\n" + head + "| x | y | z | z |\n", schema{"a": {"id"}, "b": {"n"}}, nil},
		"without why":    {"### a\n" + head + "| `id` | it |  | for ever |\n", schema{"a": {"id"}}, []string{"a.id: not said what, why and how long"}},
		"without a cell": {"### a\n" + head + "| `id` | it | for ever |\n", schema{"a": {"id"}}, []string{"a.id: not said what, why and how long"}},
		"twice":          {"### a\n" + head + "| `id` | a | b | c |\n| `id` | a | b | c |\n", schema{"a": {"id", "id"}}, []string{"a.id: twice"}},
		"a sentence":     {"### Other things\n" + head + "| `id` | a | b | c |\n", schema{}, nil},
	} {
		got, faults := reasonsIn(tc.doc)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
		if diff := cmp.Diff(tc.faults, faults); diff != "" {
			t.Errorf("%s: faults: -want +got\n%s", name, diff)
		}
	}
}
