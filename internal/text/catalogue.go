// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed text/nl.json text/en.json
var own embed.FS

// Lang is a language that Baken speaks.
type Lang string

// The languages; Dutch is the default.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{NL, EN} }

// Catalogue holds the messages of all rooms in all languages. It is safe for
// concurrent use.
type Catalogue struct {
	messages map[Lang]map[Key]template
	mu       sync.Mutex
	missed   map[string]bool
}

// Load reads text/nl.json and text/en.json of each file system: one flat
// object of keys and messages. It reports every key that one language lacks,
// every message whose arguments differ between languages, every key that two
// rooms both claim, and every message that can't be read.
func Load(fsys ...fs.FS) (*Catalogue, error) {
	c := &Catalogue{messages: make(map[Lang]map[Key]template), missed: make(map[string]bool)}
	for _, l := range Langs() {
		c.messages[l] = make(map[Key]template)
	}
	var faults []error
	for _, f := range append([]fs.FS{own}, fsys...) {
		for _, l := range Langs() {
			faults = append(faults, c.read(f, l))
		}
	}
	faults = append(faults, c.compare()...)
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("load texts: %w", err)
	}
	return c, nil
}

func (c *Catalogue) read(f fs.FS, l Lang) error {
	name := "text/" + string(l) + ".json"
	raw, err := fs.ReadFile(f, name)
	if err != nil {
		return err
	}
	var in map[Key]string
	if err := json.Unmarshal(raw, &in); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	for _, k := range slices.Sorted(maps.Keys(in)) {
		if _, taken := c.messages[l][k]; taken {
			faults = append(faults, fmt.Errorf("%s: %q is already said elsewhere", name, k))
		}
		t, err := parse(in[k])
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %q: %w", name, k, err))
		}
		c.messages[l][k] = t
	}
	return errors.Join(faults...)
}

// compare reports where the languages don't say the same. The singular may
// leave out the number ("one group"), since it is always one.
func (c *Catalogue) compare() []error {
	var faults []error
	for _, a := range Langs() {
		for _, k := range slices.Sorted(maps.Keys(c.messages[a])) {
			for _, b := range Langs() {
				other, ok := c.messages[b][k]
				if !ok {
					faults = append(faults, fmt.Errorf("%q is said in %s and not in %s", k, a, b))
					continue
				}
				mine, theirs := c.messages[a][k].names(), other.names()
				if strings.HasSuffix(string(k), ".one") {
					delete(mine, "n")
					delete(theirs, "n")
				}
				if a < b && !maps.Equal(mine, theirs) {
					faults = append(faults, fmt.Errorf("%q takes %s in %s and %s in %s",
						k, names(mine), a, names(theirs), b))
				}
			}
		}
	}
	return faults
}

// Printer gives the printer of a language; an unknown one prints Dutch.
func (c *Catalogue) Printer(l Lang) *Printer {
	if _, ok := c.messages[l]; !ok {
		l = NL
	}
	return &Printer{lang: l, catalogue: c}
}

// For gives the printer of another language with the same messages.
func (p *Printer) For(l Lang) *Printer { return p.catalogue.Printer(l) }

// Has reports whether the key has a message, alone or as singular and plural.
func (c *Catalogue) Has(k Key) bool {
	m := c.messages[NL]
	_, whole := m[k]
	_, one := m[k+".one"]
	_, other := m[k+".other"]
	return whole || one && other
}

// Missed lists what was asked for and not found, for tests.
func (c *Catalogue) Missed() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.missed))
}

func (c *Catalogue) miss(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.missed) < 1000 {
		c.missed[what] = true
	}
}
