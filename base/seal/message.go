// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "slices"

// MaxContent is the most bytes in one message; what is larger is an
// attachment.
const MaxContent = 1 << 20

const messageDomain = "baken/seal/message/v1"

// Draft is a message before it is sealed.
type Draft struct {
	Sequence uint64 // its place in the case, as the caller counts
	Purpose  string // what the envelope is for: "dialogue", "index"; a to z, 0 to 9, dot, dash
	Kind     string // what is said: "report", "answer"; the same letters
	Content  []byte
}

// Message is what was opened: it was signed, word for word, by its sender.
type Message struct {
	Case       Case
	Epoch      uint64
	Sequence   uint64
	Purpose    string
	Recipients [32]byte // hash of the fingerprints of the epoch's public key and its readers
	Sender     VerifyKey
	Kind       string
	Content    []byte
}

// Want is what the opener of a message expects beside what the CaseKey says.
// An empty list accepts nobody and nothing.
type Want struct {
	Sequence uint64
	Purpose  string
	Senders  []VerifyKey
	Kinds    []string
}

// Seal signs the draft and closes it for the readers of the epoch. Errors:
// ErrName, ErrSequence, and ErrLarge above MaxContent.
func (k CaseKey) Seal(by SigningKey, d Draft) ([]byte, error) {
	if !isLabel(d.Purpose) {
		return nil, ErrName.With("field", "purpose")
	}
	if !isLabel(d.Kind) {
		return nil, ErrName.With("field", "kind")
	}
	if d.Sequence > maxNumber {
		return nil, ErrSequence
	}
	if len(d.Content) > MaxContent {
		return nil, ErrLarge.With("most", MaxContent)
	}
	return k.identity.sealMessage(by, Message{
		Case: k.epoch.Case, Epoch: k.epoch.Number, Sequence: d.Sequence, Purpose: d.Purpose,
		Recipients: k.digest, Sender: by.VerifyKey(), Kind: d.Kind, Content: d.Content,
	})
}

// sealMessage signs and closes a message as it stands.
func (i Identity) sealMessage(by SigningKey, m Message) ([]byte, error) {
	body := by.signed(m.encode())
	return lock(pad(body, Class(4+len(body))), i.key.Recipient())
}

// Open opens a message and checks that it is the one that is wanted. On any
// fault nothing of it is returned. Errors: those of an envelope;
// ErrOrganisation, ErrCase, ErrEpoch, ErrSequence, ErrPurpose, ErrRecipients,
// ErrSender, ErrKind, in this order, for the first that differs.
func (k CaseKey) Open(raw []byte, want Want) (Message, error) {
	m, err := k.identity.openMessage(raw)
	if err != nil {
		return Message{}, err
	}
	if err := m.differs(k, want); err != nil {
		return Message{}, err
	}
	return m, nil
}

// openMessage opens a message and checks its signature, not its place.
func (i Identity) openMessage(raw []byte) (Message, error) {
	plain, err := i.unlock(raw)
	if err != nil {
		return Message{}, err
	}
	body, err := unpad(plain)
	if err != nil {
		return Message{}, err
	}
	if len(plain) != Class(4+len(body)) {
		return Message{}, ErrPadding
	}
	b, signature, err := splitSignature(body)
	if err != nil {
		return Message{}, err
	}
	m, err := decodeMessage(b)
	if err != nil {
		return Message{}, err
	}
	if !m.Sender.verify(b, signature) {
		return Message{}, ErrSignature
	}
	return m, nil
}

func (m Message) differs(k CaseKey, want Want) error {
	switch {
	case m.Case.Organisation != k.epoch.Case.Organisation:
		return ErrOrganisation
	case m.Case.ID != k.epoch.Case.ID:
		return ErrCase
	case m.Epoch != k.epoch.Number:
		return ErrEpoch
	case m.Sequence != want.Sequence:
		return ErrSequence
	case m.Purpose != want.Purpose:
		return ErrPurpose
	case m.Recipients != k.digest:
		return ErrRecipients
	case !slices.Contains(want.Senders, m.Sender):
		return ErrSender
	case !slices.Contains(want.Kinds, m.Kind):
		return ErrKind
	}
	return nil
}

func (m Message) encode() []byte {
	e := encode(messageDomain)
	e.text(m.Case.Organisation)
	e.text(m.Case.ID)
	e.number(m.Epoch)
	e.number(m.Sequence)
	e.text(m.Purpose)
	e.field(m.Recipients[:])
	e.field(m.Sender.bytes())
	e.text(m.Kind)
	e.field(m.Content)
	return e.b
}

func decodeMessage(b []byte) (Message, error) {
	d := decode(messageDomain, b)
	m := Message{Case: Case{d.text(), d.text()}, Epoch: d.number(), Sequence: d.number(), Purpose: d.text()}
	d.fixed(m.Recipients[:])
	m.Sender = d.verifyKey()
	m.Kind = d.text()
	m.Content = d.field()
	if !d.done() || m.Case.check() != nil || !isLabel(m.Purpose) || !isLabel(m.Kind) || len(m.Content) > MaxContent {
		return Message{}, ErrFormat
	}
	return m, nil
}
