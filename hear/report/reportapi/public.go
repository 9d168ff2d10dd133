// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/web"
)

// desk tells to whom a report is sealed.
func (a *API) desk(w http.ResponseWriter, r *http.Request) error {
	o, err := a.service.Office(r.Context(), org.ID(r.PathValue("org")))
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Org            org.ID  `json:"org"`
		Name           name    `json:"name"`
		Site           string  `json:"site"`
		Members        []keyed `json:"members"`
		Independent    []keyed `json:"independent"`
		MaxAttachment  int64   `json:"maxAttachment"`
		MaxAttachments int64   `json:"maxAttachments"`
		ChunkSize      int64   `json:"chunkSize"`
	}{
		o.Org, name(o.Name), o.Site, keyedOf(o.Members), keyedOf(o.Independent),
		report.MostAttachment, report.MostAttachments, report.ChunkSize,
	})
	return nil
}

func (a *API) putChunk(w http.ResponseWriter, r *http.Request) error {
	index, err := strconv.ParseInt(r.PathValue("index"), 10, 64)
	if err != nil {
		return report.ErrID.With("field", "index")
	}
	sealed, err := web.ReadBody(r)
	if err != nil {
		return fmt.Errorf("read a chunk: %w", err)
	}
	p := report.Piece{Upload: report.Upload(r.PathValue("upload")), Attachment: r.PathValue("attachment"), Index: index}
	if err := a.service.Put(r.Context(), p, sealed); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (a *API) present(w http.ResponseWriter, r *http.Request) error {
	there, err := a.service.Present(r.Context(), report.Upload(r.PathValue("upload")))
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Attachments report.Present `json:"attachments"`
	}{there})
	return nil
}

type submission struct {
	Case     string `json:"case"`
	Org      org.ID `json:"org"`
	Lookup   string `json:"lookup"`
	Reporter pair   `json:"reporter"`
	Epoch    struct {
		Number     int64        `json:"number"`
		Recipient  string       `json:"recipient"`
		SealedKey  []byte       `json:"sealedKey"`
		Recipients []report.Ref `json:"recipients"`
	} `json:"epoch"`
	Message     message       `json:"message"`
	Upload      report.Upload `json:"upload"`
	Attachments []attachment  `json:"attachments"`
}

func (s submission) filing() (report.Filing, error) {
	lookup, err := seal.ParseLookup(s.Lookup)
	if err != nil {
		return report.Filing{}, report.ErrID.With("field", "lookup")
	}
	if s.Epoch.Number != 1 || s.Message.Seq != 1 || s.Message.Epoch > 1 {
		return report.Filing{}, report.ErrSequence.With("next", int64(1), "epoch", int64(1))
	}
	return report.Filing{
		Case: report.ID(s.Case), Org: s.Org, SealedBy: report.ByBrowser, Lookup: lookup, Reporter: s.Reporter.public(),
		Recipient: s.Epoch.Recipient, SealedKey: s.Epoch.SealedKey, Recipients: s.Epoch.Recipients,
		Envelope: s.Message.Envelope, Upload: s.Upload, Files: files(s.Attachments),
	}, nil
}

// submit takes a report in.
func (a *API) submit(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[submission](r)
	if err != nil {
		return err
	}
	f, err := in.filing()
	if err != nil {
		return err
	}
	if err := a.service.Turn(r.Context(), f.Org); err != nil {
		return err
	}
	event, err := a.service.Submit(r.Context(), f)
	if err != nil {
		return err
	}
	proof, err := a.proofOf(r.Context(), event)
	web.WriteJSON(w, http.StatusCreated, recorded{Case: f.Case, Proof: proof, Version: event.Version})
	return afterwards(err)
}

// recorded answers who changed something.
type recorded struct {
	Case    report.ID `json:"case,omitempty"`
	Proof   string    `json:"proof"`
	Version int64     `json:"version"`
	Seq     int64     `json:"seq,omitempty"`
}

