// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/taxonomy"
	"baken/hear/report"
)

// Purpose is what every message of a case is sealed for.
const Purpose = "dialogue"

// Kind is what a message says.
type Kind string

// The kinds of messages.
const (
	KindReport          Kind = "report"
	KindText            Kind = "text"
	KindIdentityRequest Kind = "identity-request" // by the desk
	KindFeedback        Kind = "feedback"         // by the desk: what was done
	KindAction          Kind = "action"           // by the desk: what is agreed, done or seen
	KindIdentityAnswer  Kind = "identity-answer"
	KindCorrection      Kind = "correction"
	KindWithdrawal      Kind = "withdrawal"
)

func kinds() []string {
	return []string{
		string(KindReport), string(KindText), string(KindIdentityRequest), string(KindFeedback), string(KindAction),
		string(KindIdentityAnswer), string(KindCorrection), string(KindWithdrawal),
	}
}

// Said is what stands in a message; its kind says which fields it has. It is
// in the clear, for one request, and doesn't print.
type Said struct {
	plain
	What     string   `json:"what,omitempty"`
	Conduct  []string `json:"conduct,omitempty"`
	Grounds  []string `json:"grounds,omitempty"`
	Source   string   `json:"source,omitempty"`
	Position string   `json:"position,omitempty"`
	When     string   `json:"when,omitempty"`
	Hope     []string `json:"hope,omitempty"`
	Text     string   `json:"text,omitempty"`
	Answer   string   `json:"answer,omitempty"` // "yes" or "no"
	Name     string   `json:"name,omitempty"`
	Contact  string   `json:"contact,omitempty"`
	Act
	Attachments []Manifest `json:"attachments,omitempty"`
}

// Act is what a message of KindAction has beside its text.
type Act struct {
	plain
	Do     report.Do  `json:"do,omitempty"`
	Number int        `json:"number,omitempty"`
	Who    string     `json:"who,omitempty"`
	Until  civil.Date `json:"until,omitzero"`
	Months int        `json:"months,omitempty"`
	Result string     `json:"result,omitempty"` // "worked", "partly" or "not"
}

// plain is embedded by what is in the clear, so that no log shows it.
type plain struct{}

// Format prints nothing of it, whatever the verb.
func (plain) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[words of a reporter]")) }

// LogValue gives nothing of it.
func (plain) LogValue() slog.Value { return slog.StringValue("[words of a reporter]") }

// Manifest tells what an attachment is.
type Manifest struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Type    string    `json:"type"`
	Size    uint64    `json:"size"`
	Chunks  uint64    `json:"chunks"`
	Removed []Removed `json:"removed"`
}

// Removed is what a browser took out of a picture before it was sealed; the
// server takes nothing out.
type Removed = json.RawMessage

// filed is a report as it is written, every field of it.
type filed struct {
	What        string     `json:"what"`
	Conduct     []string   `json:"conduct"`
	Grounds     []string   `json:"grounds"`
	Source      string     `json:"source"`
	Position    string     `json:"position"`
	When        string     `json:"when"`
	Hope        []string   `json:"hope"`
	Attachments []Manifest `json:"attachments"`
}

// Encode writes a report as the content of its message.
func (s Said) Encode() ([]byte, error) {
	list := func(l []string) []string { return append([]string{}, l...) }
	return json.Marshal(filed{
		s.What, list(s.Conduct), list(s.Grounds), s.Source, s.Position, s.When, list(s.Hope), append([]Manifest{}, s.Attachments...),
	})
}

// check refuses a report without a story and codes that aren't in the lists.
func (s Said) check(now time.Time) error {
	if strings.TrimSpace(s.What) == "" {
		return report.ErrEmpty
	}
	edition, err := taxonomy.At(civil.On(now))
	if err != nil {
		return err
	}
	for _, c := range s.Conduct {
		if _, err := edition.ParseConduct(c); err != nil {
			return report.ErrCode.With("field", "conduct")
		}
	}
	for _, c := range s.Grounds {
		if _, err := edition.ParseGround(c); err != nil {
			return report.ErrCode.With("field", "grounds")
		}
	}
	if s.Source != "" {
		if _, err := edition.ParseSource(s.Source); err != nil {
			return report.ErrCode.With("field", "source")
		}
	}
	if s.Position != "" && !slices.Contains(report.Positions(), s.Position) {
		return report.ErrCode.With("field", "position")
	}
	for _, h := range s.Hope {
		if !slices.Contains(report.Hopes(), h) {
			return report.ErrCode.With("field", "hope")
		}
	}
	return nil
}

func draft(seq int64, k Kind, content []byte) seal.Draft {
	return seal.Draft{Sequence: uint64(seq), Purpose: Purpose, Kind: string(k), Content: content} //nolint:gosec // counted from 1
}
