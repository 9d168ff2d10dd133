// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
	"baken/internal/db"
)

// What stands in the addresses' bodies, typed here again: API.md is a promise
// to scripts.
type (
	jsonPair struct {
		ID        string `json:"id,omitempty"`
		Recipient string `json:"recipient"`
		Verify    string `json:"verify"`
	}
	jsonDesk struct {
		Org           string     `json:"org"`
		Site          string     `json:"site"`
		Members       []jsonPair `json:"members"`
		Independent   []jsonPair `json:"independent"`
		MaxAttachment int64      `json:"maxAttachment"`
		ChunkSize     int64      `json:"chunkSize"`
	}
	jsonEpoch struct {
		Number     int64        `json:"number"`
		Recipient  string       `json:"recipient"`
		SealedKey  []byte       `json:"sealedKey"`
		Recipients []report.Ref `json:"recipients"`
		MadeBy     string       `json:"madeBy,omitempty"`
		GrantedBy  string       `json:"grantedBy,omitempty"`
	}
	jsonMessage struct {
		Seq      int64     `json:"seq"`
		Epoch    int64     `json:"epoch"`
		From     string    `json:"from,omitempty"`
		At       time.Time `json:"at,omitzero"`
		Envelope []byte    `json:"envelope"`
	}
	jsonAttachment struct {
		ID     string `json:"id"`
		Chunks int64  `json:"chunks"`
		Seq    int64  `json:"seq,omitempty"`
	}
	jsonFiling struct {
		Case        string           `json:"case"`
		Org         string           `json:"org"`
		Lookup      string           `json:"lookup"`
		Reporter    jsonPair         `json:"reporter"`
		Epoch       jsonEpoch        `json:"epoch"`
		Message     jsonMessage      `json:"message"`
		Upload      string           `json:"upload,omitempty"`
		Attachments []jsonAttachment `json:"attachments,omitempty"`
	}
	jsonSaying struct {
		Lookup      string           `json:"lookup,omitempty"`
		Message     jsonMessage      `json:"message"`
		Upload      string           `json:"upload,omitempty"`
		Attachments []jsonAttachment `json:"attachments,omitempty"`
		State       string           `json:"state,omitempty"`
		Feedback    bool             `json:"feedback,omitempty"`
	}
	jsonRecorded struct {
		Case    string `json:"case"`
		Proof   string `json:"proof"`
		Version int64  `json:"version"`
		Seq     int64  `json:"seq"`
	}
	jsonReading struct {
		ID          string  `json:"id"`
		Independent bool    `json:"independent"`
		Epochs      []int64 `json:"epochs"`
	}
	jsonCase struct {
		Found       bool             `json:"found"`
		Case        string           `json:"case"`
		Org         string           `json:"org"`
		State       string           `json:"state"`
		SealedBy    string           `json:"sealedBy"`
		Version     int64            `json:"version"`
		Reporter    jsonPair         `json:"reporter"`
		Epochs      []jsonEpoch      `json:"epochs"`
		Messages    []jsonMessage    `json:"messages"`
		Attachments []jsonAttachment `json:"attachments"`
		Members     map[string]struct {
			jsonPair
			Name string     `json:"name"`
			Keys []jsonPair `json:"keys"`
		} `json:"members"`
		NextSeq int64         `json:"nextSeq"`
		Epoch   int64         `json:"epoch"`
		Readers []jsonReading `json:"readers"`
		Missing []jsonReading `json:"missing"`
	}
)

// client is what a browser does: it seals, opens and believes nothing that
// isn't signed. Its errors are what a person would see.
type client struct {
	*site
	who      org.PersonID // empty for the reporter
	identity seal.Identity
	signing  seal.SigningKey
	lookup   string
	keys     map[int64]seal.CaseKey
	filed    string // the sealed report, when it was filed here
}

var (
	errGap     = errors.New("a message is missing")
	errEpochs  = errors.New("an epoch is missing")
	errReaders = errors.New("sealed to somebody unknown")
)

