// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/sha256"
	"slices"
)

// Epoch is a time in which the readers of a case stay the same. Its
// statement, signed by its maker, goes to every reader with the key.
type Epoch struct {
	Case      Case
	Number    uint64        // from 1
	Recipient Recipient     // the public key that this epoch's messages are sealed to
	Readers   []Fingerprint // who got the secret key of it, ascending
	Maker     VerifyKey     // who made it
}

// CaseKey reads and writes in one epoch of a case.
type CaseKey struct {
	hidden
	epoch     Epoch
	identity  Identity
	digest    [32]byte
	statement []byte
	signature []byte
	granter   VerifyKey
}

// Epoch gives what the maker stated.
func (k CaseKey) Epoch() Epoch {
	e := k.epoch
	e.Readers = slices.Clone(e.Readers)
	return e
}

// Granter gives who resealed the key to its reader; false when the maker
// himself sealed it.
func (k CaseKey) Granter() (VerifyKey, bool) { return k.granter, k.granter != VerifyKey{} }

// Identity gives the secret key of the epoch, to hold in a keyring or to
// export for the age tool.
func (k CaseKey) Identity() Identity { return k.identity }

// NewEpoch starts an epoch with a fresh key, and gives it with the envelope
// that brings it to the readers. The maker must be among them himself to open
// it again. A change of readers is a new epoch: nothing else takes a reader
// away.
func NewEpoch(by SigningKey, c Case, number uint64, readers []Recipient) (CaseKey, []byte, error) {
	return newEpoch(NewIdentity(), by, c, number, readers)
}

func newEpoch(id Identity, by SigningKey, c Case, number uint64, readers []Recipient) (CaseKey, []byte, error) {
	if err := c.check(); err != nil {
		return CaseKey{}, nil, err
	}
	if number < 1 || number > maxNumber {
		return CaseKey{}, nil, ErrEpoch
	}
	sorted, prints, err := sortReaders(readers)
	if err != nil {
		return CaseKey{}, nil, err
	}
	k := caseKey(id, Epoch{Case: c, Number: number, Recipient: id.Recipient(), Readers: prints, Maker: by.VerifyKey()})
	k.statement = k.epoch.encode(k.epoch.Recipient.Fingerprint())
	k.signature = by.sign(k.statement)
	raw, err := lockTo(k.encode(nil, nil), sorted)
	return k, raw, err
}

func caseKey(id Identity, e Epoch) CaseKey {
	return CaseKey{epoch: e, identity: id, digest: readersDigest(e.Recipient, e.Readers)}
}

// Reseal seals the key of an epoch to readers who weren't there at its start:
// a member who is to read what was before him, or one who made a new keyring
// because the passphrase is forgotten. The maker's statement stays as it is;
// who resealed, and to whom, is signed beside it.
func Reseal(k CaseKey, by SigningKey, to []Recipient) ([]byte, error) {
	sorted, prints, err := sortReaders(to)
	if err != nil {
		return nil, err
	}
	grant := encode("baken/seal/grant/v2")
	sum := sha256.Sum256(k.statement)
	grant.field(sum[:])
	grant.readers(prints)
	grant.field(by.VerifyKey().bytes())
	return lockTo(k.encode(grant.b, by.sign(grant.b)), sorted)
}

// encode writes what an epoch's envelope holds.
func (k CaseKey) encode(grant, signature []byte) []byte {
	e := encode("baken/seal/casekey/v1")
	e.field(k.identity.seed[:])
	e.field(k.statement)
	e.field(k.signature)
	e.field(grant)
	e.field(signature)
	return e.b
}

// encode writes the statement; own is the fingerprint of the epoch's key.
func (e Epoch) encode(own Fingerprint) []byte {
	w := encode("baken/seal/epoch/v2")
	w.text(e.Case.Organisation)
	w.text(e.Case.ID)
	w.number(e.Number)
	w.field(own[:])
	w.readers(e.Readers)
	w.field(e.Maker.bytes())
	return w.b
}

