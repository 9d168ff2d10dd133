// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/json"
	"fmt"
	"time"

	"baken/base/seal"
	"baken/bench/drive"
	"baken/hear/report"
	"baken/hear/report/reportserver"
)

// dossier is a case as the addresses show it.
type dossier struct {
	Found       bool         `json:"found"`
	Case        report.ID    `json:"case"`
	Org         string       `json:"org"`
	State       report.State `json:"state"`
	Version     int64        `json:"version"`
	SubmittedAt time.Time    `json:"submittedAt"`
	NextSeq     int64        `json:"nextSeq"`
	Epoch       int64        `json:"epoch"`
	Reporter    struct {
		Verify string `json:"verify"`
	} `json:"reporter"`
	Epochs []struct {
		Number    int64  `json:"number"`
		SealedKey []byte `json:"sealedKey"`
	} `json:"epochs"`
	Messages []struct {
		Seq      int64        `json:"seq"`
		From     report.Party `json:"from"`
		Envelope []byte       `json:"envelope"`
	} `json:"messages"`
	Members map[report.Party]struct {
		Keys []struct {
			Verify string `json:"verify"`
		} `json:"keys"`
	} `json:"members"`
	Tracks []struct {
		Regime report.Regime `json:"regime"`
		Runs   bool          `json:"runs"`
	} `json:"tracks"`
}

// signers gives the keys with which a party can have signed.
func (d dossier) signers(p report.Party) ([]seal.VerifyKey, error) {
	texts := []string{d.Reporter.Verify}
	if p != report.Reporter {
		texts = nil
		for _, k := range d.Members[p].Keys {
			texts = append(texts, k.Verify)
		}
	}
	var keys []seal.VerifyKey
	for _, t := range texts {
		k, err := seal.ParseVerifyKey(t)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// open opens a case, which has one epoch, and all that was said in it.
func (d dossier) open(by seal.Identity) (key seal.CaseKey, said []string, err error) {
	if len(d.Epochs) != 1 || d.Epoch != 1 {
		return key, nil, fmt.Errorf("%d epochs: %w", len(d.Epochs), errLost)
	}
	makers, err := d.signers(report.Reporter)
	if err != nil {
		return key, nil, err
	}
	want := seal.EpochWant{Case: seal.Case{Organisation: d.Org, ID: string(d.Case)}, Number: 1, Makers: makers}
	if key, err = seal.OpenEpoch(d.Epochs[0].SealedKey, by, want); err != nil {
		return key, nil, err
	}
	for i, m := range d.Messages {
		senders, err := d.signers(m.From)
		if err != nil {
			return key, nil, err
		}
		message, err := key.Open(m.Envelope, seal.Want{
			Sequence: uint64(i) + 1, Purpose: reportserver.Purpose, Senders: senders, //nolint:gosec // counted from 0
			Kinds: []string{string(reportserver.KindReport), string(reportserver.KindText), string(reportserver.KindFeedback)},
		})
		if err != nil {
			return key, nil, err
		}
		var words reportserver.Said
		if err := json.Unmarshal(message.Content, &words); err != nil {
			return key, nil, err
		}
		said = append(said, words.What+words.Text)
	}
	return key, said, nil
}

// saying is a message as it is sent.
type saying struct {
	Lookup   string       `json:"lookup,omitempty"`
	Message  envelope     `json:"message"`
	State    report.State `json:"state,omitempty"`
	Feedback bool         `json:"feedback,omitempty"`
}

type envelope struct {
	Seq      int64  `json:"seq"`
	Epoch    int64  `json:"epoch"`
	Envelope []byte `json:"envelope"`
}

// seal closes what is said next.
func (d dossier) seal(key seal.CaseKey, by seal.SigningKey, kind reportserver.Kind, words string) (envelope, error) {
	content, err := json.Marshal(map[string]string{"text": words})
	if err != nil {
		return envelope{}, err
	}
	sealed, err := key.Seal(by, seal.Draft{
		Sequence: uint64(d.NextSeq), Purpose: reportserver.Purpose, Kind: string(kind), Content: content, //nolint:gosec // counted from 1
	})
	return envelope{d.NextSeq, d.Epoch, sealed}, err
}

// holds tells whether all that was acknowledged of a report is there, word for
// word.
func (d dossier) holds(k *known, said []string) error {
	if len(said) == 0 || said[0] != drive.Story {
		return fmt.Errorf("the report itself: %w", errLost)
	}
	for seq, words := range k.said {
		if seq > int64(len(said)) || said[seq-1] != words {
			return fmt.Errorf("message %d: %w", seq, errLost)
		}
	}
	return nil
}
