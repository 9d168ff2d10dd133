// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"baken/base/seal"
	"baken/hear/report"
)

// Reply is what a reporter adds to his case: KindText, KindCorrection,
// KindIdentityAnswer or KindWithdrawal.
type Reply struct {
	plain
	Kind    Kind
	Text    string
	Answer  string // "yes" or "no", to a request for his identity
	Name    string
	Contact string
}

func (r Reply) content() ([]byte, error) {
	text := seal.Text(r.Text)
	switch r.Kind {
	case KindText, KindCorrection:
		if strings.TrimSpace(text) == "" {
			return nil, report.ErrEmpty
		}
	case KindWithdrawal:
	case KindIdentityAnswer:
		if r.Answer != "yes" && r.Answer != "no" {
			return nil, report.ErrCode.With("field", "answer")
		}
		if r.Answer == "no" { // who fills a name in and then chooses no, has chosen no
			r.Name, r.Contact = "", ""
		}
		return json.Marshal(struct {
			Answer  string `json:"answer"`
			Name    string `json:"name"`
			Contact string `json:"contact"`
			Text    string `json:"text"`
		}{r.Answer, seal.Text(r.Name), seal.Text(r.Contact), text})
	case KindReport, KindIdentityRequest, KindFeedback, KindAction:
		return nil, report.ErrCode.With("field", "kind")
	default:
		return nil, report.ErrCode.With("field", "kind")
	}
	return json.Marshal(struct {
		Text string `json:"text"`
	}{text})
}

// tries is how often an answer is sealed again when somebody of the desk was
// just before it.
const tries = 5

// Answer adds to the case of a receipt as it was typed. Errors: those of Open,
// report.ErrEmpty and ErrCode.
func (s *Server) Answer(ctx context.Context, words string, r Reply) (report.Event, error) {
	content, err := r.content()
	if err != nil {
		return report.Event{}, err
	}
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return report.Event{}, err
	}
	for range tries {
		o, err := s.openWith(ctx, keys)
		if err != nil {
			return report.Event{}, err
		}
		envelope, err := o.epochs[o.Epoch].Seal(keys.Signing, draft(o.Next(), r.Kind, content))
		if err != nil {
			return report.Event{}, fmt.Errorf("seal an answer: %w", err)
		}
		saying := report.Saying{Seq: o.Next(), Epoch: o.Epoch, Envelope: envelope}
		if r.Kind == KindWithdrawal {
			saying.State = report.Withdrawn
		}
		event, err := s.service.Tell(ctx, keys.Lookup, saying)
		if !errors.Is(err, report.ErrSequence) && !errors.Is(err, report.ErrEpoch) {
			return event, err
		}
	}
	return report.Event{}, report.ErrSequence
}