// reporter files a report: what, and files of these sizes.
func (s *site) reporter(what string, sizes ...int) (*client, jsonRecorded) {
	s.t.Helper()
	keys := reporttest.Keys(s.t)
	c := &client{site: s, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: map[int64]seal.CaseKey{}}
	body := c.filing(what, sizes...)
	raw, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	c.filed = string(raw)
	return c, want[jsonRecorded](s.t, s.send("", "POST", "/report/api/cases", body), 201)
}

// officer is a member of a desk at his screen.
func (s *site) officer(id org.PersonID) *client {
	ring := s.Rings[id]
	return &client{site: s, who: id, identity: ring.Identity, signing: ring.Signing, keys: map[int64]seal.CaseKey{}}
}

// filing seals a report to the agency's desk, and uploads its files.
func (c *client) filing(what string, sizes ...int) jsonFiling {
	c.t.Helper()
	desk := want[jsonDesk](c.t, c.send("", "GET", "/report/api/desks/agency", nil), 200)
	readers := []seal.Recipient{c.identity.Recipient()}
	for _, m := range append(desk.Members, desk.Independent...) {
		readers = append(readers, parse(c, seal.ParseRecipient, m.Recipient))
	}
	f := c.begin(readers)
	f.Upload, f.Attachments = c.upload(1, sizes...)
	f.Message = c.message(1, 1, "report", map[string]any{"what": what, "attachments": f.Attachments})
	return f
}

// begin starts a case with its first epoch.
func (c *client) begin(readers []seal.Recipient) jsonFiling {
	f := jsonFiling{Case: db.NewID(), Org: "agency", Lookup: c.lookup, Reporter: jsonPair{
		Recipient: c.identity.Recipient().String(), Verify: c.signing.VerifyKey().String(),
	}}
	key, sealed, err := seal.NewEpoch(c.signing, seal.Case{Organisation: f.Org, ID: f.Case}, 1, readers)
	if err != nil {
		c.t.Fatal(err)
	}
	c.keys[1] = key
	f.Epoch = jsonEpoch{Number: 1, Recipient: key.Epoch().Recipient.String(), SealedKey: sealed}
	for _, r := range readers {
		f.Epoch.Recipients = append(f.Epoch.Recipients, report.RefOf(r.String()))
	}
	return f
}

// offline seals a report and its files without asking a server.
func (c *client) offline(sizes []int, chunks map[string][]byte) jsonFiling {
	readers := []seal.Recipient{c.identity.Recipient()}
	for _, ring := range c.Rings {
		readers = append(readers, ring.Identity.Recipient())
	}
	f := c.begin(readers)
	f.Upload = db.NewID()
	for _, size := range sizes {
		a := seal.NewAttachment(uint64(size))
		err := c.keys[1].SealAttachment(c.signing, a, bytes.NewReader(make([]byte, size)), 0, func(index uint64, raw []byte) error {
			chunks[fmt.Sprintf("%s/%d", a.ID, index)] = raw
			return nil
		})
		if err != nil {
			c.t.Error(err)
		}
		f.Attachments = append(f.Attachments, jsonAttachment{ID: a.ID, Chunks: int64(a.Chunks())})
	}
	f.Message = c.message(1, 1, "report", map[string]any{"what": "x", "attachments": f.Attachments})
	return f
}

func parse[T any](c *client, read func(string) (T, error), s string) T {
	c.t.Helper()
	v, err := read(s)
	if err != nil {
		c.t.Fatalf("%v: %.40q", err, s)
	}
	return v
}

func (c *client) message(epoch, seq int64, kind string, content any) jsonMessage {
	c.t.Helper()
	raw, err := json.Marshal(content)
	if err != nil {
		c.t.Fatal(err)
	}
	sealed, err := c.keys[epoch].Seal(c.signing, seal.Draft{Sequence: uint64(seq), Purpose: "dialogue", Kind: kind, Content: raw})
	if err != nil {
		c.t.Fatal(err)
	}
	return jsonMessage{Seq: seq, Epoch: epoch, Envelope: sealed}
}

