// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/ledger"
)

// house is a log with keys.
type house struct {
	shelf
	signer ledger.Signer
	key    ledger.Key
}

func newHouse(t rapid.TB) *house {
	secret, public, err := ledger.NewKey(rand.Reader, "baken.example/ledger")
	if err != nil {
		t.Fatal(err)
	}
	h := new(house)
	if h.signer, err = ledger.ParseSigner(secret); err != nil {
		t.Fatal(err)
	}
	if h.key, err = ledger.ParseKey(public); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) checkpoint(t rapid.TB) []byte {
	signed, err := h.signer.Sign(h.size, h.root)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// prove logs facts among others, and proves it.
func (h *house) prove(t rapid.TB, f ledger.Facts, key *ledger.KeyEvent, before, after int) ledger.Proof {
	var entries [][]byte
	for i := range before {
		entries = append(entries, []byte{byte(i)})
	}
	var salt ledger.Salt
	_, _ = rand.Read(salt[:])
	leaf := f.Seal(salt)
	entry, err := leaf.Entry(key)
	if err != nil {
		t.Fatal(err)
	}
	h.grow(t, append(entries, entry)...)
	index := h.size - 1
	for i := range after {
		h.grow(t, []byte{byte(i)})
	}
	hashes, err := ledger.Inclusion(h.size, index, h.read)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Proof{Leaf: leaf, Key: key, Index: index, Hashes: hashes, Checkpoint: h.checkpoint(t)}
}

func facts() ledger.Facts {
	return ledger.Facts{
		Shown: ledger.Shown{
			Room: "report", Record: "01jv7d9c6m0000000000000000", Org: "o1", Version: 3, N: 1,
			Verb: "report.filed", At: time.UnixMilli(1772446271123).UTC(), Payload: ledger.DigestOf([]byte("sealed")),
		},
		Actor: "p1", Note: `{"regime":"report"}`,
	}
}

func deskKey() *ledger.KeyEvent {
	return &ledger.KeyEvent{Desk: "d1", Number: 2, Change: ledger.KeyAdded, Member: "m7", Recipient: "age1pq1qqqq"}
}

// The commitment by the words of FORMAT.md, without this package's code.
func TestCommitmentIsAsDocumented(t *testing.T) {
	var salt ledger.Salt
	for i := range salt {
		salt[i] = byte(i)
	}
	own := sha256.Sum256(append([]byte("baken-salt/1\n"), salt[:]...))
	kept := sha256.Sum256(append(slices.Clone(salt[:]), "12:baken-kept/1,2:p1,19:{\"regime\":\"report\"},"...))
	payload := sha256.Sum256([]byte("sealed"))
	shown := "12:baken-leaf/1,6:report,26:01jv7d9c6m0000000000000000,2:o1,1:3,1:1,12:report.filed,13:1772446271123,64:" +
		hex.EncodeToString(payload[:]) + ","
	want := sha256.Sum256(slices.Concat(own[:], []byte(shown), kept[:]))
	leaf := facts().Seal(salt)
	if got := leaf.Commitment(); got != ledger.Digest(want) {
		t.Errorf("got %s, want %x", got, want)
	}
	if leaf.Salt != own || leaf.Kept != kept {
		t.Error("the salt, or the hash of what is kept, isn't as documented")
	}
	// The same numbers stand in FORMAT.md, for who writes this in another language.
	if got, want := leaf.Commitment().String(), "85922894c0530b3643c490c50cda7bd66673cc5484aa02f7b5448546695f27bc"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNoTwoFactsShareACommitment(t *testing.T) {
	var salt ledger.Salt
	seen := map[ledger.Digest]string{}
	for name, change := range map[string]func(*ledger.Facts){
		"nothing": func(*ledger.Facts) {}, "room": func(f *ledger.Facts) { f.Room = "repor" },
		"moved":  func(f *ledger.Facts) { f.Room, f.Record = f.Room+f.Record[:1], f.Record[1:] },
		"record": func(f *ledger.Facts) { f.Record = "x" }, "org": func(f *ledger.Facts) { f.Org = "o2" },
		"version": func(f *ledger.Facts) { f.Version = 31 }, "n": func(f *ledger.Facts) { f.N = 11 },
		"verb": func(f *ledger.Facts) { f.Verb = "report.read" }, "payload": func(f *ledger.Facts) { f.Payload = ledger.Digest{} },
		"at": func(f *ledger.Facts) { f.At = f.At.Add(time.Millisecond) }, "actor": func(f *ledger.Facts) { f.Actor = "p2" },
		"note": func(f *ledger.Facts) { f.Note = "{}" },
	} {
		f := facts()
		change(&f)
		c := f.Seal(salt).Commitment()
		if other, ok := seen[c]; ok {
			t.Errorf("%s and %s look the same in the log", name, other)
		}
		seen[c] = name
	}
}

func TestProofFiles(t *testing.T) {
	for name, key := range map[string]*ledger.KeyEvent{"event": nil, "key event": deskKey()} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.prove(t, facts(), key, 3, 300)
			raw, err := p.File()
			if err != nil {
				t.Fatal(err)
			}
			if kind, err := ledger.Recognise(raw); err != nil || kind != ledger.KindProof {
				t.Errorf("recognised as %q, %v", kind, err)
			}
			got, err := ledger.ParseProof(raw)
			if err != nil {
				t.Fatalf("%v in\n%s", err, raw)
			}
			if d := cmp.Diff(p, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			c, _, err := got.Verify(h.key)
			if err != nil {
				t.Fatalf("%v in\n%s", err, raw)
			}
			if c.Size != 304 || c.Origin != "baken.example/ledger" {
				t.Errorf("got %+v", c)
			}
			changeEachByte(t, raw, func(changed []byte) error {
				p, err := ledger.ParseProof(changed)
				if err != nil {
					return err
				}
				_, _, err = p.Verify(h.key)
				return err
			})
			refuses(t, h, got)
		})
	}
}

