// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

const letterDomain = "baken/seal/letter/v1"

// Letter is what somebody who has no keys closes for one reader. Nobody signs
// it, so it proves no sender: who has the database can put one in the place of
// another that he made himself, and can't pass one off under another id.
type Letter struct {
	Case    Case   // the organisation, and the id of the letter itself
	Purpose string // as that of a message
	Content []byte
}

// Seal closes the letter for its reader, whose key is named inside. Errors:
// ErrName, ErrRecipient, and ErrLarge above MaxContent.
func (l Letter) Seal(to Recipient) ([]byte, error) {
	if err := l.Case.check(); err != nil {
		return nil, err
	}
	if !isLabel(l.Purpose) {
		return nil, ErrName.With("field", "purpose")
	}
	if len(l.Content) > MaxContent {
		return nil, ErrLarge.With("most", MaxContent)
	}
	return l.lock(to.Fingerprint(), to)
}

// lock closes the letter as it stands; reader is who is named in it.
func (l Letter) lock(reader Fingerprint, to Recipient) ([]byte, error) {
	body := l.encode(reader)
	return lockTo(pad(body, Class(4+len(body))), []Recipient{to})
}

// OpenLetter gives the content of the letter of that id and purpose. Errors:
// those of an envelope; ErrOrganisation, ErrCase, ErrPurpose and ErrRecipients,
// in this order, for the first that differs.
func OpenLetter(raw []byte, id Identity, c Case, purpose string) ([]byte, error) {
	plain, err := id.unlock(raw)
	if err != nil {
		return nil, err
	}
	body, err := unpad(plain)
	if err != nil {
		return nil, err
	}
	if len(plain) != Class(4+len(body)) {
		return nil, ErrPadding
	}
	l, reader, err := decodeLetter(body)
	switch {
	case err != nil:
		return nil, err
	case l.Case.Organisation != c.Organisation:
		return nil, ErrOrganisation
	case l.Case.ID != c.ID:
		return nil, ErrCase
	case l.Purpose != purpose:
		return nil, ErrPurpose
	case reader != id.Recipient().Fingerprint():
		return nil, ErrRecipients
	}
	return l.Content, nil
}

func (l Letter) encode(reader Fingerprint) []byte {
	e := encode(letterDomain)
	e.text(l.Case.Organisation)
	e.text(l.Case.ID)
	e.text(l.Purpose)
	e.field(reader[:])
	e.field(l.Content)
	return e.b
}

func decodeLetter(b []byte) (l Letter, reader Fingerprint, err error) {
	d := decode(letterDomain, b)
	l = Letter{Case: Case{d.text(), d.text()}, Purpose: d.text()}
	d.fixed(reader[:])
	l.Content = d.field()
	if !d.done() || l.Case.check() != nil || !isLabel(l.Purpose) || len(l.Content) > MaxContent {
		return Letter{}, Fingerprint{}, ErrFormat
	}
	return l, reader, nil
}
