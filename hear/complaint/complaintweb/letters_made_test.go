// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"baken/ground/document"
	"baken/internal/web/webtest"
)

// made is a letter as a browser made it.
type made struct {
	name   string // of the file, without its ending
	title  string
	lang   document.Lang
	blocks []document.Block // as they should be
	odt    []byte
	pdf    []byte // as the browser printed it
}

// inBrowser has a page hold what makes letters, beside what the page itself is.
func inBrowser(t *testing.T, lang string) *webtest.Page {
	t.Helper()
	const sources = "../../../internal/asset/src/"
	bundle := exec.CommandContext(t.Context(), sources+"node_modules/.bin/esbuild", sources+"document/index.ts",
		"--bundle", "--format=iife", "--global-name=letters", "--target=es2022", "--log-level=error")
	script, err := bundle.Output()
	if err != nil {
		t.Fatalf("bundle what makes letters (run \"go generate ./internal/asset\" once): %v", err)
	}
	handler, _ := site(t)
	w := webtest.Open(t, handler, webtest.In(lang))
	w.Go("/complaint")
	webtest.Eval[bool](w, string(script)+"; globalThis.letters = letters; true")
	return w
}

// make has the page make one letter of example values, and print it.
func (m *made) make(t *testing.T, w *webtest.Page, l document.Template, values map[document.Field]string) {
	t.Helper()
	in, err := json.Marshal(map[string]any{"template": l, "fields": values, "lang": m.lang})
	if err != nil {
		t.Fatal(err)
	}
	out := webtest.Eval[struct {
		Blocks []document.Block
		ODT    []byte
	}](w, fmt.Sprintf(`(() => {
		const { template, fields, lang } = %s;
		const blocks = letters.letter(template, fields, lang);
		const about = { lang, title: letters.titleOf(blocks) };
		const odt = btoa(String.fromCharCode(...letters.odt(blocks, about)));
		globalThis.unprint = letters.print(document.querySelector("main section"), blocks, about);
		return { Blocks: blocks, ODT: odt };
	})()`, in))
	m.odt = out.ODT
	if got, want := fmt.Sprint(out.Blocks), fmt.Sprint(m.blocks); got != want {
		t.Errorf("%s: the browser says %s, want %s", m.name, got, want)
	}
	m.pdf = w.PDF()
	webtest.Eval[bool](w, "unprint(), true")
}

// makeAll makes every letter in both languages, with the fields that may be
// empty and without.
func makeAll(t *testing.T) (all []*made) {
	t.Helper()
	for _, lang := range document.Langs() {
		w := inBrowser(t, string(lang))
		before := w.Title()
		for _, l := range letters(t) {
			for _, round := range []string{"whole", "bare"} {
				values := l.Examples(lang)
				for _, s := range l.Slots {
					if s.Optional && round == "bare" {
						delete(values, s.Field)
					}
				}
				blocks, err := l.Fill(values, lang)
				if err != nil {
					t.Fatal(err)
				}
				title, _ := l.Part("title")
				m := &made{name: fmt.Sprintf("%s-%s-%s", l.ID, lang, round), title: title.Words.In(lang), lang: lang, blocks: blocks}
				m.make(t, w, l, values)
				all = append(all, m)
			}
		}
		if w.Title() != before || w.Has("[data-unprinted]") || w.Has(".baken-letter") {
			t.Errorf("the page isn't what it was: %q", w.Title())
		}
	}
	return all
}

// TestLettersMade makes every letter in a browser, opens the files as a word
// processor does, and reads what came of them.
func TestLettersMade(t *testing.T) {
	all := makeAll(t)
	dir := t.TempDir()
	for _, m := range all {
		m.readODT(t)
		if err := os.WriteFile(filepath.Join(dir, m.name+".odt"), m.odt, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, m.name+".printed.pdf"), m.pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	convert(t, dir, all)
	for _, m := range all {
		m.readPDF(t, filepath.Join(dir, m.name+".pdf"))
		m.readPDF(t, filepath.Join(dir, m.name+".printed.pdf"))
	}
}

// readODT takes the document apart.
func (m *made) readODT(t *testing.T) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(m.odt), int64(len(m.odt)))
	if err != nil {
		t.Fatalf("%s: %v", m.name, err)
	}
	if first := z.File[0]; first.Name != "mimetype" || first.Method != zip.Store || len(first.Extra) != 0 {
		t.Errorf("%s: it begins with %s", m.name, first.Name)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(raw)
		if f.Modified.Year() != 1980 && f.Modified.Year() != 1979 {
			t.Errorf("%s: %s says that it was made on %s", m.name, f.Name, f.Modified)
		}
		if strings.HasSuffix(f.Name, ".xml") {
			wellFormed(t, m.name+"/"+f.Name, raw)
		}
	}
	tongue := map[document.Lang]string{document.NL: "nl-NL", document.EN: "en-GB"}[m.lang]
	if !strings.Contains(parts["meta.xml"], "<dc:title>"+m.title+"</dc:title><dc:language>"+tongue+"</dc:language></office:meta>") {
		t.Errorf("%s: it says of itself %s", m.name, parts["meta.xml"])
	}
	for name, part := range parts {
		if regexp.MustCompile(`(?i)creator|generator|initial-author|user-defined|Mozilla|Chrom|Linux`).MatchString(part) {
			t.Errorf("%s: %s says who or what made it", m.name, name)
		}
	}
	content := strings.ReplaceAll(parts["content.xml"], "<text:line-break/>", "\n")
	for _, b := range m.blocks {
		for _, want := range append(b.Items, b.Text) {
			if !strings.Contains(content, ">"+want) {
				t.Errorf("%s: it doesn't say %q", m.name, want)
			}
		}
	}
}

func wellFormed(t *testing.T, name string, raw []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// convert opens all the files in LibreOffice at once, since it is slow to start,
// and has it make PDFs.
func convert(t *testing.T, dir string, all []*made) {
	t.Helper()
	args := []string{
		"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--convert-to",
		`pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}`,
		"--outdir", dir,
	}
	for _, m := range all {
		args = append(args, filepath.Join(dir, m.name+".odt"))
	}
	if said, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice (Debian: libreoffice-writer-nogui): %v\n%s", err, said)
	}
}
