// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package drive

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/org"
	"baken/internal/db"
)

// SignIn begins a session for a person in the database, as the pages to sign in
// do after passphrase and code, and gives its cookie.
func SignIn(ctx context.Context, d *db.DB, who org.PersonID) (*http.Cookie, error) {
	token, now := rand.Text(), time.Now()
	data, err := identity.Codec{}.Encode(now.Add(identity.DefaultLifetimes().Absolute), map[string]any{
		identity.SessionPerson: string(who), identity.SessionDevice: "bench", identity.SessionStarted: strconv.FormatInt(now.Unix(), 10),
	})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(token))
	hash := base64.RawURLEncoding.EncodeToString(sum[:])
	if err := identitydb.NewSessions(d, time.Now).CommitCtx(ctx, hash, data, now.Add(identity.DefaultLifetimes().Idle)); err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	return &http.Cookie{Name: "baken-session", Value: token}, nil
}
