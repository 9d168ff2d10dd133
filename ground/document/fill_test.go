// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/document"
	"baken/ground/document/documenttest"
)

var update = flag.Bool("update", false, "fill testdata/vectors.json anew, to be read before it is kept")

// vectors are fillings that the browser has to give too: it is held to them by
// internal/asset/src/document/fill.test.ts.
type vectors struct {
	Template document.Template `json:"template"`
	Cases    []vector          `json:"cases"`
}

type vector struct {
	Rule    string                    `json:"rule"`
	Lang    document.Lang             `json:"lang"`
	Fields  map[document.Field]string `json:"fields"`
	Blocks  []document.Block          `json:"blocks"`
	Missing []document.Field          `json:"missing"`
}

func TestVectors(t *testing.T) {
	const file = "testdata/vectors.json"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all vectors
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	if *update {
		all.Template = documenttest.Letter()
	}
	if diff := cmp.Diff(documenttest.Letter(), all.Template); diff != "" {
		t.Errorf("the template in the file (-want +got):\n%s", diff)
	}
	for i, v := range all.Cases {
		blocks, err := all.Template.Fill(v.Fields, v.Lang)
		var missing []document.Field
		refused, _ := errors.AsType[document.Refused](err)
		for _, r := range refused {
			missing = append(missing, r.Field)
		}
		if *update {
			all.Cases[i].Blocks, all.Cases[i].Missing = blocks, missing
			continue
		}
		if diff := cmp.Diff(v.Blocks, blocks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", v.Rule, diff)
		}
		if diff := cmp.Diff(v.Missing, missing); diff != "" {
			t.Errorf("%s: missing (-want +got):\n%s", v.Rule, diff)
		}
	}
	if len(all.Cases) < 15 {
		t.Errorf("only %d fillings", len(all.Cases))
	}
	if *update {
		all.write(t, file)
	}
}

func (v vectors) write(t *testing.T, file string) {
	t.Helper()
	raw, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The values of a letter are words in it and nothing else, whatever they are.
func FuzzFill(f *testing.F) {
	f.Add("Noor", "{until}")
	f.Add("\u202e{name}\r\n\r\n", "\xff\x00")
	f.Fuzz(func(t *testing.T, name, day string) {
		l := documenttest.Letter()
		blocks, err := l.Fill(map[document.Field]string{"name": name, "received": day, "papers": "a"}, document.NL)
		if err != nil {
			return
		}
		if blocks[0].Text != "Uw brief" || blocks[len(blocks)-1].Items == nil {
			t.Errorf("got %+v", blocks)
		}
		law, _ := l.Part("law")
		for _, b := range blocks {
			if b.Kind == document.Text && b.Text == law.Words.NL {
				return
			}
		}
		t.Errorf("the fixed part isn't whole in %+v", blocks)
	})
}
