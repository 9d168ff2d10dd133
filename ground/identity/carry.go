// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// carryLife is how long a form waits for its owner to sign in again.
const carryLife = time.Hour

// Form is a form that somebody sent after his session had ended: its fields,
// and the names of the files, which must be chosen again.
type Form struct {
	Path   string              `json:"path"`
	Fields map[string][]string `json:"fields"`
	Files  []string            `json:"files,omitempty"` // names of the questions, not of the files
}

type carried struct {
	Form
	Sealed time.Time `json:"sealed"`
}

// Carry seals a form into a text that the sign-in page takes along. Only this
// server reads it, for an hour, and only for the same page.
func (k Key) Carry(random io.Reader, f Form, now time.Time) (string, error) {
	plain, err := json.Marshal(carried{f, now.UTC()})
	if err != nil {
		return "", fmt.Errorf("write form: %w", err)
	}
	box, err := k.seal(random, forForms, f.Path, plain)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(box), nil
}

// Carried opens what Carry sealed for this path.
func (k Key) Carried(s, path string, now time.Time) (Form, error) {
	box, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return Form{}, ErrSealed
	}
	plain, err := k.open(forForms, path, box)
	if err != nil {
		return Form{}, err
	}
	var c carried
	if err := json.Unmarshal(plain, &c); err != nil {
		return Form{}, ErrSealed
	}
	if age := now.Sub(c.Sealed); age < 0 || age > carryLife || c.Path != path {
		return Form{}, ErrSealed
	}
	return c.Form, nil
}
