// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
)

// vectorSet is what one implementation made, for the other to open. Its shape
// stands in internal/asset/src/seal/test/types.ts too; bytes are base64.
type vectorSet struct {
	Maker       string           `json:"maker"`
	Receipts    []receiptVector  `json:"receipts"`
	BadReceipts []badReceipt     `json:"badReceipts"`
	Suggestions []suggestion     `json:"suggestions"`
	Classes     []classVector    `json:"classes"`
	FileNames   []fileNameVector `json:"fileNames"`
	Recipients  []parseVector    `json:"recipients"`
	VerifyKeys  []parseVector    `json:"verifyKeys"`
	Keyrings    []keyringVector  `json:"keyrings"`
	Epochs      []epochVector    `json:"epochs"`
	Messages    []messageVector  `json:"messages"`
	Chunks      []chunkVector    `json:"chunks"`
	Manifests   []manifestVector `json:"manifests"`
	Letters     []letterVector   `json:"letters"`
}

type receiptVector struct {
	Site      string   `json:"site"`
	Typed     []string `json:"typed"`
	Words     string   `json:"words"`
	Lookup    string   `json:"lookup"`
	Recipient string   `json:"recipient"`
	VerifyKey string   `json:"verifyKey"`
}

type badReceipt struct {
	Typed    string `json:"typed"`
	Code     string `json:"code"`
	Position int    `json:"position"`
}

type suggestion struct {
	Word    string `json:"word"`
	Nearest string `json:"nearest"`
}

type classVector struct {
	Size  int `json:"size"`
	Class int `json:"class"`
}

type fileNameVector struct {
	Name string `json:"name"`
	Fit  string `json:"fit"`
}

type parseVector struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

type vectorPlace struct {
	Organisation string `json:"organisation"`
	Case         string `json:"case"`
	Epoch        uint64 `json:"epoch"`
}

type heldVector struct {
	vectorPlace
	Identity string `json:"identity"`
}

type keyringVector struct {
	Name       string       `json:"name"`
	File       []byte       `json:"file"`
	Passphrase string       `json:"passphrase"`
	Code       string       `json:"code"`
	Identity   string       `json:"identity"`
	Signing    string       `json:"signing"`
	Held       []heldVector `json:"held"`
}

type epochVector struct {
	Name      string      `json:"name"`
	File      []byte      `json:"file"`
	Identity  string      `json:"identity"`
	Want      vectorPlace `json:"want"`
	Makers    []VerifyKey `json:"makers"`
	Granters  []VerifyKey `json:"granters"`
	Code      string      `json:"code"`
	Readers   []string    `json:"readers"`
	Recipient string      `json:"recipient"`
	Granter   string      `json:"granter"`
}

type messageVector struct {
	Name     string      `json:"name"`
	File     []byte      `json:"file"`
	Sequence uint64      `json:"sequence"`
	Purpose  string      `json:"purpose"`
	Senders  []VerifyKey `json:"senders"`
	Kinds    []string    `json:"kinds"`
	Code     string      `json:"code"`
	Kind     string      `json:"kind"`
	Sender   string      `json:"sender"`
	Content  []byte      `json:"content"`
}

type chunkVector struct {
	Name    string      `json:"name"`
	File    []byte      `json:"file"`
	ID      string      `json:"id"`
	Size    uint64      `json:"size"`
	Index   uint64      `json:"index"`
	Senders []VerifyKey `json:"senders"`
	Code    string      `json:"code"`
	Data    []byte      `json:"data"`
}

type manifestVector struct {
	Content []byte `json:"content"`
	Code    string `json:"code"`
	ID      string `json:"id"`
	Size    uint64 `json:"size"`
	Name    string `json:"name"`
	Type    string `json:"type"`
}

// code gives the key of a fault; nothing when there is none.
func code(err error) string {
	if err == nil {
		return ""
	}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Key()
	}
	return "not a fault: " + err.Error()
}

func readVectors(t *testing.T) []vectorSet {
	t.Helper()
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var sets []vectorSet
	if err := json.Unmarshal(raw, &sets); err != nil {
		t.Fatal(err)
	}
	return sets
}

// TestVectors opens what both implementations made once.
func TestVectors(t *testing.T) {
	sets := readVectors(t)
	if len(sets) != 2 || sets[0].Maker != "go" || sets[1].Maker != "ts" {
		t.Fatalf("%d sets, want one of Go and one of TypeScript", len(sets))
	}
	for _, set := range sets {
		t.Run(set.Maker, func(t *testing.T) { set.verify(t) })
	}
}