// refuses checks the fault of each way in which a good proof can be wrong.
func refuses(t *testing.T, h *house, p ledger.Proof) {
	t.Helper()
	if _, _, err := p.Verify(newHouse(t).key); !errors.Is(err, ledger.ErrSigner) {
		t.Errorf("another key: got %v", err)
	}
	said := p
	said.Verb = "report.withdrawn"
	if _, _, err := said.Verify(h.key); !errors.Is(err, ledger.ErrInclusion) {
		t.Errorf("another verb: got %v", err)
	}
	signed := p
	signed.Checkpoint = bytes.Replace(p.Checkpoint, []byte("\n304\n"), []byte("\n305\n"), 1)
	if _, _, err := signed.Verify(h.key); !errors.Is(err, ledger.ErrSignature) {
		t.Errorf("another size: got %v", err)
	}
}

// changeEachByte checks that check refuses raw with any one byte changed, left
// out or put in twice.
func changeEachByte(t *testing.T, raw []byte, check func([]byte) error) {
	t.Helper()
	if err := check(raw); err != nil {
		t.Fatalf("unchanged: %v", err)
	}
	for i := range raw {
		for _, changed := range [][]byte{
			slices.Concat(raw[:i], []byte{raw[i] ^ 1}, raw[i+1:]),
			slices.Concat(raw[:i], []byte{raw[i] ^ 0x20}, raw[i+1:]),
			slices.Concat(raw[:i], raw[i+1:]),
			slices.Concat(raw[:i+1], raw[i:]),
		} {
			if !bytes.Equal(changed, raw) && check(changed) == nil {
				t.Fatalf("byte %d was changed and it verifies:\n%q", i, changed)
			}
		}
	}
}

