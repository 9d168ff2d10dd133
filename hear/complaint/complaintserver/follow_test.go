// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/document"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complainttest"
)

const written = `{"day":"2026-03-09","facts":[["judgement","founded"],["<b>",""],"x"],"text":"Wij hebben uw klacht.","files":[{"name":"a.txt","type":"","data":"eA=="},{"name":"b","data":"!"},7],
"letters":{"complainant":{"lang":"en","blocks":[{"kind":"title","text":"Receipt"},{"kind":"list","items":["one",2]},{"kind":"script","text":"x"}]},"accused":{"lang":"nl","blocks":[{"kind":"text","text":"Nee"}]},"member":{"blocks":[]}}}`

// What a browser sealed opens here, as far as it is what a paper can hold.
func TestWhatABrowserSealedOpensHere(t *testing.T) {
	h := open(t)
	words := h.files()
	id := h.opens(words).ID
	h.takes(id, complaint.Act{Step: complaint.Acknowledge}, complaint.Acknowledgement, written)
	f := h.opens(words)
	p := f.Papers[2]
	if p.Doubt != complaintserver.NoDoubt || p.Content == nil {
		t.Fatalf("%q", p.Doubt)
	}
	c := p.Content
	if c.Text != "Wij hebben uw klacht." || len(c.Facts) != 1 || c.Fact("judgement") != "founded" || len(c.Files) != 2 || string(c.Files[0].Data) != "x" || c.Files[0].Broken || !c.Files[1].Broken {
		t.Errorf("read %d facts, %d files, %q", len(c.Facts), len(c.Files), c.Text)
	}
	if _, err := h.Attached(t.Context(), words, p.Number, 1); !errors.Is(err, complaint.ErrNotFound) {
		t.Errorf("a file that is none: %v, want %v", err, complaint.ErrNotFound)
	}
	l := c.Letters[complaint.Complainant]
	if l.Lang != document.EN || len(l.Blocks) != 2 || l.Blocks[0].Text != "Receipt" || l.Blocks[1].Items[0] != "one" || len(c.Letters) != 2 {
		t.Errorf("read %d letters, of %d blocks", len(c.Letters), len(l.Blocks))
	}
}

// What isn't right with a paper is found, and which of it.
func TestDoubts(t *testing.T) {
	h := open(t)
	words := h.files()
	id := h.opens(words).ID
	sam, stranger := h.officer(complainttest.Sam), seal.NewIdentity().Recipient().String()
	for rule, tc := range map[string]struct {
		want  complaintserver.Doubt
		reads bool // what stands in it is shown
		seals func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed
	}{
		"as it should be": {complaintserver.NoDoubt, true, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			return sam.seals(c, complaint.Acknowledgement, to, written)
		}},
		"of another kind": {complaintserver.Damaged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			return sam.sealsAs(c, "conclusion", complaint.Acknowledgement, to, written)
		}},
		"by somebody else": {complaintserver.Forged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			return h.officer(complainttest.Mia).seals(c, complaint.Acknowledgement, to, written)
		}},
		"without words that can be read": {complaintserver.Damaged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			return sam.seals(c, complaint.Acknowledgement, to, "\xff")
		}},
		"without a day": {complaintserver.Damaged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			return sam.seals(c, complaint.Acknowledgement, to, `{"text":"x"}`)
		}},
		"to a stranger as well": {complaintserver.Stranger, true, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			s := sam.seals(c, complaint.Acknowledgement, append(to[:len(to):len(to)], complaint.Seat{Public: complaint.Public{Recipient: stranger}}), written)
			s.Readers = s.Readers[:len(to)]
			return s
		}},
		"not to him": {complaintserver.Closed, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			s := sam.seals(c, complaint.Acknowledgement, to[1:], written)
			s.Readers = append(s.Readers, to[0].Number)
			return s
		}},
		"under another key": {complaintserver.Damaged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			s := sam.seals(c, complaint.Acknowledgement, to, written)
			s.Envelope = sam.seals(c, complaint.Acknowledgement, to, written).Envelope
			return s
		}},
		"of another complaint": {complaintserver.Damaged, false, func(c complaint.Complaint, to []complaint.Seat) complaint.Sealed {
			c.ID = complainttest.ID(7)
			return sam.seals(c, complaint.Acknowledgement, to, written)
		}},
	} {
		h.lies.change = func(s *complaint.Standing) {
			var to []complaint.Seat
			for _, n := range s.Readers(s.Procedure, complaint.Acknowledgement, complaint.Withheld{}) {
				seat, _ := s.Complaint.Seat(n)
				to = append(to, seat)
			}
			made := tc.seals(s.Complaint, to)
			s.Papers = append(s.Papers, complaint.Paper{Number: made.Number, Kind: made.Kind, By: 2, On: s.Today, Readers: made.Readers})
			s.Given = append(s.Given, complaint.Opened{Number: made.Number, Key: made.Key, Envelope: made.Envelope})
		}
		f := h.opens(words)
		if got := f.Papers[2]; got.Doubt != tc.want || (got.Content != nil) != tc.reads {
			t.Errorf("%s: %q, shown %v", rule, got.Doubt, got.Content != nil)
		}
	}
	h.lies.change = func(s *complaint.Standing) { s.Given = nil }
	if f := h.opens(words); f.ID != id || f.Papers[0].Doubt != complaintserver.Closed {
		t.Errorf("what wasn't given: %q", f.Papers[0].Doubt)
	}
	h.lies.change = func(s *complaint.Standing) { s.Papers[0].By = 2 }
	if f := h.opens(words); f.Papers[0].Doubt != complaintserver.Forged {
		t.Errorf("by somebody else than it is said: %q", f.Papers[0].Doubt)
	}
	h.lies.change = func(s *complaint.Standing) { s.Given[0].Giver = 2 }
	if f := h.opens(words); f.Papers[0].Doubt != complaintserver.NoDoubt {
		t.Errorf("said to be given by somebody: %q", f.Papers[0].Doubt)
	}
}

