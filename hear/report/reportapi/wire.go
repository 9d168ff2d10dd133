// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"slices"
	"strings"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
)

// pair is two public keys.
type pair struct {
	Recipient string `json:"recipient"`
	Verify    string `json:"verify"`
}

func (p pair) public() report.Public { return report.Public{Recipient: p.Recipient, Verify: p.Verify} }

func pairOf(p report.Public) pair { return pair{p.Recipient, p.Verify} }

type name struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

// keyed is a member by key, without his name.
type keyed struct {
	ID org.PersonID `json:"id"`
	pair
}

func keyedOf(all []report.Officer) []keyed {
	out := make([]keyed, len(all))
	for i, m := range all {
		out[i] = keyed{m.ID, pairOf(m.Public)}
	}
	return out
}

type message struct {
	Seq      int64  `json:"seq"`
	Epoch    int64  `json:"epoch"`
	Envelope []byte `json:"envelope"`
}

type attachment struct {
	ID     string `json:"id"`
	Chunks int64  `json:"chunks"`
}

func files(all []attachment) []report.Attachment {
	out := make([]report.Attachment, len(all))
	for i, a := range all {
		out[i] = report.Attachment{ID: a.ID, Chunks: a.Chunks}
	}
	return out
}

// caseView is a case as it is sent to who may open it.
type caseView struct {
	Found       bool               `json:"found"`
	Case        report.ID          `json:"case"`
	Org         org.ID             `json:"org"`
	State       report.State       `json:"state"`
	SealedBy    report.Sealer      `json:"sealedBy"`
	SubmittedAt time.Time          `json:"submittedAt"`
	LastAt      time.Time          `json:"lastAt"`
	LastFrom    string             `json:"lastFrom"`
	Version     int64              `json:"version"`
	Reporter    pair               `json:"reporter"`
	Epochs      []epochView        `json:"epochs"`
	Messages    []messageView      `json:"messages"`
	Attachments []attachmentView   `json:"attachments"`
	Members     map[string]*member `json:"members"`
	NextSeq     int64              `json:"nextSeq"`
	Epoch       int64              `json:"epoch"`
	Waits       *waits             `json:"waits,omitempty"`
	Notice      *notice            `json:"notice,omitempty"`
	Kept        *keptView          `json:"kept,omitempty"`
	Asks        bool               `json:"asks,omitempty"`

	Readers []reading `json:"readers,omitempty"`
	Missing []reading `json:"missing,omitempty"`
	Desk    []officer `json:"desk,omitempty"` // everybody of today that it has to be sealed to
	Name    *name     `json:"name,omitempty"` // of the organisation

	HandledBy org.ID       `json:"handledBy"` // the organisation whose desk handles it
	Tracks    []trackView  `json:"tracks"`
	Clocks    []clockView  `json:"clocks,omitempty"`
	Actions   []actionView `json:"actions,omitempty"` // for the desk
	Handler   org.PersonID `json:"handler,omitempty"`
	Excluded  []reading    `json:"excluded,omitempty"` // by name; their epochs aren't told
	Apart     []officer    `json:"apart,omitempty"`    // those of them who are of the desk today
}

// waits is what the reporter waits for, until when, and how late that is.
type waits struct {
	Step report.Step `json:"step"`
	Due  civil.Date  `json:"due"`
	Late int         `json:"late"` // days; negative when days are left
}

func waitsOf(h report.Head, today civil.Date) *waits {
	all := report.Promise().Waits(h)
	if len(all) == 0 {
		return nil
	}
	first := waitOf(all[0], today)
	return &first
}

func waitOf(w report.Wait, today civil.Date) waits {
	return waits{w.Step, w.Due.Date, int(w.Late(today))}
}

type epochView struct {
	Number     int64        `json:"number"`
	Recipient  string       `json:"recipient"`
	SealedKey  []byte       `json:"sealedKey"`
	Recipients []report.Ref `json:"recipients"`
	MadeBy     report.Party `json:"madeBy"`
	GrantedBy  report.Party `json:"grantedBy,omitempty"`
}

type messageView struct {
	Seq      int64        `json:"seq"`
	Epoch    int64        `json:"epoch"`
	From     report.Party `json:"from"`
	At       time.Time    `json:"at"`
	Version  int64        `json:"version"`
	Envelope []byte       `json:"envelope"`
}