func TestExtensionFiles(t *testing.T) {
	h := newHouse(t)
	p := h.prove(t, facts(), nil, 3, 5)
	old, _, err := p.Verify(h.key)
	if err != nil {
		t.Fatal(err)
	}
	for range 400 {
		h.grow(t, []byte{1})
	}
	hashes, err := ledger.Consistency(h.size, old.Size, h.read)
	if err != nil {
		t.Fatal(err)
	}
	raw := ledger.Extension{Old: old.Size, Hashes: hashes, Checkpoint: h.checkpoint(t)}.File()
	if kind, err := ledger.Recognise(raw); err != nil || kind != ledger.KindExtension {
		t.Errorf("recognised as %q, %v", kind, err)
	}
	changeEachByte(t, raw, func(changed []byte) error {
		e, err := ledger.ParseExtension(changed)
		if err != nil {
			return err
		}
		_, _, err = e.Verify(old, h.key)
		return err
	})
	now, _, err := ledger.OpenCheckpoint(h.checkpoint(t), h.key)
	if err != nil {
		t.Fatal(err)
	}
	fork, rollback := now, now
	fork.Root[5]++
	rollback.Size = 3
	for name, tc := range map[string]struct {
		c    ledger.Checkpoint
		want error
	}{"fork": {fork, ledger.ErrFork}, "rollback": {rollback, ledger.ErrRollback}} {
		if err := tc.c.Extends(now, nil); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
}

func TestCosignatures(t *testing.T) {
	h := newHouse(t)
	h.grow(t, []byte("a"), []byte("b"))
	secret, public, err := ledger.NewWitnessKey(rand.Reader, "witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	witness, err := ledger.ParseWitnessKey(public)
	if err != nil {
		t.Fatal(err)
	}
	cosigner, err := ledger.ParseCosigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1679315147, 0).UTC()
	raw, err := cosigner.Cosign(h.checkpoint(t), h.key, at)
	if err != nil {
		t.Fatal(err)
	}
	_, seen, err := ledger.OpenCheckpoint(raw, h.key, witness)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]ledger.Witnessed{{Name: "witness.example/w1", At: at}}, seen); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if _, seen, err := ledger.OpenCheckpoint(raw, h.key); err != nil || len(seen) != 0 {
		t.Errorf("a witness that isn't known: got %v, %v", seen, err)
	}
	if _, _, err := ledger.OpenCheckpoint(raw, newHouse(t).key, witness); err == nil {
		t.Error("a checkpoint counts that only a witness signed")
	}
	changeEachByte(t, raw, func(changed []byte) error {
		_, seen, err := ledger.OpenCheckpoint(changed, h.key, witness)
		if err == nil && len(seen) == 0 {
			err = errors.New("the witness is gone")
		}
		return err
	})
	// C2SP tlog-cosignature: 4 bytes of key id, 8 of time, 64 of signature.
	line := strings.Split(strings.TrimSpace(string(raw)), "\n")
	blob, err := base64.StdEncoding.DecodeString(strings.Fields(line[len(line)-1])[2])
	if err != nil || len(blob) != 76 || !bytes.Equal(blob[4:12], []byte{0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb}) {
		t.Errorf("the cosignature is %x, %v", blob, err)
	}
}

func TestRecogniseRefusesTheRest(t *testing.T) {
	for _, s := range []string{"", "\n", "baken-proof/2\n", "baken-proof/1", "{}", "[1]", "a\nb\nc\nd\n\n— x y\n", "hello"} {
		if kind, err := ledger.Recognise([]byte(s)); s != "baken-proof/1" && !errors.Is(err, ledger.ErrUnknown) {
			t.Errorf("%q: got %q, %v", s, kind, err)
		}
	}
}