// upload seals files of these sizes and puts their chunks.
func (c *client) upload(epoch int64, sizes ...int) (string, []jsonAttachment) {
	c.t.Helper()
	if len(sizes) == 0 {
		return "", nil
	}
	upload := db.NewID()
	var files []jsonAttachment
	for _, size := range sizes {
		a := seal.NewAttachment(uint64(size))
		at := "/report/api/uploads/"
		if c.who != "" {
			at = "/desk/reports/api/uploads/"
		}
		err := c.keys[epoch].SealAttachment(c.signing, a, bytes.NewReader(make([]byte, size)), 0, func(index uint64, raw []byte) error {
			want[struct{}](c.t, c.send(c.who, "PUT", path("%s%s/%s/%d", at, upload, a.ID, index), raw), 204)
			return nil
		})
		if err != nil {
			c.t.Fatal(err)
		}
		files = append(files, jsonAttachment{ID: a.ID, Chunks: int64(a.Chunks())})
	}
	return upload, files
}

// fetch gives the case as it is shown to this client.
func (c *client) fetch(id string) jsonCase {
	c.t.Helper()
	if c.who == "" {
		return want[jsonCase](c.t, c.send("", "POST", "/report/api/open", map[string]string{"lookup": c.lookup}), 200)
	}
	return want[jsonCase](c.t, c.send(c.who, "GET", "/desk/reports/api/cases/"+id, nil), 200)
}

// open fetches the case and opens all of it that this client can read.
func (c *client) open(id string) (jsonCase, []seal.Message) {
	c.t.Helper()
	found := c.fetch(id)
	said, err := c.read(found)
	if err != nil {
		c.t.Fatalf("%s opens a case: %v", c.who, err)
	}
	return found, said
}

// read opens a case as a browser does.
func (c *client) read(found jsonCase) ([]seal.Message, error) {
	name := seal.Case{Organisation: found.Org, ID: found.Case}
	clear(c.keys)
	for i, e := range found.Epochs {
		if e.Number != int64(i)+1 {
			return nil, errEpochs
		}
		key, err := seal.OpenEpoch(e.SealedKey, c.identity, seal.EpochWant{
			Case: name, Number: uint64(e.Number), Makers: c.signers(found, e.MadeBy), Granters: c.everybody(found),
		})
		if errors.Is(err, seal.ErrKey) {
			continue // sealed before this member came
		}
		if err != nil {
			return nil, fmt.Errorf("epoch %d: %w", e.Number, err)
		}
		if err := c.known(found, key); err != nil {
			return nil, fmt.Errorf("epoch %d: %w", e.Number, err)
		}
		c.keys[e.Number] = key
	}
	var said []seal.Message
	for i, m := range found.Messages {
		if m.Seq != int64(i)+1 {
			return nil, errGap
		}
		key, ok := c.keys[m.Epoch]
		if !ok {
			continue
		}
		opened, err := key.Open(m.Envelope, seal.Want{
			Sequence: uint64(m.Seq), Purpose: "dialogue", Senders: c.signers(found, m.From),
			Kinds: []string{"report", "text", "identity-request", "feedback", "action", "identity-answer", "correction", "withdrawal"},
		})
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", m.Seq, err)
		}
		said = append(said, opened)
	}
	return said, nil
}

// signers gives the keys with which a party can have signed. A reporter
// believes his own key, and nobody's word about it.
func (c *client) signers(found jsonCase, party string) []seal.VerifyKey {
	if party == "reporter" && c.who == "" {
		return []seal.VerifyKey{c.signing.VerifyKey()}
	}
	if party == "reporter" {
		return []seal.VerifyKey{parse(c, seal.ParseVerifyKey, found.Reporter.Verify)}
	}
	var all []seal.VerifyKey
	for _, k := range found.Members[party].Keys {
		all = append(all, parse(c, seal.ParseVerifyKey, k.Verify))
	}
	return all
}

func (c *client) everybody(found jsonCase) []seal.VerifyKey {
	var all []seal.VerifyKey
	for party := range found.Members {
		all = append(all, c.signers(found, party)...)
	}
	return all
}