// afterwards is for the log only. A proof that comes later is no fault.
func afterwards(err error) error {
	if err == nil || errors.Is(err, report.ErrLater) {
		return nil
	}
	return web.Answered(fmt.Errorf("prove what was recorded: %w", err))
}

// receipt is what a reporter shows that he has.
type receipt struct {
	Lookup     string `json:"lookup"`
	Attachment string `json:"attachment"`
	Index      int64  `json:"index"`
	Version    int64  `json:"version"`
}

func readReceipt(r *http.Request) (receipt, seal.Lookup, error) {
	in, err := web.ReadJSON[receipt](r)
	if err != nil {
		return in, seal.Lookup{}, err
	}
	lookup, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return in, seal.Lookup{}, report.ErrID.With("field", "lookup")
	}
	return in, lookup, nil
}

// open shows the case of a receipt.
func (a *API) open(w http.ResponseWriter, r *http.Request) error {
	_, lookup, err := readReceipt(r)
	if err != nil {
		return err
	}
	o, err := a.service.Open(r.Context(), lookup)
	if errors.Is(err, report.ErrNotFound) {
		gaps, err := a.service.Gaps(r.Context())
		if err != nil {
			return err
		}
		web.WriteJSON(w, http.StatusOK, struct {
			Found bool         `json:"found"`
			Lost  []report.Gap `json:"lost,omitempty"`
		}{false, gaps})
		return nil
	}
	if err != nil {
		return err
	}
	v := view(o, "")
	v.Clocks = clocksOf(o.Head, a.service.Today())
	if o.Notice.Offered || o.Notice.On {
		v.Notice = &notice{o.Notice.On}
	}
	v.Kept, v.Asks = a.keptOf(o.Head), o.Asks
	web.WriteJSON(w, http.StatusOK, v)
	return nil
}

// saying is a message as it comes in.
type saying struct {
	Lookup      string        `json:"lookup"`
	Message     message       `json:"message"`
	Upload      report.Upload `json:"upload"`
	Attachments []attachment  `json:"attachments"`
	State       report.State  `json:"state"`
	Feedback    bool          `json:"feedback"`
	Deed        deed          `json:"deed"`
}

func (s saying) saying() report.Saying {
	return report.Saying{
		Seq: s.Message.Seq, Epoch: s.Message.Epoch, Envelope: s.Message.Envelope,
		Upload: s.Upload, Files: files(s.Attachments), State: s.State, Feedback: s.Feedback, Deed: report.Deed(s.Deed),
	}
}

// tell adds a message of the reporter.
func (a *API) tell(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[saying](r)
	if err != nil {
		return err
	}
	lookup, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return report.ErrID.With("field", "lookup")
	}
	event, err := a.service.Tell(r.Context(), lookup, in.saying())
	if err != nil {
		return err
	}
	return a.told(w, r, event, in.Message.Seq)
}

func (a *API) told(w http.ResponseWriter, r *http.Request, event report.Event, seq int64) error {
	proof, err := a.proofOf(r.Context(), event)
	web.WriteJSON(w, http.StatusCreated, recorded{Proof: proof, Version: event.Version, Seq: seq})
	return afterwards(err)
}

// chunk gives the reporter a piece of an attachment.
func (a *API) chunk(w http.ResponseWriter, r *http.Request) error {
	in, lookup, err := readReceipt(r)
	if err != nil {
		return err
	}
	sealed, err := a.service.Chunk(r.Context(), lookup, in.Attachment, in.Index)
	if err != nil {
		return err
	}
	writeBytes(w, sealed)
	return nil
}

// proof gives a proof that wasn't ready when its event was recorded.
func (a *API) proof(w http.ResponseWriter, r *http.Request) error {
	in, lookup, err := readReceipt(r)
	if err != nil {
		return err
	}
	text, err := a.service.Told(r.Context(), lookup, in.Version)
	if err != nil {
		return err
	}
	web.WriteJSON(w, http.StatusOK, struct {
		Proof string `json:"proof"`
	}{text})
	return nil
}
