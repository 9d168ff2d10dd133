// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package texttest

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Tree is what the sources say, and where.
type Tree struct {
	messages map[string]string // key → file that holds it, without .one and .other
	needs    map[string]string // key that code names → where
	literals map[string]bool   // every string literal of the code
	prefixes map[string]bool   // beginnings of keys that are made from a code
	markup   []string          // literals that would stand on a page
}

// Read reads the Go sources and the messages below the root of a module.
// Tests, generated folders and hidden ones don't count.
func Read(root fs.FS) (*Tree, error) {
	t := &Tree{
		messages: make(map[string]string), needs: make(map[string]string),
		literals: make(map[string]bool), prefixes: make(map[string]bool),
	}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		switch {
		case d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "testdata" || base == "var"):
			return fs.SkipDir
		case d.IsDir():
			return nil
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			return t.source(root, name)
		case path.Base(path.Dir(name)) == "text" && (base == "nl.json" || base == "en.json"):
			return t.room(root, name)
		}
		return nil
	})
	return t, err
}

// room reads the keys of a room in one language.
func (t *Tree) room(root fs.FS, name string) error {
	raw, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	var in map[string]string
	if err := json.Unmarshal(raw, &in); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for k := range in {
		t.messages[plural(in, k)] = name
	}
	return nil
}

// plural gives the key that code names for one of the two forms of a plural;
// a key that only looks like one stays as it is.
func plural(in map[string]string, k string) string {
	stem := strings.TrimSuffix(strings.TrimSuffix(k, ".one"), ".other")
	_, one := in[stem+".one"]
	_, other := in[stem+".other"]
	if one && other {
		return stem
	}
	return k
}

func (t *Tree) source(root fs.FS, name string) error {
	raw, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, raw, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	r := reader{tree: t, set: set, names: imports(file), drawing: drawing(name)}
	ast.Inspect(file, r.node)
	return nil
}

// drawing reports whether the file is one of the components, which alone may
// turn text into markup.
func drawing(name string) bool { return strings.HasPrefix(name, "internal/web/component/") }

// Unknown lists the keys that code names and no room says.
func (t *Tree) Unknown() []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(t.needs)) {
		if _, ok := t.messages[k]; !ok {
			out = append(out, fmt.Sprintf("%s: no message for %q", t.needs[k], k))
		}
	}
	return out
}

// Unsaid lists the messages that no code names, neither whole nor by the
// beginning of a key that is made from a code.
func (t *Tree) Unsaid() []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(t.messages)) {
		if t.literals[k] || t.made(k) {
			continue
		}
		out = append(out, fmt.Sprintf("%s: nothing says %q", t.messages[k], k))
	}
	return out
}

func (t *Tree) made(key string) bool {
	for p := range t.prefixes {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

// Literals lists the places outside the components where Go code would put a
// literal on a page.
func (t *Tree) Literals() []string { return t.markup }