// known checks that an epoch was sealed to keys that the House gave out, and
// to the reporter: a browser asks the log for those.
func (c *client) known(found jsonCase, key seal.CaseKey) error {
	logged := []seal.Fingerprint{parse(c, seal.ParseRecipient, found.Reporter.Recipient).Fingerprint()}
	for _, d := range []org.ID{"agency", "crown"} {
		desk, err := c.store.Desk(c.t.Context(), org.System("test"), d)
		if err != nil {
			return err
		}
		for _, k := range desk.Keys {
			logged = append(logged, parse(c, seal.ParseRecipient, k.Recipient).Fingerprint())
		}
	}
	for _, r := range key.Epoch().Readers {
		if !slices.Contains(logged, r) {
			return errReaders
		}
	}
	return nil
}

// say adds a message at the place that the client last saw.
func (c *client) say(found jsonCase, kind, words, state string, sizes ...int) answer {
	c.t.Helper()
	upload, files := c.upload(found.Epoch, sizes...)
	body := jsonSaying{
		Lookup: c.lookup, Upload: upload, Attachments: files, State: state, Feedback: kind == "feedback",
		Message: c.message(found.Epoch, found.NextSeq, kind, map[string]string{"text": words}),
	}
	if c.who == "" {
		return c.send("", "POST", "/report/api/messages", body)
	}
	return c.send(c.who, "POST", "/desk/reports/api/cases/"+found.Case+"/messages", body)
}

// rotate starts the next epoch with these readers and the reporter.
func (c *client) rotate(found jsonCase, readers ...org.PersonID) answer {
	c.t.Helper()
	to := []seal.Recipient{parse(c, seal.ParseRecipient, found.Reporter.Recipient)}
	for _, id := range readers {
		to = append(to, c.Rings[id].Identity.Recipient())
	}
	number := found.Epoch + 1
	key, sealed, err := seal.NewEpoch(c.signing, seal.Case{Organisation: found.Org, ID: found.Case}, uint64(number), to)
	if err != nil {
		c.t.Fatal(err)
	}
	e := jsonEpoch{Number: number, Recipient: key.Epoch().Recipient.String(), SealedKey: sealed}
	for _, r := range to {
		e.Recipients = append(e.Recipients, report.RefOf(r.String()))
	}
	return c.send(c.who, "POST", "/desk/reports/api/cases/"+found.Case+"/epochs", e)
}

// share seals the keys of epochs to a member of today.
func (c *client) share(found jsonCase, to org.PersonID, epochs ...int64) answer {
	c.t.Helper()
	var grants []jsonEpoch
	for _, n := range epochs {
		recipient := c.Rings[to].Identity.Recipient()
		sealed, err := seal.Reseal(c.keys[n], c.signing, []seal.Recipient{recipient})
		if err != nil {
			c.t.Fatal(err)
		}
		grants = append(grants, jsonEpoch{Number: n, SealedKey: sealed, Recipients: []report.Ref{report.RefOf(recipient.String())}})
	}
	return c.send(c.who, "POST", "/desk/reports/api/cases/"+found.Case+"/reseal", map[string]any{"epochs": grants})
}

// file fetches an attachment and opens it.
func (c *client) file(found jsonCase, from string, epoch int64, a jsonAttachment, size int) ([]byte, error) {
	var out bytes.Buffer
	err := c.keys[epoch].OpenAttachment(&out, seal.Attachment{ID: a.ID, Size: uint64(size)}, c.signers(found, from), func(index uint64) ([]byte, error) {
		got := c.send(c.who, "GET", path("/desk/reports/api/cases/%s/attachments/%s/%d", found.Case, a.ID, index), nil)
		if c.who == "" {
			got = c.send("", "POST", "/report/api/chunks", map[string]any{"lookup": c.lookup, "attachment": a.ID, "index": index})
		}
		if got.Status != 200 {
			return nil, fmt.Errorf("status %d", got.Status)
		}
		return got.Body, nil
	})
	return out.Bytes(), err
}
