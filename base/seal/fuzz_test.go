// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// FuzzEnvelope gives bytes to all that opens an envelope. What opens must be
// what was sealed.
func FuzzEnvelope(f *testing.F) {
	id, by := identityFrom([32]byte{1}), signingKeyFrom([32]byte{2})
	key, epoch, err := newEpoch(identityFrom([32]byte{3}), by, Case{"org", "case"}, 1, []Recipient{id.Recipient()})
	if err != nil {
		f.Fatal(err)
	}
	draft := Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("x")}
	message, err := key.Seal(by, draft)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{epoch, message, message[:len(message)/2], []byte(ageIntro), nil} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		senders := []VerifyKey{by.VerifyKey()}
		m, err := key.Open(raw, Want{Sequence: 1, Purpose: "dialogue", Senders: senders, Kinds: []string{"report"}})
		if err == nil && !bytes.Equal(m.Content, draft.Content) {
			t.Errorf("opened %q", m.Content)
		}
		if k, err := OpenEpoch(raw, id, EpochWant{Case: Case{"org", "case"}, Number: 1, Makers: senders}); err == nil && !k.identity.Equal(key.identity) {
			t.Error("another key")
		}
		if data, err := key.OpenChunk(raw, Attachment{ID: strings.Repeat("0", 32)}, 0, senders); err == nil {
			t.Errorf("opened a chunk %q", data)
		}
	})
}

// FuzzPlaintext gives bytes to what reads the inside of envelopes, which a
// member of the desk could write. What is read is written again as it was.
func FuzzPlaintext(f *testing.F) {
	by := signingKeyFrom([32]byte{2})
	key, _, err := newEpoch(identityFrom([32]byte{3}), by, Case{"org", "case"}, 1, []Recipient{identityFrom([32]byte{1}).Recipient()})
	if err != nil {
		f.Fatal(err)
	}
	a := Attachment{ID: strings.Repeat("0", 32), Size: 3}
	manifest, err := Manifest{a, "a.txt", "text/plain"}.Encode()
	if err != nil {
		f.Fatal(err)
	}
	message := Message{Case: Case{"org", "case"}, Epoch: 1, Purpose: "a", Kind: "b", Sender: by.VerifyKey(), Content: []byte("x")}
	f.Add(message.encode())
	f.Add(chunk{cas: message.Case, epoch: 1, sender: by.VerifyKey(), attachment: a}.encode())
	f.Add(key.encode(nil, nil))
	f.Add(key.statement)
	f.Add(Letter{Case: message.Case, Purpose: "a", Content: []byte("x")}.encode(Fingerprint{1}))
	f.Add(manifest)
	f.Add(pad(message.encode(), 512))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := decodeMessage(b); err == nil && !bytes.Equal(m.encode(), b) {
			t.Errorf("message %q", b)
		}
		if l, reader, err := decodeLetter(b); err == nil && !bytes.Equal(l.encode(reader), b) {
			t.Errorf("letter %q", b)
		}
		if c, err := decodeChunk(b); err == nil && !bytes.Equal(c.encode(), b) {
			t.Errorf("chunk %q", b)
		}
		if e, own, err := decodeEpoch(b); err == nil && !bytes.Equal(e.encode(own), b) {
			t.Errorf("epoch %q", b)
		}
		if m, err := ParseManifest(b); err == nil {
			if again, err := m.Encode(); err != nil || !bytes.Equal(again, b) {
				t.Errorf("manifest %q", b)
			}
		}
		if body, err := unpad(b); err == nil && !bytes.Equal(pad(body, len(b)), b) {
			t.Errorf("filling %q", b)
		}
		_, _, _ = decodeCaseKey(b)
	})
}

// FuzzReceipt: what is read as a receipt has the same eight words again.
func FuzzReceipt(f *testing.F) {
	words := Receipt{}.Words()
	for _, seed := range []string{strings.Join(words, " "), strings.Join(words, "-"), strings.ToUpper(strings.Join(words, "\n")), "", "é ĳ \u212a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range SplitWords(text) {
			_ = Suggest(w)
		}
		r, err := ParseReceipt(text)
		if err != nil {
			return
		}
		if !slices.Equal(r.Words(), SplitWords(text)) {
			t.Errorf("%q is %q", text, r.Export())
		}
	})
}

// FuzzKeyring: what is read as a keyring is written again as it was.
func FuzzKeyring(f *testing.F) {
	k := Keyring{Identity: identityFrom([32]byte{1}), Signing: signingKeyFrom([32]byte{2})}
	f.Add("")
	for range 2 {
		text, err := k.encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
		k.Held = []Held{{Case{"org", "case"}, 1, identityFrom([32]byte{3})}}
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := parseKeyring(text)
		if err != nil {
			return
		}
		if again, err := k.encode(); err != nil || string(again) != text {
			t.Errorf("%q: %v", text, err)
		}
	})
}
