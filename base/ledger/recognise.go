// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Kind is a kind of file that can be verified offline.
type Kind string

// The kinds of files.
const (
	KindProof      Kind = "proof"      // ParseProof
	KindExtension  Kind = "extension"  // ParseExtension
	KindCheckpoint Kind = "checkpoint" // OpenCheckpoint
	KindBundle     Kind = "bundle"     // disclose.Open
	KindLosses     Kind = "losses"     // ParseLosses
)

// Recognise tells what kind of file raw looks like. It verifies nothing.
//
// Errors: ErrUnknown.
func Recognise(raw []byte) (Kind, error) {
	first, _, _ := bytes.Cut(raw, []byte("\n"))
	switch {
	case string(first) == proofFormat:
		return KindProof, nil
	case bytes.HasPrefix(raw, []byte("old ")):
		return KindExtension, nil
	case looksLikeBundle(raw):
		return KindBundle, nil
	case bytes.HasPrefix(raw, []byte(`{"checkpoint":`)):
		return KindLosses, nil
	case looksLikeCheckpoint(string(raw)):
		return KindCheckpoint, nil
	}
	return "", ErrUnknown
}

func looksLikeBundle(raw []byte) bool {
	var head struct {
		Format string `json:"format"`
	}
	return json.NewDecoder(bytes.NewReader(raw)).Decode(&head) == nil && strings.HasPrefix(head.Format, "baken-bundle/")
}

// looksLikeCheckpoint asks for three lines, an empty one and a signature.
func looksLikeCheckpoint(s string) bool {
	text, signatures, ok := strings.Cut(s, "\n\n")
	return ok && strings.HasPrefix(signatures, "— ") && strings.Count(text, "\n") == 2
}
