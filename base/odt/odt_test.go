// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package odt_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/odt"
)

// sample has one of everything.
func sample() odt.Document {
	return odt.Document{
		Title: "Verschil & <kans>", Language: "nl", Country: "NL",
		Blocks: []odt.Block{
			odt.Heading{Level: 1, Text: "Verschil & <kans>"},
			odt.Paragraph{{Text: "Groep A: ", Strong: true}, {Text: "twee  spaties\nen een regel."}},
			odt.Heading{Level: 2, Text: "Cijfers", Page: true},
			odt.List{odt.Text("een"), odt.Text("twee")},
			odt.Table{Caption: "In getallen", Columns: []odt.Column{{Label: "Groep", Width: 2}, {Label: "Aandeel", Numeric: true}}, Rows: [][]string{
				{"Nederland", "0,5%\n95%-interval: 0,4% tot 0,6%"}, {"zonder cijfer"}, {"te veel", "1%", "weg"},
			}},
			odt.List{},
			odt.Table{},
			odt.Heading{Level: 9, Text: "Diep"},
		},
	}
}

func written(t *testing.T, d odt.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := odt.Write(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts unpacks a file.
func parts(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if first := z.File[0]; first.Name != "mimetype" || first.Method != zip.Store || len(first.Extra) != 0 {
		t.Errorf("it begins with %s", first.Name)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(content)
		if y := f.Modified.Year(); y != 1980 && y != 1979 {
			t.Errorf("%s says that it was made on %s", f.Name, f.Modified)
		}
	}
	return out
}

func TestTheSameBytesAndNothingOfTheMaker(t *testing.T) {
	raw := written(t, sample())
	if !bytes.Equal(raw, written(t, sample())) {
		t.Error("the same document gives other bytes")
	}
	all := parts(t, raw)
	for name, part := range all {
		if regexp.MustCompile(`(?i)creator|generator|initial-author|user-defined`).MatchString(part) {
			t.Errorf("%s says who or what made it", name)
		}
		if name == "mimetype" {
			continue
		}
		for d := xml.NewDecoder(strings.NewReader(part)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if want := "<dc:title>Verschil &amp; &lt;kans&gt;</dc:title><dc:language>nl-NL</dc:language>"; !strings.Contains(all["meta.xml"], want) {
		t.Errorf("it says of itself %s", all["meta.xml"])
	}
	if strings.Contains(all["content.xml"], "weg") || strings.Count(all["content.xml"], "<table:table ") != 1 || strings.Count(all["content.xml"], "<text:list ") != 1 {
		t.Error("a cell too many, an empty list or a table without columns is in it")
	}
}

// LibreOffice reads the text in its order, and makes a PDF of it that has the headings,
// the list, the table with its header cells, the title and the language.
func TestLibreOfficeReads(t *testing.T) {
	dir := t.TempDir()
	from := filepath.Join(dir, "a.odt")
	if err := os.WriteFile(from, written(t, sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	office(t, dir, from, "txt:Text (encoded):UTF8")
	got, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := "Verschil & <kans>\nGroep A: twee  spaties\nen een regel.\nCijfers\n    • een\n    • twee\nIn getallen\n" +
		"Groep\nAandeel\nNederland\n0,5%\n95%-interval: 0,4% tot 0,6%\nzonder cijfer\n\nte veel\n1%\nDiep\n"
	if diff := cmp.Diff(want, strings.TrimPrefix(strings.ReplaceAll(string(got), "\r\n", "\n"), "\ufeff")); diff != "" {
		t.Error(diff)
	}
	office(t, dir, from, `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}`)
	tags := tagsOf(t, filepath.Join(dir, "a.pdf"))
	for kind, n := range map[string]int{"/H1": 1, "/H2": 1, "/H3": 1, "/L": 1, "/LI": 2, "/Table": 1, "/TR": 4, "/TH": 2, "/TD": 6} {
		if tags[kind] != n {
			t.Errorf("the PDF has %d of %s, want %d, in %v", tags[kind], kind, n, tags)
		}
	}
}

func office(t *testing.T, dir, from, to string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "user"), "--headless", "--convert-to", to, "--outdir", dir, from)
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice (Debian: libreoffice-writer-nogui): %v\n%s", err, said)
	}
}

// tagsOf counts the elements of the structure of a PDF.
func tagsOf(t *testing.T, path string) map[string]int {
	t.Helper()
	raw, err := exec.CommandContext(t.Context(), "qpdf", "--json=2", path).Output()
	if err != nil {
		t.Fatalf("qpdf (Debian: qpdf): %v", err)
	}
	var all struct{ QPDF [2]json.RawMessage }
	var objects map[string]struct{ Value any }
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	if err := json.Unmarshal(all.QPDF[1], &objects); err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	roles, tags := map[string]any{}, map[string]int{}
	for _, o := range objects {
		if d, ok := o.Value.(map[string]any); ok && d["/RoleMap"] != nil {
			roles, _ = d["/RoleMap"].(map[string]any)
		}
	}
	for _, o := range objects {
		d, ok := o.Value.(map[string]any)
		if !ok || d["/P"] == nil {
			continue
		}
		kind, _ := d["/S"].(string)
		if role, ok := roles[kind].(string); ok {
			kind = role
		}
		tags[kind]++
	}
	return tags
}
