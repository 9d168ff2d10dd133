// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"encoding/base32"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// Codes of an app follow RFC 6238 as every app does: six digits, SHA-1, a new
// one each 30 seconds. A code of one step earlier or later is taken, for
// clocks that differ; each step is taken once.
const (
	codeStep   = 30 * time.Second
	codeSkew   = 1
	secretSize = 20 // bytes, RFC 4226, 4 R6
)

// NewSecret draws the secret that a code app is given, in base32.
func NewSecret(random io.Reader) (string, error) {
	b := make([]byte, secretSize)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("draw a secret: %w", err)
	}
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b), nil
}

// SecretURL gives the address that a code app reads from a picture.
func SecretURL(secret, issuer, email string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + email}
	u.RawQuery = url.Values{"secret": {secret}, "issuer": {issuer}}.Encode()
	return u.String()
}

// CodeAt gives the code that an app shows at an instant.
func CodeAt(secret string, at time.Time) (string, error) {
	return hotp.GenerateCodeCustom(secret, uint64(step(at)), codeOptions())
}

func codeOptions() hotp.ValidateOpts {
	return hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}
}

func step(at time.Time) int64 { return at.Unix() / int64(codeStep/time.Second) }

// matchCode gives the time step of which code is the code. All steps are
// tried, so that the time tells nothing.
func matchCode(code, secret string, at time.Time) (int64, bool) {
	code = strings.ReplaceAll(code, " ", "")
	var found int64
	ok := false
	for d := int64(-codeSkew); d <= codeSkew; d++ {
		s := step(at) + d
		if right, err := hotp.ValidateCustom(code, uint64(s), secret, codeOptions()); err == nil && right {
			found, ok = s, true
		}
	}
	return found, ok
}

// checkSecret refuses what a code app couldn't use, or what could be guessed.
func checkSecret(secret string) error {
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil || len(b) < 16 { // RFC 4226, 4 R6: at least 128 bits
		return ErrSecret
	}
	return nil
}
