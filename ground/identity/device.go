// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"baken/ground/org"
)

// deviceLife is how long a device is known after a sign-in.
const deviceLife = 180 * 24 * time.Hour

// newDevice gives what is left on a device after a sign-in: a random name,
// its last second, and the server's mark for this person.
func (k Key) newDevice(random io.Reader, p org.PersonID, now time.Time) (string, error) {
	b := make([]byte, 16)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("name a device: %w", err)
	}
	name, until := base64.RawURLEncoding.EncodeToString(b), strconv.FormatInt(now.Add(deviceLife).Unix(), 10)
	return name + "." + until + "." + k.markDevice(p, name, until), nil
}

func (k Key) markDevice(p org.PersonID, name, until string) string {
	return base64.RawURLEncoding.EncodeToString(k.mac(forDevices, string(p), name, until))
}

// knownDevice gives the device's name when it is known for this person, and
// nothing otherwise.
func (k Key) knownDevice(device string, p org.PersonID, now time.Time) string {
	parts := strings.Split(device, ".")
	if len(parts) != 3 || p == "" {
		return ""
	}
	until, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || now.Unix() > until {
		return ""
	}
	want := k.markDevice(p, parts[0], parts[1])
	if subtle.ConstantTimeCompare([]byte(parts[2]), []byte(want)) != 1 {
		return ""
	}
	return parts[0]
}
