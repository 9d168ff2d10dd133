// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"baken/base/seal"
	"baken/internal/db"
	"baken/internal/web/webtest"
)

// keepSaved lets the page remember what it saves, for saved.
const keepSaved = `(real => {
  URL.createObjectURL = b => {
    const r = new FileReader();
    r.onload = () => window.saved = r.result.split(",")[1];
    r.readAsDataURL(b);
    return real(b);
  };
  return true;
})(URL.createObjectURL.bind(URL))`

// saved gives what the page has just saved.
func saved(t *testing.T, w *webtest.Page) []byte {
	t.Helper()
	w.Await("window.saved")
	raw, err := base64.StdEncoding.DecodeString(webtest.Eval[string](w, "(s => { delete window.saved; return s })(window.saved)"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// unpack reads the files of an archive.
func unpack(t *testing.T, raw []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(part); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// written gives the words of a document.
func written(t *testing.T, odt []byte) string {
	t.Helper()
	var words strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(unpack(t, odt)["content.xml"])); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatalf("the document isn't well-formed: %v", err)
		}
		if chars, ok := token.(xml.CharData); ok {
			words.Write(chars)
		}
	}
}

const setActions = "UPDATE report_case SET actions = $2 WHERE id = $1"

// TestDeskExport takes a whole report out: as a document, and as an archive
// that the public age tool's library opens with the passphrase and no other.
func TestDeskExport(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string][2]string{"nl": {"Het archief is gemaakt. Alles zit erin.", "Organisatie: "}, "en": {"The archive is made. Everything is in it.", "Organisation: "}} {
		t.Run(lang, func(t *testing.T) {
			at := home.place(t)
			fatima := home.keyed(t, "Fatima El Amrani", at)
			f := home.report(t, at, `Hij zei: "<b>ga terug</b> & zwijg".`)
			upload, paper, content := db.NewID(), seal.NewAttachment(5), []byte("bewijs")[:5]
			home.attach(t, f, upload, paper, content)
			home.call(t, "POST", "/report/api/messages", "", map[string]any{
				"lookup": f.keys.Lookup.Export(), "upload": upload, "attachments": []map[string]any{{"id": paper.ID, "chunks": 1}},
				"message": map[string]any{"seq": 2, "epoch": 1, "envelope": f.seal(t, f.epoch, 2, "text", map[string]any{
					"text": "Zie de bijlage.", "attachments": []any{map[string]any{
						"id": paper.ID, "name": "../brief.txt", "type": "text/plain", "size": paper.Size, "chunks": 1, "removed": []string{},
					}},
				})},
			}, nil)
			home.tamper(t, setActions, string(f.id), `[{"number":1,"owner":"desk","due":"2031-02-03"}]`)
			w := home.atDesk(t, fatima, f.path(), webtest.In(lang))
			w.AwaitText("Zie de bijlage.")
			webtest.Eval[bool](w, keepSaved)
			unfold(w, "[data-do=export-odt]")
			w.Click("[data-do=export-odt]")
			document := written(t, saved(t, w))
			for _, want := range []string{`Hij zei: "<b>ga terug</b> & zwijg".`, "Zie de bijlage.", words[1]} {
				if !strings.Contains(document, want) {
					t.Errorf("the document lacks %q: %s", want, document)
				}
			}

			unfold(w, "form[data-form=export]")
			w.Fill("#new-passphrase", "kort")
			w.Click("form[data-form=export] button[type=submit]")
			w.Await("document.querySelector('#new-passphrase-error')")
			w.Shot("desk-89-export-" + lang)
			w.Axe()
			w.Fits(320)
			const passphrase = "molen trap zwaluw kaars"
			w.Fill("#new-passphrase", passphrase)
			w.Fill("#same-passphrase", passphrase)
			w.Click("form[data-form=export] button[type=submit]")
			w.AwaitText(words[0])
			raw := saved(t, w)
			if _, err := opened(raw, "een andere wachtzin"); err == nil {
				t.Error("another passphrase opens the archive")
			}
			plain, err := opened(raw, passphrase)
			if err != nil {
				t.Fatal(err)
			}
			files := unpack(t, plain)
			kinds := map[string]bool{}
			for name, file := range files {
				kinds[name[strings.LastIndexByte(name, '.')+1:]] = true
				if name == "messages.json" && !strings.Contains(string(file), `"due": "2031-02-03"`) {
					t.Errorf("the archive lacks an action: %s", file)
				}
				if strings.HasSuffix(name, "brief.txt") && (!slices.Equal(file, content) || strings.ContainsAny(name, "/\\")) {
					t.Errorf("%s holds %q", name, file)
				}
			}
			if len(files) != 3 || !kinds["odt"] || !kinds["json"] || !kinds["txt"] {
				t.Errorf("the archive holds %v", kinds)
			}
		})
	}
}

func opened(raw []byte, passphrase string) ([]byte, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	r, err := age.Decrypt(bytes.NewReader(raw), id)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