func TestWrongWords(t *testing.T) {
	h := open(t)
	words := strings.Fields(h.files())
	swapped := append([]string{words[1], words[0]}, words[2:]...)
	for rule, tc := range map[string]struct {
		words string
		want  error
	}{
		"nothing":             {" ", seal.ErrReceiptCount},
		"one word short":      {strings.Join(words[1:], " "), seal.ErrReceiptCount},
		"a word that is none": {"xyzzyxyzzy " + strings.Join(words[1:], " "), seal.ErrReceiptWord},
		"in another order":    {strings.Join(swapped, " "), seal.ErrReceiptCheck},
		"of nobody":           {seal.NewReceipt().Export(), complaint.ErrNotFound},
	} {
		_, opened := h.Open(t.Context(), tc.words)
		did := h.Do(t.Context(), tc.words, complaintserver.Move{Step: complaint.Withdraw})
		_, file := h.Attached(t.Context(), tc.words, 1, 0)
		owned := h.Own(t.Context(), tc.words, seal.NewReceipt().Export())
		invited := h.Invite(t.Context(), tc.words, seal.NewReceipt().Export(), complaint.Supporter)
		for what, err := range map[string]error{"opened": opened, "did": did, "got a file": file, "owned": owned, "invited": invited} {
			if !errors.Is(err, tc.want) {
				t.Errorf("%s, %s: %v, want %v", rule, what, err, tc.want)
			}
		}
	}
}

// What is in the clear doesn't print, so that no log shows it.
func TestWhatIsInTheClearDoesntPrint(t *testing.T) {
	const secret = "sentinel"
	file := complaintserver.File{Name: secret, Data: []byte(secret)}
	content := complaintserver.Content{Text: secret, Files: []complaintserver.File{file}}
	for _, v := range []any{
		file, content, &content,
		complaintserver.Fact{Value: secret},
		complaintserver.Letter{Blocks: []document.Block{{Text: secret}}},
		complaintserver.Paper{Content: &content},
		complaintserver.Followed{Papers: []complaintserver.Paper{{Content: &content}}},
		complaintserver.Filing{Answers: map[string]string{"text": secret}},
		complaintserver.Filed{Words: []string{secret}},
		complaintserver.Move{Text: secret},
		complaintserver.Form{Typed: map[string][]string{"words": {secret}}},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
			if said := fmt.Sprintf(verb, v); strings.Contains(said, secret) || strings.Contains(said, fmt.Sprintf("%x", secret)) {
				t.Errorf("%T prints as %s", v, said)
			}
		}
	}
}