// decodeEpoch reads a statement. It states the fingerprint of the epoch's key
// only; whoever holds the secret key has the public one too.
func decodeEpoch(b []byte) (e Epoch, own Fingerprint, err error) {
	d := decode("baken/seal/epoch/v2", b)
	e = Epoch{Case: Case{d.text(), d.text()}, Number: d.number()}
	d.fixed(own[:])
	e.Readers, e.Maker = d.readers(), d.verifyKey()
	if !d.done() || e.Case.check() != nil || e.Number < 1 {
		return Epoch{}, Fingerprint{}, ErrFormat
	}
	return e, own, nil
}

// EpochWant is what the opener of an epoch's envelope expects.
type EpochWant struct {
	Case     Case
	Number   uint64
	Makers   []VerifyKey // who may start an epoch of this case
	Granters []VerifyKey // who may reseal one; none, when a resealed key isn't expected
}

// OpenEpoch opens the envelope of an epoch and checks all that its maker
// signed. Errors: those of an envelope; ErrOrganisation, ErrCase, ErrEpoch,
// ErrMaker and ErrGrant when it isn't the one that is wanted; ErrRecipients
// when the statement doesn't name this identity; ErrSignature when a
// signature, or the key itself, isn't the one that was signed.
func OpenEpoch(raw []byte, id Identity, want EpochWant) (CaseKey, error) {
	plain, err := id.unlock(raw)
	if err != nil {
		return CaseKey{}, err
	}
	k, g, err := decodeCaseKey(plain)
	if err != nil {
		return CaseKey{}, err
	}
	readers := k.epoch.Readers
	if g != nil {
		k.granter, readers = g.by, g.to
	}
	if err := want.check(k); err != nil {
		return CaseKey{}, err
	}
	if !slices.Contains(readers, id.Recipient().Fingerprint()) {
		return CaseKey{}, ErrRecipients
	}
	return k, nil
}

func (w EpochWant) check(k CaseKey) error {
	granter, granted := k.Granter()
	switch {
	case k.epoch.Case.Organisation != w.Case.Organisation:
		return ErrOrganisation
	case k.epoch.Case.ID != w.Case.ID:
		return ErrCase
	case k.epoch.Number != w.Number:
		return ErrEpoch
	case !slices.Contains(w.Makers, k.epoch.Maker):
		return ErrMaker
	case granted && !slices.Contains(w.Granters, granter):
		return ErrGrant
	}
	return nil
}

// grant says who resealed a key to whom.
type grant struct {
	to []Fingerprint
	by VerifyKey
}

// decodeCaseKey reads what an epoch's envelope holds and checks the
// signatures in it, not who signed.
func decodeCaseKey(plain []byte) (CaseKey, *grant, error) {
	var seed [32]byte
	d := decode("baken/seal/casekey/v1", plain)
	d.fixed(seed[:])
	statement, signature, granted, grantSignature := d.field(), d.field(), d.field(), d.field()
	if !d.done() || (len(granted) == 0) != (len(grantSignature) == 0) {
		return CaseKey{}, nil, ErrFormat
	}
	e, own, err := decodeEpoch(statement)
	if err != nil {
		return CaseKey{}, nil, err
	}
	id := identityFrom(seed)
	e.Recipient = id.Recipient()
	if !e.Maker.verify(statement, signature) || e.Recipient.Fingerprint() != own {
		return CaseKey{}, nil, ErrSignature
	}
	k := caseKey(id, e)
	k.statement, k.signature = statement, signature
	if len(granted) == 0 {
		return k, nil, nil
	}
	g, err := decodeGrant(granted, grantSignature, statement)
	return k, g, err
}

func decodeGrant(b, signature, statement []byte) (*grant, error) {
	var sum [32]byte
	d := decode("baken/seal/grant/v2", b)
	d.fixed(sum[:])
	g := &grant{to: d.readers(), by: d.verifyKey()}
	if !d.done() {
		return nil, ErrFormat
	}
	if sum != sha256.Sum256(statement) || !g.by.verify(b, signature) {
		return nil, ErrSignature
	}
	return g, nil
}

func (k VerifyKey) bytes() []byte { return k.key[:] }

// verifyKey reads a public key that can check signatures.
func (d *decoder) verifyKey() (k VerifyKey) {
	d.fixed(k.key[:])
	if !d.bad && !isPoint(k.key) {
		d.bad = true
	}
	return k
}
