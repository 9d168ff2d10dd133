// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package seal closes what people tell so that only those they chose can
// read it, and shows when it was changed, moved or made up by another.
//
// What it promises:
//
//   - A message can be read by the readers of its epoch and by nobody else,
//     also not by who holds the database and its backups, and also not by who
//     keeps a copy until there is a quantum computer: the envelopes are age
//     files to hybrid post-quantum recipients.
//   - A message opens only as what it was sealed as. Inside the envelope the
//     sender signs the organisation, the case, the epoch, the sequence number,
//     the purpose, the readers, his own key, the kind and the content. When one
//     of these differs from what the opener expects, nothing is returned but a
//     fault that names which.
//   - Who joins later reads nothing of before, unless somebody who can read it
//     seals it to him (Reseal), and that act is signed too. Who left reads
//     nothing of later: every change of readers starts a new epoch with a new
//     key.
//   - The length of an envelope tells the size class of its content only, and
//     envelopes of a case look alike whatever their kind.
//   - Secrets don't print: the String of every secret type is "[secret]", and
//     no error holds one.
//
// What it refuses, or can't do: it keeps no list of who may read what, so the
// caller says which makers and senders it accepts; it can't take back what a
// reader has seen; it doesn't hide how many readers an epoch has; signatures
// are Ed25519, which is fit for proving a sender today but not against a
// quantum computer that forges old mail later (doc/decisions/0003-sealing.md).
//
// # Shape
//
// A person has a Keyring: an Identity to read with and a SigningKey to sign
// with, wrapped by a passphrase. Whoever reports without an account has a
// Receipt of eight words, from which the same two keys follow. NewEpoch starts
// a CaseKey and seals it to its readers; with the CaseKey one seals and opens
// messages and the chunks of attachments. Who has no keys seals a Letter to one
// reader, which nobody signs.
//
// Everything here exists a second time in TypeScript, for the browser, under
// internal/asset/src/seal; testdata/vectors.json is opened by both. An envelope
// also opens with the public age tool, 1.3 or later:
//
//	age -d -i keyring.age envelope.age
//
// # Format
//
// All that is signed or hashed is written in one way: a text or bytes as four
// bytes of length, most significant first, and the bytes; a number as eight
// bytes; a list as its count in four bytes and its members. The first field
// is a text that says what follows, so that nothing signed as one thing can
// pass for another. A plaintext is the length of the body in four bytes, the
// body, and zeros up to the size class.
package seal