// verify opens all of a set.
func (s vectorSet) verify(t *testing.T) {
	t.Helper()
	if len(s.Messages) < 20 || len(s.Chunks) < 9 || len(s.Epochs) < 12 || len(s.Keyrings) < 6 {
		t.Fatal("the set isn't whole")
	}
	for _, v := range s.Classes {
		if got := Class(v.Size); got != v.Class {
			t.Errorf("class of %d: %d, want %d", v.Size, got, v.Class)
		}
	}
	for _, v := range s.FileNames {
		if got := FileName(v.Name); got != v.Fit {
			t.Errorf("file name %q: %q, want %q", v.Name, got, v.Fit)
		}
	}
	for _, v := range s.Suggestions {
		if got := Suggest(v.Word); got != v.Nearest {
			t.Errorf("%s: %q, want %q", v.Word, got, v.Nearest)
		}
	}
	for _, v := range s.Recipients {
		if _, err := ParseRecipient(v.Text); code(err) != v.Code {
			t.Errorf("recipient %.20s: %v, want %q", v.Text, err, v.Code)
		}
	}
	for _, v := range s.VerifyKeys {
		if _, err := ParseVerifyKey(v.Text); code(err) != v.Code {
			t.Errorf("verify key %s: %v, want %q", v.Text, err, v.Code)
		}
	}
	s.verifyReceipts(t)
	s.verifyKeyrings(t)
	s.verifyLetters(t)
	s.verifySealed(t, s.verifyEpochs(t))
}

func (s vectorSet) verifyReceipts(t *testing.T) {
	t.Helper()
	for _, v := range s.Receipts {
		for _, typed := range v.Typed {
			if got := strings.Join(SplitWords(typed), " "); got != v.Words {
				t.Errorf("%q: %q, want %q", typed, got, v.Words)
			}
		}
		r, err := ParseReceipt(v.Words)
		if err != nil {
			t.Errorf("%s: %v", v.Words, err)
			continue
		}
		k, err := r.Stretch(v.Site)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{k.Lookup.Export(), k.Identity.Recipient().String(), k.Signing.VerifyKey().String()}
		if want := []string{v.Lookup, v.Recipient, v.VerifyKey}; !slices.Equal(got, want) {
			t.Errorf("%s: %s, want %s", v.Words, got, want)
		}
	}
	for _, v := range s.BadReceipts {
		_, err := ParseReceipt(v.Typed)
		position := 0
		if f, ok := errors.AsType[*fault.Error](err); ok && f.Args()["position"] != nil {
			position = f.Args()["position"].(int)
		}
		if code(err) != v.Code || position != v.Position {
			t.Errorf("%s: %v at %d, want %s at %d", v.Typed, err, position, v.Code, v.Position)
		}
	}
}

func (s vectorSet) verifyKeyrings(t *testing.T) {
	t.Helper()
	for _, v := range s.Keyrings {
		k, err := Unwrap(v.File, v.Passphrase)
		if code(err) != v.Code {
			t.Errorf("keyring %s: %v, want %q", v.Name, err, v.Code)
		}
		if err != nil {
			continue
		}
		v.File, v.Passphrase = nil, ""
		got := describeKeyring(v.Name, k)
		if diff := cmp.Diff(v, got, cmp.AllowUnexported(heldVector{})); diff != "" {
			t.Errorf("keyring %s: %s", v.Name, diff)
		}
	}
}

func (s vectorSet) verifyEpochs(t *testing.T) CaseKey {
	t.Helper()
	var first CaseKey
	for i, v := range s.Epochs {
		id, err := ParseIdentity(v.Identity)
		if err != nil {
			t.Fatal(err)
		}
		k, err := OpenEpoch(v.File, id, EpochWant{
			Case: Case{v.Want.Organisation, v.Want.Case}, Number: v.Want.Epoch, Makers: v.Makers, Granters: v.Granters,
		})
		if code(err) != v.Code {
			t.Errorf("epoch %s: %v, want %q", v.Name, err, v.Code)
		}
		if i == 0 {
			first = k
		}
		if err != nil {
			continue
		}
		granter := ""
		if by, ok := k.Granter(); ok {
			granter = by.String()
		}
		if !slices.Equal(texts(k.epoch.Readers), v.Readers) || k.epoch.Recipient.String() != v.Recipient || granter != v.Granter {
			t.Errorf("epoch %s isn't as it was made", v.Name)
		}
	}
	return first
}

func (s vectorSet) verifySealed(t *testing.T, key CaseKey) {
	t.Helper()
	for _, v := range s.Messages {
		m, err := key.Open(v.File, Want{Sequence: v.Sequence, Purpose: v.Purpose, Senders: v.Senders, Kinds: v.Kinds})
		if code(err) != v.Code {
			t.Errorf("message %s: %v, want %q", v.Name, err, v.Code)
		}
		if err == nil && (m.Kind != v.Kind || m.Sender.String() != v.Sender || string(m.Content) != string(v.Content)) {
			t.Errorf("message %s isn't as it was made", v.Name)
		}
	}
	for _, v := range s.Chunks {
		data, err := key.OpenChunk(v.File, Attachment{v.ID, v.Size}, v.Index, v.Senders)
		if code(err) != v.Code || err == nil && string(data) != string(v.Data) {
			t.Errorf("chunk %s: %v, want %q", v.Name, err, v.Code)
		}
	}
	for i, v := range s.Manifests {
		m, err := ParseManifest(v.Content)
		if code(err) != v.Code {
			t.Errorf("manifest %d: %v, want %q", i, err, v.Code)
		}
		if want := (Manifest{Attachment{v.ID, v.Size}, v.Name, v.Type}); err == nil && m != want {
			t.Errorf("manifest %d: %+v, want %+v", i, m, want)
		}
	}
}

func texts(readers []Fingerprint) []string {
	out := make([]string, len(readers))
	for i, r := range readers {
		out[i] = r.String()
	}
	return out
}