func TestDeskKeys(t *testing.T) {
	h := newHouse(t)
	var all ledger.DeskKeys
	add := func(desk string, number int64, change ledger.KeyChange, member, recipient string) {
		f := facts()
		f.Record, f.Version = desk, number
		k := ledger.KeyEvent{Desk: desk, Number: number, Change: change, Member: member, Recipient: recipient}
		p := h.prove(t, f, &k, 1, 1)
		entry, err := p.Entry()
		if err != nil {
			t.Fatal(err)
		}
		if desk == "d1" {
			all.Events = append(all.Events, ledger.LoggedKey{Index: p.Index, Entry: entry})
		}
	}
	add("d1", 1, ledger.KeyAdded, "m1", "r1")
	add("d2", 1, ledger.KeyAdded, "m9", "r9")
	add("d1", 2, ledger.KeyAdded, "m2", "r2")
	add("d1", 3, ledger.KeyAdded, "m1", "r3")
	add("d1", 4, ledger.KeyRemoved, "m1", "r1")
	all.Checkpoint = string(h.checkpoint(t))
	for i := range all.Events {
		var err error
		if all.Events[i].Proof, err = ledger.Inclusion(h.size, all.Events[i].Index, h.read); err != nil {
			t.Fatal(err)
		}
	}
	got, err := all.Verify("d1", h.key)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string][]string{"m1": {"r3"}, "m2": {"r2"}}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for name, change := range map[string]func(*ledger.DeskKeys){
		"one left out": func(d *ledger.DeskKeys) { d.Events = slices.Delete(d.Events, 1, 2) },
		"first gone":   func(d *ledger.DeskKeys) { d.Events = d.Events[1:] },
		"other order":  func(d *ledger.DeskKeys) { d.Events[0], d.Events[1] = d.Events[1], d.Events[0] },
		"other index":  func(d *ledger.DeskKeys) { d.Events[0].Index++ },
		"other key": func(d *ledger.DeskKeys) {
			d.Events[0].Entry = bytes.Replace(d.Events[0].Entry, []byte("r1"), []byte("rX"), 1)
		},
		"no checkpoint": func(d *ledger.DeskKeys) { d.Checkpoint = "" },
	} {
		d := ledger.DeskKeys{Checkpoint: all.Checkpoint, Events: slices.Clone(all.Events)}
		change(&d)
		if _, err := d.Verify("d1", h.key); err == nil {
			t.Errorf("%s: verified", name)
		}
	}
	if _, err := all.Verify("d2", h.key); err == nil {
		t.Error("one desk's keys pass for another's")
	}
}

func TestKeyEventsThatCannotBeLogged(t *testing.T) {
	for field, change := range map[string]func(*ledger.KeyEvent){
		"change":    func(k *ledger.KeyEvent) { k.Change = "lost" },
		"number":    func(k *ledger.KeyEvent) { k.Number = 0 },
		"desk":      func(k *ledger.KeyEvent) { k.Desk = "a\nb" },
		"member":    func(k *ledger.KeyEvent) { k.Member = "" },
		"recipient": func(k *ledger.KeyEvent) { k.Recipient = strings.Repeat("x", 70_000) },
	} {
		k := deskKey()
		change(k)
		if _, err := (ledger.Leaf{Shown: facts().Shown}).Entry(k); !errors.Is(err, ledger.ErrKeyEvent) {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// TestListScripts lists scripts, then others, and nothing when nothing changed.
func TestListScripts(t *testing.T) {
	h := newHouse(t)
	var all ledger.DeskKeys
	for _, step := range []struct {
		scripts map[string]string
		want    []string
	}{
		{map[string]string{"b.js": "h1", "a.js": "h2"}, []string{"1 added a.js h2", "2 added b.js h1"}},
		{map[string]string{"b.js": "h1", "a.js": "h2"}, nil},
		{map[string]string{"b.js": "h3"}, []string{"3 removed a.js h2", "4 removed b.js h1", "5 added b.js h3"}},
		{map[string]string{"b.js": "h1"}, []string{"6 removed b.js h3", "7 added b.js h1"}},
	} {
		events, err := all.ListScripts(h.key, step.scripts)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range events {
			k := e.Key
			got = append(got, fmt.Sprint(k.Number, " ", k.Change, " ", k.Member, " ", k.Recipient))
			f := facts()
			f.Record, f.Version = k.Desk, k.Number
			p := h.prove(t, f, k, 1, 1)
			entry, err := p.Entry()
			if err != nil {
				t.Fatal(err)
			}
			all.Events = append(all.Events, ledger.LoggedKey{Index: p.Index, Entry: entry})
		}
		if d := cmp.Diff(step.want, got); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
		all.Checkpoint = string(h.checkpoint(t))
		for i := range all.Events {
			if all.Events[i].Proof, err = ledger.Inclusion(h.size, all.Events[i].Index, h.read); err != nil {
				t.Fatal(err)
			}
		}
	}
	all.Events = all.Events[1:]
	if _, err := all.ListScripts(h.key, nil); err == nil {
		t.Error("scripts are listed on top of a list that isn't whole")
	}
}