type attachmentView struct {
	ID     string `json:"id"`
	Chunks int64  `json:"chunks"`
	Seq    int64  `json:"seq"`
}

type member struct {
	pair
	Name string `json:"name,omitempty"`
	Keys []pair `json:"keys"`
}

type reading struct {
	ID          org.PersonID `json:"id"`
	Name        string       `json:"name,omitempty"`
	Recipient   string       `json:"recipient,omitempty"`
	Independent bool         `json:"independent,omitempty"`
	Epochs      []int64      `json:"epochs"`
}

// view shows a case to a member, or to the reporter when who is empty.
func view(o report.Opened, who org.PersonID) caseView {
	v := caseView{
		Found: true, Case: o.ID, Org: o.Org, State: o.State, SealedBy: o.SealedBy,
		SubmittedAt: o.Submitted, LastAt: o.Last, LastFrom: o.LastFrom, Version: o.Version,
		Reporter: pairOf(o.Reporter), Members: map[string]*member{}, NextSeq: o.Next(), Epoch: o.Epoch,
		HandledBy: o.Desk, Tracks: tracksOf(o.Head), Epochs: []epochView{}, Messages: []messageView{}, Attachments: []attachmentView{},
	}
	for _, e := range o.Epochs {
		sealed, granter := o.SealedFor(e, who)
		v.Epochs = append(v.Epochs, epochView{e.Number, e.Recipient, sealed, o.Recipients(e), e.MadeBy, granter})
	}
	for _, m := range o.Said {
		v.Messages = append(v.Messages, messageView{m.Seq, m.Epoch, m.From, m.At, m.Version, m.Envelope})
	}
	for _, a := range o.Attachments {
		v.Attachments = append(v.Attachments, attachmentView{a.ID, a.Chunks, a.Seq})
	}
	for id, m := range o.Members {
		v.Members[string(id)] = memberOf(m, who != "")
	}
	return v
}

func memberOf(m report.Member, named bool) *member {
	out := &member{Keys: []pair{}}
	for _, k := range m.Keys {
		out.Keys = append(out.Keys, pairOf(k.Public))
		out.pair = pairOf(k.Public)
	}
	if named {
		out.Name = m.Name
	}
	return out
}

// deskView adds who can read what.
func deskView(o report.Opened, who org.PersonID) caseView {
	v := view(o, who)
	independent := func(id org.PersonID) bool {
		return slices.ContainsFunc(o.Office.Independent, func(m report.Officer) bool { return m.ID == id })
	}
	for _, r := range o.Reading() {
		k, _ := o.Members[r.ID].Current()
		v.Readers = append(v.Readers, reading{r.ID, o.Members[r.ID].Name, k.Recipient, independent(r.ID), r.Epochs})
	}
	readers := map[int64][]report.Ref{}
	for _, e := range o.Epochs {
		readers[e.Number] = o.Case.Readers(e.Number)
	}
	v.Missing = missing(report.Missing(o.Office, o.Epoch, readers))
	v.Desk = officersOf(o.Office.All())
	v.Name = &name{o.Office.Name.NL, o.Office.Name.EN}
	v.Handler = o.Handler
	v.Apart = officersOf(o.Office.Apart)
	for _, p := range o.Excluded {
		v.Excluded = append(v.Excluded, reading{ID: p, Name: o.Members[p].Name, Epochs: []int64{}})
	}
	return v
}

func missing(all []report.Reading) []reading {
	out := make([]reading, len(all))
	for i, r := range all {
		out[i] = reading{ID: r.ID, Epochs: r.Epochs}
	}
	return out
}

// place writes where the next page of a list begins.
func place(h report.Head) string { return h.Last.UTC().Format(time.RFC3339Nano) + "_" + string(h.ID) }

// parsePlace reads it back; the top for anything else.
func parsePlace(s string) report.Place {
	at, id, _ := strings.Cut(s, "_")
	last, err := time.Parse(time.RFC3339Nano, at)
	if _, bad := report.ParseID(id); err != nil || bad != nil {
		return report.Place{}
	}
	return report.Place{Last: last.UTC(), ID: report.ID(id)}
}
