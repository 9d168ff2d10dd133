// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"baken/base/fault"
)

// vectorMaker makes a set as internal/asset/src/seal/test/make.ts does.
type vectorMaker struct {
	t                *testing.T
	member, reporter Keyring
	key              CaseKey
	epoch            []byte
}

var vectorCase = Case{"urn:nld:oin:00000001", "01hx7c9w2k"}

func newVectorMaker(t *testing.T) vectorMaker {
	t.Helper()
	m := vectorMaker{t: t, member: NewKeyring(), reporter: NewKeyring()}
	var err error
	m.key, m.epoch, err = NewEpoch(m.reporter.Signing, vectorCase, 1, []Recipient{m.member.Identity.Recipient(), m.reporter.Identity.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// must gives the bytes, or ends the test.
func (m vectorMaker) must(b []byte, err error) []byte {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
	return b
}

// set makes all of it, but for what is too large to keep.
func (m vectorMaker) set() vectorSet {
	s := vectorSet{Maker: "go", Receipts: m.receipts(), BadReceipts: m.badReceipts()}
	for _, word := range []string{"fietsn", "olifnat", "øliefant", "xxxxxxxx", "kaasje", strings.Repeat("a", 17)} {
		s.Suggestions = append(s.Suggestions, suggestion{word, Suggest(word)})
	}
	for i := range 400 {
		size := int(math.Pow(1.05, float64(i)))
		s.Classes = append(s.Classes, classVector{size, Class(size)})
	}
	for _, name := range []string{"brief.pdf", "", "../x", ".a", "foto\u202egpj.exe", strings.Repeat("é", 200), "a\x00b\\c", "\U0001f600.png"} {
		s.FileNames = append(s.FileNames, fileNameVector{name, FileName(name)})
	}
	public := m.member.Identity.Recipient().String()
	unreduced := "age1pq1" + strings.Repeat("l", len(public)-7)
	for _, text := range []string{public, strings.ToUpper(public), unreduced, "age1pq1qqqq", ""} {
		_, err := ParseRecipient(text)
		s.Recipients = append(s.Recipients, parseVector{text, code(err)})
	}
	for _, text := range []string{m.member.Signing.VerifyKey().String(), "ed25519:" + strings.Repeat("00", 32), "ed25519:02" + strings.Repeat("00", 31), "ed25519:01" + strings.Repeat("00", 30) + "80", looseKey(m.t, m.member.Signing.VerifyKey()).String()} {
		_, err := ParseVerifyKey(text)
		s.VerifyKeys = append(s.VerifyKeys, parseVector{text, code(err)})
	}
	s.Keyrings, s.Epochs, s.Messages, s.Chunks, s.Manifests = m.keyrings(), m.epochs(), m.messages(), m.chunks(), m.manifests()
	s.Letters = m.letters()
	return s
}

func (m vectorMaker) receipts() []receiptVector {
	r, site := NewReceipt(), "meldpunt.example"
	k, err := r.Stretch(site)
	if err != nil {
		m.t.Fatal(err)
	}
	w := r.Export()
	return []receiptVector{{
		Site: site, Words: w, Lookup: k.Lookup.Export(), Recipient: k.Identity.Recipient().String(), VerifyKey: k.Signing.VerifyKey().String(),
		Typed: []string{w, strings.ToUpper(w), strings.ReplaceAll(w, " ", "\n- "), strings.ReplaceAll(w, "a", "ä"), strings.ReplaceAll(w, "ij", "ĳ"), strings.ReplaceAll(w, "k", "\u212a")},
	}}
}

func (m vectorMaker) badReceipts() (out []badReceipt) {
	w := NewReceipt().Words()
	swapped := append([]string{w[1], w[0]}, w[2:]...)
	for _, typed := range []string{"", strings.Join(w[1:], " "), strings.Join(w, " ") + " fietsn", strings.Repeat("a ", 600), strings.Join(append(w, w[0]), " "), strings.Join(swapped, " ")} {
		_, err := ParseReceipt(typed)
		b := badReceipt{Typed: typed, Code: code(err)}
		if f, ok := errors.AsType[*fault.Error](err); ok && f.Args()["position"] != nil {
			b.Position = f.Args()["position"].(int)
		}
		out = append(out, b)
	}
	return out
}

func describeKeyring(name string, k Keyring) keyringVector {
	v := keyringVector{Name: name, Identity: k.Identity.Export(), Signing: hex.EncodeToString(k.Signing.Export()), Held: []heldVector{}}
	for _, h := range k.Held {
		v.Held = append(v.Held, heldVector{vectorPlace{h.Case.Organisation, h.Case.ID, h.Epoch}, h.Identity.Export()})
	}
	return v
}

func (m vectorMaker) keyrings() []keyringVector {
	const passphrase = "één zin van meer woorden"
	k := m.member.Hold(m.key)
	file := m.must(k.WrapAt(passphrase, 10))
	whole := describeKeyring("whole", k)
	whole.File, whole.Passphrase = file, passphrase
	parts, empty := whole, describeKeyring("no cases", m.reporter)
	parts.Name, parts.Passphrase = "in parts", norm.NFD.String(passphrase)
	empty.File, empty.Passphrase = m.must(m.reporter.WrapAt(passphrase, 10)), passphrase
	bad := func(name string, file []byte, passphrase, code string) keyringVector {
		return keyringVector{Name: name, File: file, Passphrase: passphrase, Code: code, Held: []heldVector{}}
	}
	text := string(m.must(k.encode()))
	scrypt := func(text string) []byte {
		to := scryptRecipient(m.t, passphrase)
		return m.must(lock([]byte(text), to))
	}
	return []keyringVector{
		whole, parts, empty,
		bad("passphrase", file, "een andere zin", "seal.passphrase"),
		bad("flipped", flip(file, len(file)-1), passphrase, "seal.damaged"),
		bad("cut off", file[:100], passphrase, "seal.damaged"),
		bad("not one", []byte("hallo"), passphrase, "seal.format"),
		bad("no filling", scrypt(strings.TrimRight(text, "\n")), passphrase, "seal.format"),
		bad("a space", scrypt(strings.Replace(text, "# case", "#  case", 1)), passphrase, "seal.format"),
		bad("an epoch like 01", scrypt(strings.Replace(text, " 1\nAGE", " 01\nAGE", 1)), passphrase, "seal.format"),
		bad("capitals", scrypt(strings.Replace(text, "# signing "+whole.Signing, "# signing "+strings.ToUpper(whole.Signing), 1)), passphrase, "seal.format"),
	}
}

func (m vectorMaker) epochs() []epochVector {
	joined, stranger := NewIdentity(), NewSigningKey().VerifyKey()
	granted := m.must(Reseal(m.key, m.member.Signing, []Recipient{joined.Recipient()}))
	good := epochVector{
		File: m.epoch, Identity: m.member.Identity.Export(), Want: vectorPlace{vectorCase.Organisation, vectorCase.ID, 1},
		Makers: []VerifyKey{m.reporter.Signing.VerifyKey()}, Granters: []VerifyKey{},
		Readers: texts(m.key.epoch.Readers), Recipient: m.key.epoch.Recipient.String(),
	}
	plain := m.must(m.member.Identity.unlock(m.epoch))
	pass := func(plain []byte, to Identity) []byte { return m.must(lockTo(plain, []Recipient{to.Recipient()})) }
	with := func(name, code string, change func(*epochVector)) epochVector {
		v := good
		v.Name, v.Code = name, code
		change(&v)
		return v
	}
	resealed := func(v *epochVector) {
		v.File, v.Identity, v.Granters = granted, joined.Export(), []VerifyKey{m.member.Signing.VerifyKey()}
	}
	return append(m.statements(good), []epochVector{
		with("by a member", "", func(*epochVector) {}),
		with("by the reporter", "", func(v *epochVector) { v.Identity = m.reporter.Identity.Export() }),
		with("resealed", "", func(v *epochVector) { resealed(v); v.Granter = m.member.Signing.VerifyKey().String() }),
		with("granter", "seal.grant", func(v *epochVector) { resealed(v); v.Granters = []VerifyKey{stranger} }),
		with("grant to another", "seal.recipients", func(v *epochVector) {
			resealed(v)
			v.File, v.Identity = pass(m.must(joined.unlock(granted)), m.member.Identity), m.member.Identity.Export()
		}),
		with("grant flipped", "seal.signature", func(v *epochVector) {
			resealed(v)
			p := m.must(joined.unlock(granted))
			v.File = pass(flip(p, len(p)-1), joined)
		}),
		with("organisation", "seal.organisation", func(v *epochVector) { v.Want.Organisation = "x" }),
		with("case", "seal.case", func(v *epochVector) { v.Want.Case = "x" }),
		with("epoch", "seal.epoch", func(v *epochVector) { v.Want.Epoch = 2 }),
		with("maker", "seal.maker", func(v *epochVector) { v.Makers = []VerifyKey{stranger} }),
		with("key", "seal.key", func(v *epochVector) { v.Identity = joined.Export() }),
		with("not named", "seal.recipients", func(v *epochVector) { v.File, v.Identity = pass(plain, joined), joined.Export() }),
		with("another seed", "seal.signature", func(v *epochVector) { v.File = pass(flip(plain, 40), m.member.Identity) }),
		with("flipped", "seal.damaged", func(v *epochVector) { v.File = flip(m.epoch, len(m.epoch)-9) }),
		with("not an epoch", "seal.format", func(v *epochVector) { v.File = pass([]byte("hallo"), m.member.Identity) }),
	}...)
}

// statements are what a maker could sign himself, beside the truth.
func (m vectorMaker) statements(good epochVector) (out []epochVector) {
	own, readers := m.key.epoch.Recipient.Fingerprint(), m.key.epoch.Readers
	for _, s := range []struct {
		name, code string
		own        Fingerprint
		readers    []Fingerprint
	}{
		{"as it is", "", own, readers},
		{"another key", "seal.signature", m.member.Identity.Recipient().Fingerprint(), readers},
		{"out of order", "seal.format", own, []Fingerprint{readers[1], readers[0]}},
		{"a reader twice", "seal.format", own, []Fingerprint{readers[0], readers[0], readers[1]}},
		{"no readers", "seal.format", own, nil},
	} {
		k, e, v := m.key, m.key.epoch, good
		e.Readers = s.readers
		k.statement = e.encode(s.own)
		k.signature = m.reporter.Signing.sign(k.statement)
		v.Name, v.Code, v.File = s.name, s.code, m.must(lockTo(k.encode(nil, nil), []Recipient{m.member.Identity.Recipient()}))
		out = append(out, v)
	}
	return out
}

func flip(b []byte, at int) []byte {
	out := bytes.Clone(b)
	out[at] ^= 1
	return out
}

func (m vectorMaker) messages() []messageVector {
	by, other, id := m.reporter.Signing, m.member.Signing, m.key.identity
	msg := Message{
		Case: vectorCase, Epoch: 1, Sequence: 7, Purpose: "dialogue", Recipients: m.key.digest, Sender: by.VerifyKey(), Kind: "report", Content: []byte("Wat er gebeurde 😀"),
	}
	good := messageVector{
		Sequence: 7, Purpose: "dialogue", Senders: []VerifyKey{by.VerifyKey()}, Kinds: []string{"report"},
		Kind: "report", Sender: by.VerifyKey().String(), Content: msg.Content, Name: "whole", File: m.must(id.sealMessage(by, msg)),
	}
	file := good.File
	plain := m.must(id.unlock(file))
	raw := func(name, code string, b []byte) messageVector {
		v := good
		v.Name, v.Code, v.File = name, code, b
		return v
	}
	change := func(name, code string, by SigningKey, change func(*Message)) messageVector {
		c := msg
		change(&c)
		return raw(name, code, m.must(id.sealMessage(by, c)))
	}
	body := m.must(unpad(plain))
	loose := append(msg.encode(), looselySigned(m.t, by, msg.encode())...)
	loose = pad(loose, Class(4+len(loose)))
	lock := func(b []byte) []byte { return m.must(lockTo(b, []Recipient{id.Recipient()})) }
	return []messageVector{
		good,
		change("organisation", "seal.organisation", by, func(c *Message) { c.Case.Organisation = "x" }),
		change("case", "seal.case", by, func(c *Message) { c.Case.ID = "x" }),
		change("epoch", "seal.epoch", by, func(c *Message) { c.Epoch = 2 }),
		change("sequence", "seal.sequence", by, func(c *Message) { c.Sequence = 8 }),
		change("purpose", "seal.purpose", by, func(c *Message) { c.Purpose = "index" }),
		change("recipients", "seal.recipients", by, func(c *Message) { c.Recipients[0] ^= 1 }),
		change("sender", "seal.sender", other, func(c *Message) { c.Sender = other.VerifyKey() }),
		change("kind", "seal.kind", by, func(c *Message) { c.Kind = "answer" }),
		change("signature", "seal.signature", other, func(*Message) {}),
		change("a weak sender", "seal.format", by, func(c *Message) { c.Sender = VerifyKey{} }),
		change("a name with a space", "seal.format", by, func(c *Message) { c.Case.ID = "a b" }),
		change("a number too large", "seal.format", by, func(c *Message) { c.Sequence = 1 << 53 }),
		raw("key", "seal.key", m.must(lockTo(plain, []Recipient{m.member.Identity.Recipient()}))),
		raw("empty", "seal.format", []byte{}),
		raw("intro", "seal.format", flip(file, 0)),
		raw("stanza", "seal.key", flip(file, 30)),
		raw("payload", "seal.damaged", flip(file, len(file)-100)),
		raw("cut off", "seal.damaged", file[:len(file)-1]),
		raw("cut off in the head", "seal.damaged", file[:300]),
		raw("longer", "seal.damaged", append(bytes.Clone(file), 0)),
		raw("filling", "seal.padding", lock(flip(plain, len(plain)-1))),
		raw("class", "seal.padding", lock(pad(body, 1024))),
		raw("no filling", "seal.padding", lock(body)),
		raw("short", "seal.format", lock(pad(make([]byte, 3), 512))),
		raw("domain", "seal.format", lock(flip(plain, 10))),
		raw("a loose signature", "seal.signature", lock(loose)),
		raw("content flipped", "seal.signature", lock(flip(plain, len(body)-64-2))),
	}
}

func (m vectorMaker) chunks() []chunkVector {
	by, id := m.reporter.Signing, m.key.identity
	a, b, small := NewAttachment(ChunkSize+5), NewAttachment(ChunkSize+5), NewAttachment(600)
	data := []byte{1, 2, 3, 4, 5}
	file := m.must(m.key.SealChunk(by, a, 1, data))
	good := chunkVector{Name: "last", File: file, ID: a.ID, Size: a.Size, Index: 1, Senders: []VerifyKey{by.VerifyKey()}, Data: data}
	with := func(name, code string, change func(*chunkVector)) chunkVector {
		v := good
		v.Name, v.Code = name, code
		change(&v)
		return v
	}
	bytesSealed := func(data []byte, change func(*chunk)) []byte {
		c := chunk{
			cas: vectorCase, epoch: 1, recipients: m.key.digest, sender: by.VerifyKey(),
			attachment: a, index: 1, last: true, hash: sha256.Sum256(data),
		}
		change(&c)
		return m.must(id.sealChunk(by, c, data))
	}
	sealed := func(change func(*chunk)) []byte { return bytesSealed(data, change) }
	plain := m.must(id.unlock(file))
	lock := func(b []byte) []byte { return m.must(lockTo(b, []Recipient{id.Recipient()})) }
	return []chunkVector{
		good,
		with("small", "", func(v *chunkVector) {
			v.ID, v.Size, v.Index, v.Data = small.ID, small.Size, 0, make([]byte, 600)
			v.File = m.must(m.key.SealChunk(by, small, 0, v.Data))
		}),
		with("organisation", "seal.organisation", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.cas.Organisation = "x" }) }),
		with("case", "seal.case", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.cas.ID = "x" }) }),
		with("epoch", "seal.epoch", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.epoch = 2 }) }),
		with("recipients", "seal.recipients", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.recipients[0] ^= 1 }) }),
		with("other attachment", "seal.attachment", func(v *chunkVector) { v.ID = b.ID }),
		with("other size", "seal.size", func(v *chunkVector) { v.Size++ }),
		with("replayed", "seal.chunk", func(v *chunkVector) { v.Index = 0 }),
		with("not last", "seal.last", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.last = false }) }),
		with("short", "seal.size", func(v *chunkVector) { v.File = bytesSealed(data[:4], func(*chunk) {}) }),
		with("other bytes", "seal.signature", func(v *chunkVector) { v.File = sealed(func(c *chunk) { c.hash[0] ^= 1 }) }),
		with("signature", "seal.signature", func(v *chunkVector) {
			v.File = sealed(func(c *chunk) { c.sender = m.member.Signing.VerifyKey() })
		}),
		with("sender", "seal.sender", func(v *chunkVector) { v.Senders = []VerifyKey{m.member.Signing.VerifyKey()} }),
		with("flipped", "seal.damaged", func(v *chunkVector) { v.File = flip(file, len(file)-5) }),
		with("filling", "seal.padding", func(v *chunkVector) { v.File = lock(flip(plain, len(plain)-1)) }),
		with("class", "seal.padding", func(v *chunkVector) { v.File = lock(append(bytes.Clone(plain), 0)) }),
		with("a message", "seal.format", func(v *chunkVector) {
			v.File = m.must(m.key.Seal(by, Draft{7, "dialogue", "report", data}))
		}),
	}
}

