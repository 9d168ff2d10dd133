// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/hear/report/reporttest"
	"baken/internal/db"
)

type house struct {
	*reporttest.House
	*reportserver.Server
	store  *reporttest.Memory
	chunks *reporttest.MemoryChunks
}

func open(t *testing.T) house {
	store, chunks := reporttest.New(), reporttest.NewChunks()
	h := reporttest.NewHouse(t, store, chunks, nil)
	return house{h, reportserver.New(h.Service, h.Clock.Now, db.NewID), store, chunks}
}

// form writes what a browser sends, the file before some of the answers.
func form(t *testing.T, file []byte, name string, answers url.Values) *multipart.Reader {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	write := func(p io.Writer, err error, raw []byte) {
		if err == nil {
			_, err = p.Write(raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormField("what")
	write(part, err, []byte(answers.Get("what")))
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", fmt.Sprintf(`form-data; name="file"; filename=%q`, name))
	header.Set("Content-Type", "image/png")
	part, err = w.CreatePart(header)
	write(part, err, file)
	for key, values := range answers {
		for _, v := range values {
			if key != "what" {
				part, err = w.CreateFormField(key)
				write(part, err, []byte(v))
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return multipart.NewReader(&b, w.Boundary())
}

func noise(n int) []byte {
	out := make([]byte, n)
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

// A report without JavaScript, with a file of each awkward length, is read
// again by its reporter with the words alone, and by an officer.
func TestAReportWithAFile(t *testing.T) {
	for _, size := range []int{0, 1, seal.ChunkSize - 1, seal.ChunkSize, seal.ChunkSize + 1, 3 * seal.ChunkSize} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			h, file := open(t), noise(size)
			filed, _, err := h.Submit(t.Context(), "agency", form(t, file, "../photo.png", url.Values{
				"what": {"what\r\nhappened"}, "conduct": {"bullying", ""}, "grounds": {"race", "age"}, "source": {"manager"}, "position": {"bystander"}, "when": {"once"}, "hope": {"stop"},
			}))
			if err != nil {
				t.Fatal(err)
			}
			d, err := h.Open(t.Context(), strings.Join(filed.Words, "  "))
			if err != nil {
				t.Fatal(err)
			}
			said := d.Lines[0].Said
			want := []any{"what\nhappened", []string{"bullying"}, []string{"race", "age"}, "manager", "bystander", "once", []string{"stop"}}
			got := []any{said.What, said.Conduct, said.Grounds, said.Source, said.Position, said.When, said.Hope}
			if diff := cmp.Diff(want, got); diff != "" || d.Head.SealedBy != report.ByServer {
				t.Errorf("sealed by %s: %s", d.Head.SealedBy, diff)
			}
			m := said.Attachments[0]
			if m.Name != "photo.png" || m.Type != "image/png" || m.Size != uint64(size) {
				t.Errorf("the file is %s, %s, %d bytes", m.Name, m.Type, m.Size)
			}
			_, write, err := h.Attachment(t.Context(), strings.Join(filed.Words, " "), m.ID)
			if err != nil {
				t.Fatal(err)
			}
			var back bytes.Buffer
			if err := write(&back); err != nil || !bytes.Equal(back.Bytes(), file) {
				t.Errorf("%d of %d bytes come back: %v", back.Len(), size, err)
			}
			h.Clock.Pass(72 * time.Hour)
			idle, err := h.chunks.Idle(t.Context(), h.Clock.Now(), "", 9)
			if err != nil || len(idle) != 1 {
				t.Errorf("uploads left behind: %v, %v", idle, err)
			}
		})
	}
}

func TestReportsThatAreRefused(t *testing.T) {
	h := open(t)
	for rule, tc := range map[string]struct {
		answers url.Values
		file    []byte
		at      string
		want    error
	}{
		"nothing written":    {url.Values{"what": {" "}}, nil, "agency", report.ErrEmpty},
		"no such ground":     {url.Values{"what": {"x"}, "grounds": {"money"}}, nil, "agency", report.ErrCode},
		"no such conduct":    {url.Values{"what": {"x"}, "conduct": {"money"}}, nil, "agency", report.ErrCode},
		"no such source":     {url.Values{"what": {"x"}, "source": {"money"}}, nil, "agency", report.ErrCode},
		"no such position":   {url.Values{"what": {"x"}, "position": {"king"}}, nil, "agency", report.ErrCode},
		"no such hope":       {url.Values{"what": {"x"}, "hope": {"money"}}, nil, "agency", report.ErrCode},
		"too long an answer": {url.Values{"what": {strings.Repeat("x", 300_000)}}, nil, "agency", report.ErrLarge},
		"too large a file":   {url.Values{"what": {"x"}}, make([]byte, report.MostAttachment+1), "agency", report.ErrLarge},
		"nobody there":       {url.Values{"what": {"x"}}, nil, "nowhere", report.ErrNoDesk},
	} {
		_, typed, err := h.Submit(t.Context(), org.ID(tc.at), form(t, tc.file, "x", tc.answers))
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", rule, err, tc.want)
		}
		if errors.Is(tc.want, report.ErrCode) && typed.Get("what") != "x" {
			t.Errorf("%s: what was typed is lost", rule)
		}
	}
	if list, err := h.store.List(t.Context(), org.Public(), org.Everywhere(), report.Query{Limit: 9}); err != nil || len(list) > 0 {
		t.Errorf("kept: %v, %v", list, err)
	}
}

func TestTheDialogue(t *testing.T) {
	h := open(t)
	filed, err := h.File(t.Context(), "agency", reportserver.Said{What: "x"})
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(filed.Words, " ")
	ask(t, h, filed.Case)
	d, err := h.Open(t.Context(), words)
	if err != nil || !d.Asked() {
		t.Fatalf("asked %v, %v", d.Asked(), err)
	}
	for _, r := range []reportserver.Reply{
		{Kind: reportserver.KindIdentityAnswer, Answer: "yes", Name: "Noor", Contact: "tent 5"},
		{Kind: reportserver.KindIdentityAnswer, Answer: "no", Name: "Noor", Contact: "tent 5"},
		{Kind: reportserver.KindText, Text: "more"},
		{Kind: reportserver.KindCorrection, Text: "not so"},
		{Kind: reportserver.KindWithdrawal},
	} {
		if _, err := h.Answer(t.Context(), words, r); err != nil {
			t.Fatalf("%s: %v", r.Kind, err)
		}
	}
	if d, err = h.Open(t.Context(), words); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range d.Lines {
		got = append(got, string(l.From)+" "+string(l.Kind)+" "+l.Said.Text+l.Said.Answer+l.Said.Name+l.Said.Contact)
	}
	want := []string{
		"reporter report ", "ans identity-request who?", "reporter identity-answer yesNoortent 5", "reporter identity-answer no",
		"reporter text more", "reporter correction not so", "reporter withdrawal ",
	}
	if diff := cmp.Diff(want, got); diff != "" || d.Asked() || d.Head.State != report.Withdrawn {
		t.Errorf("%s %s", d.Head.State, diff)
	}
	for rule, r := range map[string]reportserver.Reply{
		"nothing written":     {Kind: reportserver.KindText, Text: "\n"},
		"neither yes nor no":  {Kind: reportserver.KindIdentityAnswer, Answer: "maybe"},
		"the desk's own kind": {Kind: reportserver.KindIdentityRequest, Text: "x"},
		"no kind":             {Text: "x"},
	} {
		if _, err := h.Answer(t.Context(), words, r); !errors.Is(err, report.ErrEmpty) && !errors.Is(err, report.ErrCode) {
			t.Errorf("%s: got %v", rule, err)
		}
	}
}

// ask lets Ans ask who the reporter is.
func ask(t *testing.T, h house, id report.ID) {
	t.Helper()
	o, err := h.Service.Find(t.Context(), h.Actor(t, reporttest.Ans), id)
	if err != nil {
		t.Fatal(err)
	}
	maker, err := seal.ParseVerifyKey(o.Reporter.Verify)
	if err != nil {
		t.Fatal(err)
	}
	ring := h.Rings[reporttest.Ans]
	key, err := seal.OpenEpoch(o.Epochs[0].Sealed, ring.Identity, seal.EpochWant{
		Case: seal.Case{Organisation: "agency", ID: string(id)}, Number: 1, Makers: []seal.VerifyKey{maker},
	})
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := key.Seal(ring.Signing, seal.Draft{Sequence: 2, Purpose: "dialogue", Kind: "identity-request", Content: []byte(`{"text":"who?"}`)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Service.Answer(t.Context(), h.Actor(t, reporttest.Ans), id, report.Saying{Seq: 2, Epoch: 1, Envelope: sealed}); err != nil {
		t.Fatal(err)
	}
}

func TestWrongWords(t *testing.T) {
	h := open(t)
	filed, err := h.File(t.Context(), "agency", reportserver.Said{What: "x"})
	if err != nil {
		t.Fatal(err)
	}
	other := seal.NewReceipt()
	for rule, tc := range map[string]struct {
		words string
		want  error
	}{
		"another receipt": {other.Export(), report.ErrNotFound},
		"seven words":     {strings.Join(filed.Words[1:], " "), seal.ErrReceiptCount},
		"no word":         {"xyzzy " + strings.Join(filed.Words[1:], " "), seal.ErrReceiptWord},
		"nothing":         {"", seal.ErrReceiptCount},
	} {
		if _, err := h.Open(t.Context(), tc.words); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", rule, err, tc.want)
		}
		if _, err := h.Answer(t.Context(), tc.words, reportserver.Reply{Kind: reportserver.KindText, Text: "x"}); !errors.Is(err, tc.want) {
			t.Errorf("%s, to answer: got %v, want %v", rule, err, tc.want)
		}
	}
}

// Nothing that holds words prints them.
func TestWordsDontPrint(t *testing.T) {
	said := reportserver.Said{What: "sentinel"}
	for _, v := range []any{
		said, &said,
		reportserver.Reply{Text: "sentinel"},
		reportserver.Filed{Words: []string{"sentinel"}},
		reportserver.Dialogue{Lines: []reportserver.Line{{Said: said}}},
		reportserver.Line{Said: said},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if got := fmt.Sprintf(verb, v); strings.Contains(got, "sentinel") {
				t.Errorf("%T prints %s", v, got)
			}
		}
	}
}
