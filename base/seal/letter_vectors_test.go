// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"testing"
)

type letterVector struct {
	Name         string `json:"name"`
	File         []byte `json:"file"`
	Identity     string `json:"identity"`
	Organisation string `json:"organisation"`
	Case         string `json:"case"`
	Purpose      string `json:"purpose"`
	Code         string `json:"code"`
	Content      []byte `json:"content"`
}

func (s vectorSet) verifyLetters(t *testing.T) {
	t.Helper()
	if len(s.Letters) < 9 {
		t.Errorf("%d letters", len(s.Letters))
	}
	for _, v := range s.Letters {
		id, err := ParseIdentity(v.Identity)
		if err != nil {
			t.Fatal(err)
		}
		content, err := OpenLetter(v.File, id, Case{v.Organisation, v.Case}, v.Purpose)
		if code(err) != v.Code || err == nil && string(content) != string(v.Content) {
			t.Errorf("letter %s: %v, want %q", v.Name, err, v.Code)
		}
	}
}

func (m vectorMaker) letters() []letterVector {
	id, other := m.member.Identity, m.reporter.Identity
	l := Letter{Case: vectorCase, Purpose: "request", Content: []byte("Bel mij na vijf uur 😀")}
	good := letterVector{
		Name: "whole", File: m.must(l.Seal(id.Recipient())), Identity: id.Export(),
		Organisation: vectorCase.Organisation, Case: vectorCase.ID, Purpose: "request", Content: l.Content,
	}
	with := func(name, code string, change func(*letterVector)) letterVector {
		v := good
		v.Name, v.Code = name, code
		change(&v)
		return v
	}
	sealed := func(b []byte) []byte { return m.must(lockTo(b, []Recipient{id.Recipient()})) }
	plain := m.must(id.unlock(good.File))
	return []letterVector{
		good,
		with("organisation", "seal.organisation", func(v *letterVector) { v.Organisation = "x" }),
		with("case", "seal.case", func(v *letterVector) { v.Case = "x" }),
		with("purpose", "seal.purpose", func(v *letterVector) { v.Purpose = "note" }),
		with("passed on", "seal.recipients", func(v *letterVector) {
			v.File, v.Identity = m.must(l.lock(id.Recipient().Fingerprint(), other.Recipient())), other.Export()
		}),
		with("key", "seal.key", func(v *letterVector) { v.Identity = other.Export() }),
		with("flipped", "seal.damaged", func(v *letterVector) { v.File = flip(v.File, len(v.File)-9) }),
		with("filling", "seal.padding", func(v *letterVector) { v.File = sealed(flip(plain, len(plain)-1)) }),
		with("class", "seal.padding", func(v *letterVector) { v.File = sealed(append(bytes.Clone(plain), 0)) }),
		with("a message", "seal.format", func(v *letterVector) {
			body := Message{Case: vectorCase, Purpose: "request", Kind: "request", Sender: m.member.Signing.VerifyKey()}.encode()
			v.File = sealed(pad(body, Class(4+len(body))))
		}),
	}
}

func TestLettersThatCantBeSealed(t *testing.T) {
	to := NewIdentity().Recipient()
	for rule, tc := range map[string]struct {
		letter Letter
		to     Recipient
		want   string
	}{
		"no organisation": {Letter{Case: Case{"", "a"}, Purpose: "a"}, to, "seal.name"},
		"no purpose":      {Letter{Case: vectorCase}, to, "seal.name"},
		"no reader":       {Letter{Case: vectorCase, Purpose: "a"}, Recipient{}, "seal.recipient"},
		"too large":       {Letter{Case: vectorCase, Purpose: "a", Content: make([]byte, MaxContent+1)}, to, "seal.large"},
	} {
		if _, err := tc.letter.Seal(tc.to); code(err) != tc.want {
			t.Errorf("%s: %v, want %s", rule, err, tc.want)
		}
	}
}
