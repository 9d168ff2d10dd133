// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package publish shows figures to everyone, each with its source, its method
// and what it doesn't show.
//
// It promises that every figure on a public page came in a signed bundle of
// disclosed tables, whose signature is checked again each time it is shown;
// that nobody publishes a draft over a change that he hasn't seen; and that
// what was withdrawn stays listed with its reason. It refuses a figure that
// somebody typed.
package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
)

// Label is a text in both languages.
type Label = disclose.Label

// ID names a publication for ever.
type ID string

// State is how far a publication is.
type State string

// The states.
const (
	Draft     State = "draft"
	Published State = "published"
	Withdrawn State = "withdrawn"
)

// Publication is one bundle of figures on its way to the public.
type Publication struct {
	ID       ID
	Version  int64
	Org      org.ID
	State    State
	Title    Label
	Intro    Label  // what the organisation itself says about it
	Raw      []byte // the signed bundle as it came in
	Key      string // the public key it was verified with
	Imported time.Time
	Opened   time.Time // when it was published; zero before
	Closed   time.Time // when it was withdrawn; zero before
	Why      Label
}

// Bundle verifies the bundle and gives its tables.
func (p Publication) Bundle() (disclose.Bundle, error) { return disclose.Open(p.Raw, p.Key) }

// Hash gives the SHA-256 of the bundle, in hexadecimal.
func (p Publication) Hash() string { return hashOf(p.Raw) }

func hashOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Resource is the publication as something that actions are done to.
func (p Publication) Resource() org.Resource {
	return org.Of(org.TypePublication, string(p.ID), p.Org)
}

// Longest texts, in characters.
const (
	MostTitle = 200
	MostIntro = 4000
)

// Words is what an organisation says about its figures in its own words.
type Words struct{ Title, Intro Label }

func (w Words) check() error {
	switch {
	case w.Title.Empty():
		return ErrTitle
	case utf8.RuneCountInString(w.Title.NL) > MostTitle || utf8.RuneCountInString(w.Title.EN) > MostTitle:
		return ErrTitleLong.With("most", MostTitle)
	case utf8.RuneCountInString(w.Intro.NL) > MostIntro || utf8.RuneCountInString(w.Intro.EN) > MostIntro:
		return ErrIntroLong.With("most", MostIntro)
	case (w.Intro.NL == "") != (w.Intro.EN == ""):
		return ErrIntroOne
	}
	return nil
}

// Edit changes the words of a draft. since is the version that was on the
// screen: another one is ErrStale.
func (p *Publication) Edit(w Words, since int64) ([]ledger.Event, error) {
	w = Words{Title: trim(w.Title), Intro: trim(w.Intro)}
	if err := w.check(); err != nil {
		return nil, err
	}
	if err := p.still(Draft, since); err != nil {
		return nil, err
	}
	p.Title, p.Intro = w.Title, w.Intro
	return []ledger.Event{{Verb: "publish.edited"}}, nil
}

// Publish opens a draft to everyone.
func (p *Publication) Publish(since int64, now time.Time) ([]ledger.Event, error) {
	if err := p.still(Draft, since); err != nil {
		return nil, err
	}
	p.State, p.Opened = Published, now
	return []ledger.Event{{Verb: "publish.published", Note: map[string]string{"bundle": p.Hash()}}}, nil
}

// Withdraw takes the figures off the public page and leaves the reason there.
func (p *Publication) Withdraw(since int64, why Label, now time.Time) ([]ledger.Event, error) {
	why = trim(why)
	if why.Empty() {
		return nil, ErrWhy
	}
	if utf8.RuneCountInString(why.NL) > MostIntro || utf8.RuneCountInString(why.EN) > MostIntro {
		return nil, ErrIntroLong.With("most", MostIntro)
	}
	if err := p.still(Published, since); err != nil {
		return nil, err
	}
	p.State, p.Closed, p.Why = Withdrawn, now, why
	return []ledger.Event{{Verb: "publish.withdrawn"}}, nil
}

func (p *Publication) still(want State, since int64) error {
	switch {
	case p.Version != since:
		return ErrStale
	case p.State != want:
		return ErrState
	}
	return nil
}

func trim(l Label) Label {
	return Label{NL: strings.TrimSpace(l.NL), EN: strings.TrimSpace(l.EN)}
}
