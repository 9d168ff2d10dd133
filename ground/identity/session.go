// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"baken/ground/org"
)

// Lifetimes are how long a session is believed.
type Lifetimes struct {
	Idle     time.Duration // without a request
	Absolute time.Duration // since the sign-in
}

// DefaultLifetimes fit a working day.
func DefaultLifetimes() Lifetimes {
	return Lifetimes{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}
}

// Session is a sign-in that is still believed, as its owner sees it.
type Session struct {
	ID      string // to end it by; not the token
	Device  string // what kind of browser, coarsely
	Started time.Time
	Seen    time.Time // to the minute
}

// Sessions lists and ends sessions; identitydb implements it. An ended
// session stays ended, also for a request that was under way.
type Sessions interface {
	List(ctx context.Context, as org.Actor) ([]Session, error)
	End(ctx context.Context, as org.Actor, id string) error
	EndOthers(ctx context.Context, as org.Actor, but string) error
}

// Names of the values in a session.
const (
	SessionPerson  = "person"
	SessionDevice  = "device"
	SessionStarted = "started" // Unix seconds of the sign-in
)

// SessionID gives the name of the session that is kept under a token's hash.
func SessionID(hash string) string { return hash[:min(len(hash), 16)] }

// Codec writes a session as JSON, so that the store can tell whose it is.
type Codec struct{}

type sessionData struct {
	Deadline time.Time         `json:"deadline"`
	Values   map[string]string `json:"values"`
}

// Encode writes the end and the values of a session; all values are texts.
func (Codec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	d := sessionData{Deadline: deadline.UTC(), Values: make(map[string]string, len(values))}
	for name, v := range values {
		s, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("session value %s is a %T, not a text", name, v)
		}
		d.Values[name] = s
	}
	return json.Marshal(d)
}

// Decode reads what Encode wrote.
func (Codec) Decode(b []byte) (time.Time, map[string]any, error) {
	deadline, texts, err := ReadSession(b)
	values := make(map[string]any, len(texts))
	for name, v := range texts {
		values[name] = v
	}
	return deadline, values, err
}

// ReadSession reads what Codec wrote.
func ReadSession(b []byte) (deadline time.Time, values map[string]string, err error) {
	var d sessionData
	if err := json.Unmarshal(b, &d); err != nil {
		return time.Time{}, nil, fmt.Errorf("read session: %w", err)
	}
	return d.Deadline, d.Values, nil
}