func (m vectorMaker) manifests() []manifestVector {
	a := NewAttachment(12)
	content := m.must(Manifest{a, "foto één.jpg", "image/jpeg"}.Encode())
	bad := func(b []byte) manifestVector { return manifestVector{Content: b, Code: "seal.format"} }
	path := encode(manifestDomain)
	path.text(a.ID)
	path.number(12)
	path.text("../x")
	path.text("image/jpeg")
	return []manifestVector{
		{Content: content, ID: a.ID, Size: 12, Name: "foto één.jpg", Type: "image/jpeg"},
		bad(content[:len(content)-1]), bad(flip(content, 10)), bad(append(bytes.Clone(content), 0)), bad(path.b),
	}
}

// large makes what only fresh sets hold: a message of many kilobytes and a
// whole chunk.
func (m vectorMaker) large() (messageVector, chunkVector) {
	by := m.reporter.Signing
	text, data, a := bytes.Repeat([]byte("x"), 100_000), bytes.Repeat([]byte{7}, ChunkSize), NewAttachment(ChunkSize)
	message := messageVector{
		Name: "long", File: m.must(m.key.Seal(by, Draft{7, "dialogue", "report", text})), Sequence: 7, Purpose: "dialogue",
		Senders: []VerifyKey{by.VerifyKey()}, Kinds: []string{"report"}, Kind: "report", Sender: by.VerifyKey().String(), Content: text,
	}
	return message, chunkVector{
		Name: "full", File: m.must(m.key.SealChunk(by, a, 0, data)), ID: a.ID, Size: a.Size,
		Senders: []VerifyKey{by.VerifyKey()}, Data: data,
	}
}
