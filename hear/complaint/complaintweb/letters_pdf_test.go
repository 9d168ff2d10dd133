// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baken/ground/document"
)

// pdf is what qpdf tells of a PDF: its objects by name.
type pdf map[string]struct{ Value json.RawMessage }

func openPDF(t *testing.T, path string) pdf {
	t.Helper()
	raw, err := exec.CommandContext(t.Context(), "qpdf", "--json=2", path).Output()
	if err != nil {
		t.Fatalf("qpdf %s (Debian: qpdf): %v", filepath.Base(path), err)
	}
	var all struct{ QPDF []json.RawMessage }
	if err := json.Unmarshal(raw, &all); err != nil || len(all.QPDF) != 2 {
		t.Fatalf("qpdf %s: %v", path, err)
	}
	var p pdf
	if err := json.Unmarshal(all.QPDF[1], &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// object gives a dictionary, by its reference or as it stands.
func (p pdf) object(ref any) map[string]any {
	d := map[string]any{}
	if name, ok := ref.(string); ok {
		_ = json.Unmarshal(p["obj:"+name].Value, &d)
		return d
	}
	d, _ = ref.(map[string]any)
	return d
}

func (p pdf) trailer() map[string]any {
	d := map[string]any{}
	_ = json.Unmarshal(p["trailer"].Value, &d)
	return d
}

// tags counts the elements of the structure by their type.
func (p pdf) tags() map[string]int {
	roles := p.object(p.object(p.object(p.trailer()["/Root"])["/StructTreeRoot"])["/RoleMap"])
	count := map[string]int{}
	for _, o := range p {
		var d map[string]any
		if json.Unmarshal(o.Value, &d) != nil || d["/P"] == nil {
			continue
		}
		kind, _ := d["/S"].(string)
		if role, ok := roles[kind].(string); ok {
			kind = role
		}
		count[kind]++
	}
	return count
}

// readPDF looks for the title, the language and the tags in a PDF.
func (m *made) readPDF(t *testing.T, path string) {
	t.Helper()
	p, name := openPDF(t, path), filepath.Base(path)
	root, info := p.object(p.trailer()["/Root"]), p.object(p.trailer()["/Info"])
	if got := info["/Title"]; got != "u:"+m.title {
		t.Errorf("%s: the title is %v, want %q", name, got, m.title)
	}
	if author, ok := info["/Author"]; ok {
		t.Errorf("%s: it is of %v", name, author)
	}
	if lang, _ := root["/Lang"].(string); !strings.HasPrefix(lang, "u:"+string(m.lang)) {
		t.Errorf("%s: the language is %q", name, lang)
	}
	if p.object(root["/MarkInfo"])["/Marked"] != true {
		t.Errorf("%s: it isn't tagged", name)
	}
	want := map[string]int{}
	for _, b := range m.blocks {
		switch b.Kind {
		case document.Title:
			want["/H1"]++
		case document.Heading, document.Numbered:
			want["/H2"]++
		case document.List:
			want["/L"]++
			want["/LI"] += len(b.Items)
		case document.Text:
			want["/P"]++
		}
	}
	tags := p.tags()
	for kind, n := range want {
		if tags[kind] != n && (kind != "/P" || tags[kind] < n) { // what is in an item may be a paragraph too
			t.Errorf("%s: %d of %s, want %d, in %v", name, tags[kind], kind, n, tags)
		}
	}
}
