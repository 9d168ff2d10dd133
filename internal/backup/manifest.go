// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"time"
)

const (
	format       = "baken-backup/1"
	manifestFile = "manifest.json"
	recordsFile  = "records.jsonl.gz"
	// mostManifest bounds what is read of a manifest, in bytes.
	mostManifest = 1 << 20
)

// Manifest says what a backup is, and how to see that it is whole. It is
// written last, and sealed with a key that follows from the server's secret:
// a backup that somebody else changed is not restored.
type Manifest struct {
	Format     string           `json:"format"`
	Version    string           `json:"version"` // of Baken
	Engine     string           `json:"engine"`
	Site       string           `json:"site"`
	Made       time.Time        `json:"made"`
	Checkpoint string           `json:"checkpoint"` // of the log at that moment, signed; empty when it hadn't begun
	Entries    int64            `json:"entries"`    // in the log then
	Rooms      map[string]int64 `json:"rooms"`      // versions of the tables, by room
	Rows       int64            `json:"rows"`
	Parts      []Part           `json:"parts"`
	Pieces     Pieces           `json:"pieces"`
	Seal       string           `json:"seal"`
}

// Part is a file of the backup.
type Part struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Pieces counts the pieces of attachments that the records name. They are kept
// beside the backups, once for all of them.
type Pieces struct {
	Count   int64 `json:"count"`
	Bytes   int64 `json:"bytes"`
	Added   int64 `json:"added"`   // that were in no earlier backup
	Missing int64 `json:"missing"` // that the server itself doesn't have, or not unchanged
}

var partName = regexp.MustCompile(`^[a-z]+\.jsonl\.gz$`)

// Name gives the name of the backup.
func (m Manifest) Name() string { return m.Made.Format(nameForm) }

// Encode writes the manifest.
func (m Manifest) Encode() ([]byte, error) {
	raw, err := json.MarshalIndent(m, "", "  ")
	return append(raw, '\n'), err
}

// ParseManifest reads what Encode wrote, and nothing else. It verifies
// nothing.
func ParseManifest(raw []byte) (Manifest, error) {
	var m Manifest
	if len(raw) > mostManifest || json.Unmarshal(raw, &m) != nil {
		return Manifest{}, ErrManifest
	}
	again, err := m.Encode()
	if err != nil || !bytes.Equal(again, raw) || m.Format != format || m.Made.IsZero() || len(m.Parts) == 0 {
		return Manifest{}, ErrManifest
	}
	for _, p := range m.Parts {
		sum, err := hex.DecodeString(p.SHA256)
		if err != nil || len(sum) != sha256.Size || p.Size < 0 || !partName.MatchString(p.Name) {
			return Manifest{}, ErrManifest
		}
	}
	return m, nil
}

// sealed gives the manifest with its seal: a code over all the rest.
func (m Manifest) sealed(key []byte) (Manifest, error) {
	m.Seal = ""
	raw, err := m.Encode()
	if err != nil {
		return Manifest{}, err
	}
	code := hmac.New(sha256.New, key)
	_, _ = code.Write(raw) // never fails
	m.Seal = hex.EncodeToString(code.Sum(nil))
	return m, nil
}

// Genuine tells whether the manifest was sealed with that key and is
// unchanged.
func (m Manifest) Genuine(key []byte) bool {
	again, err := m.sealed(key)
	return err == nil && hmac.Equal([]byte(again.Seal), []byte(m.Seal))
}
