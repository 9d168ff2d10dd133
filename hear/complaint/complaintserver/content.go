// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"regexp"
	"unicode/utf8"

	"baken/base/civil"
	"baken/ground/document"
	"baken/hear/complaint"
)

// Content is what stands in a paper, as internal/asset/src/complaint/content.ts has
// it. It is in the clear, for one request, and doesn't print.
type Content struct {
	plain
	Day     string                     `json:"day"` // on which it was written
	Facts   []Fact                     `json:"facts"`
	Text    string                     `json:"text"`
	Files   []File                     `json:"files"`
	Letters map[complaint.Party]Letter `json:"letters,omitempty"` // to whom it is
}

// Fact is a code, and what somebody filled in.
type Fact struct {
	plain
	Code, Value string
}

// MarshalJSON implements json.Marshaler.
func (f Fact) MarshalJSON() ([]byte, error) { return json.Marshal([2]string{f.Code, f.Value}) }

// Key gives the message key of what the fact is called, and ValueKey that of its
// value, where it is a code too.
func (f Fact) Key() string      { return "complaint.said." + f.Code }
func (f Fact) ValueKey() string { return "complaint." + f.Code + "." + f.Value }

// File is a file inside a paper.
type File struct {
	plain
	Name string `json:"name"`
	Type string `json:"type"`
	Data []byte `json:"data"`
	// Broken is that somebody put in its place what is no file.
	Broken bool `json:"-"`
}

// Letter is what one party is told.
type Letter struct {
	plain
	Lang   document.Lang    `json:"lang"`
	Blocks []document.Block `json:"blocks"`
}

// SealedHere says to all who read a paper that it was sealed here.
func SealedHere() Fact { return Fact{Code: "sealed", Value: "server"} }

// write makes what stands in a paper that is sealed here.
func write(today civil.Date, text string, files []File, facts ...Fact) Content {
	return Content{
		Day: today.String(), Text: text, Files: append([]File{}, files...), Facts: append(append([]Fact{}, facts...), SealedHere()),
	}
}

// Fact gives what was filled in; empty when nothing was.
func (c Content) Fact(code string) string {
	for _, f := range c.Facts {
		if f.Code == code {
			return f.Value
		}
	}
	return ""
}

// mostItems bounds facts, files and what stands in a letter, as in
// internal/asset/src/desk/raw.ts.
const mostItems = 50

var (
	dayForm  = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	codeForm = regexp.MustCompile(`^[a-z-]+$`)
)

// read reads what stands in a paper. Somebody else wrote it, so nothing of it is
// taken for what it should be before that was looked at: what isn't so is left out.
func read(raw []byte) (Content, error) {
	var parsed any
	if !utf8.Valid(raw) || json.Unmarshal(raw, &parsed) != nil {
		return Content{}, errContent
	}
	v := object(parsed)
	c := Content{Day: words(v["day"]), Text: words(v["text"]), Letters: map[complaint.Party]Letter{}}
	if !dayForm.MatchString(c.Day) {
		return Content{}, errContent
	}
	for _, one := range list(v["facts"]) {
		pair := append(list(one), nil, nil)
		if code := words(pair[0]); codeForm.MatchString(code) {
			c.Facts = append(c.Facts, Fact{Code: code, Value: words(pair[1])})
		}
	}
	for _, one := range list(v["files"]) {
		f := object(one)
		data, err := base64.StdEncoding.DecodeString(words(f["data"]))
		if name := words(f["name"]); name != "" {
			c.Files = append(c.Files, File{Name: name, Type: words(f["type"]), Data: data, Broken: err != nil})
		}
	}
	for _, to := range []complaint.Party{complaint.Complainant, complaint.Accused, complaint.Authority} {
		if l, ok := letter(object(object(v["letters"])[string(to)])); ok {
			c.Letters[to] = l
		}
	}
	return c, nil
}

// errContent says nothing of what stands there.
var errContent = errors.New("not what a paper holds")

func letter(raw map[string]any) (l Letter, ok bool) {
	blocks, ok := raw["blocks"].([]any)
	if !ok {
		return l, false
	}
	if l.Lang = document.NL; words(raw["lang"]) == string(document.EN) {
		l.Lang = document.EN
	}
	for _, one := range blocks {
		b := object(one)
		block := document.Block{Kind: document.Kind(words(b["kind"]))}
		switch block.Kind {
		case document.List:
			for _, item := range list(b["items"]) {
				block.Items = append(block.Items, words(item))
			}
		case document.Title, document.Heading, document.Numbered, document.Text:
			block.Text = words(b["text"])
		default:
			continue
		}
		l.Blocks = append(l.Blocks, block)
	}
	return l, true
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

func list(v any) []any {
	l, _ := v.([]any)
	return l[:min(len(l), mostItems):min(len(l), mostItems)]
}

func words(v any) string {
	s, _ := v.(string)
	return s
}
