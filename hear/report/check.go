// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"

	"baken/base/seal"
)

// How much is taken.
const (
	MostEnvelope    = 2 << 20            // bytes of a message, as base/seal opens at most
	MostWrapped     = 2 << 20            // bytes of a keyring or an index
	ChunkSize       = seal.ChunkSize     // bytes of an attachment in one chunk
	MostChunk       = ChunkSize + 16<<10 // bytes of a sealed chunk
	MostAttachment  = 100 << 20          // bytes of an attachment
	MostChunks      = MostAttachment / ChunkSize
	MostAttachments = 10                           // to one message
	MostPieces      = MostAttachments * MostChunks // chunks in one upload
	mostReaders     = 64
)

const (
	idSize   = 26
	alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	fileSize = 32
)

// ParseID reads the id of a case.
func ParseID(s string) (ID, error) {
	if !isID(s) {
		return "", ErrID.With("field", "case")
	}
	return ID(s), nil
}

func isID(s string) bool { return len(s) == idSize && strings.Trim(s, alphabet) == "" }

// isFile tells whether s names an attachment: 32 hexadecimal digits.
func isFile(s string) bool {
	raw, err := hex.DecodeString(s)
	return err == nil && len(s) == fileSize && hex.EncodeToString(raw) == s
}

// What a recipient looks like: one of base/seal is a hybrid key, all of one
// length, in the letters of bech32.
const (
	recipientPrefix = "age1pq1"
	recipientSize   = 1959
	bech32          = "023456789acdefghjklmnpqrstuvwxyz"
	verifyPrefix    = "ed25519:"
	verifySize      = len(verifyPrefix) + 64
)

// looksLikeRecipient tells whether s has the form of a key to seal to. To read
// two of them to the end costs more than all else that is done to a report,
// and a key that can't be used harms nobody but the reporter who sent it: a
// member's browser reads it, and stays in the first epoch. Keys that are sealed
// to for others are read to the end, see Public.Check.
func looksLikeRecipient(s string) bool {
	return len(s) == recipientSize && strings.HasPrefix(s, recipientPrefix) && strings.Trim(s[len(recipientPrefix):], bech32) == ""
}

// looksLikeVerifyKey is the same for a key to check signatures with.
func looksLikeVerifyKey(s string) bool {
	return len(s) == verifySize && strings.HasPrefix(s, verifyPrefix) && strings.Trim(s[len(verifyPrefix):], "0123456789abcdef") == ""
}

// checkEnvelope refuses what can't be sealed: the server knows no more of it.
func checkEnvelope(raw []byte, most int) error {
	if len(raw) > most {
		return ErrLarge.With("most", most)
	}
	if !bytes.HasPrefix(raw, []byte("age-encryption.org/v1\n-> ")) {
		return ErrEnvelope
	}
	return nil
}

func checkAttachments(all []Attachment) error {
	if len(all) > MostAttachments {
		return ErrAttachments.With("most", MostAttachments)
	}
	ids := make([]string, len(all))
	for i, a := range all {
		if !isFile(a.ID) {
			return ErrID.With("field", "attachment")
		}
		if a.Chunks < 1 || a.Chunks > MostChunks {
			return ErrLarge.With("most", MostAttachment)
		}
		ids[i] = a.ID
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(all) {
		return ErrAttachments.With("most", MostAttachments)
	}
	return nil
}
