// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"baken/base/seal"
	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// line lies between the browser and the house, and can break.
type line struct {
	to http.Handler

	mu     sync.Mutex
	left   int            // chunks that come through before it breaks
	chunks map[string]int // how often each came through, by path
}

func (h *house) line(t *testing.T, left int) *line {
	t.Helper()
	to, err := url.Parse(h.base)
	if err != nil {
		t.Fatal(err)
	}
	return &line{to: httputil.NewSingleHostReverseProxy(to), left: left, chunks: map[string]int{}}
}

// ServeHTTP breaks off like a line that is gone.
func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut && !l.take(r.URL.Path) {
		panic(http.ErrAbortHandler)
	}
	l.to.ServeHTTP(w, r)
}

func (l *line) take(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 {
		return false
	}
	l.left--
	l.chunks[path]++
	return true
}

func (l *line) mend(left int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left = left
}

// sent gives how many chunks came through, and how many of them twice.
func (l *line) sent() (chunks, twice int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range l.chunks {
		if n > 1 {
			twice++
		}
	}
	return len(l.chunks), twice
}

// hidden is what pictures tell beside what is drawn.
const hidden = "Maker-Jansen-52.09"

// photo is a JPEG with a maker, a time and a place in its Exif data (CIPA
// DC-008), as telephones write it.
func photo(t *testing.T) []byte {
	t.Helper()
	var drawn bytes.Buffer
	if err := jpeg.Encode(&drawn, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("II*\x00\x08\x00\x00\x00\x02\x00" +
		"\x0f\x01\x02\x00\x13\x00\x00\x00\x26\x00\x00\x00" + // maker: 19 letters at 38
		"\x25\x88\x04\x00\x01\x00\x00\x00\x3a\x00\x00\x00" + // place: a list at 58
		"\x00\x00\x00\x00" + hidden + "\x00\x00" +
		"\x01\x00\x01\x00\x02\x00\x02\x00\x00\x00N\x00\x00\x00\x00\x00\x00\x00")
	app1 := append([]byte{0xff, 0xe1, 0, byte(len(tiff) + 8)}, append([]byte("Exif\x00\x00"), tiff...)...)
	return append(append([]byte{0xff, 0xd8}, app1...), drawn.Bytes()[2:]...)
}

// drawing is a PNG with a remark.
func drawing(t *testing.T) []byte {
	t.Helper()
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 16, 16))); err != nil {
		t.Fatal(err)
	}
	// A chunk's length, name and content; nobody checks the sum of one that is left out.
	chunk := append([]byte{0, 0, 0, byte(len(hidden) + 8)}, []byte("tEXtComment\x00"+hidden+"\x00\x00\x00\x00")...)
	return append(append(bytes.Clone(drawn.Bytes()[:33]), chunk...), drawn.Bytes()[33:]...)
}

// file writes a file for the browser to choose.
func (v *visit) file(name string, content []byte) string {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		v.t.Fatal(err)
	}
	return path
}

// row is an expression for the row of a file, by its name.
func row(name string) string {
	return "[...document.querySelectorAll('[data-part=row]')].find(e => e.innerText.includes('" + name + "'))"
}

// rowButton clicks a button of a file's row.
func (v *visit) rowButton(name, do string) {
	v.t.Helper()
	webtest.Eval[bool](v.Page, "("+row(name)+".querySelector('[data-do="+do+"]').click(), true)")
}

// TestFilesAreCleanedAndWarned takes hidden data out of pictures, shows what
// that was, and asks before it sends what can't be cleaned.
func TestFilesAreCleanedAndWarned(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "files-"+string(lang), webtest.In(string(lang)))
			v.Go("/report/" + string(v.org))
			v.Await(live)
			v.Fill("#what", story)
			v.Attach("#file", v.file("foto.jpg", photo(t)), v.file("tekening.png", drawing(t)), v.file("brief.pdf", []byte("%PDF-1.7 "+hidden)),
				v.file("geluid.mp3", []byte("ID3")))
			for _, want := range []text.Key{
				"report.removed.camera", "report.removed.place", "report.removed.words", "report.attach.visible",
				"report.attach.risk", "report.risk.document", "report.risk.recording",
			} {
				v.AwaitText(say(t, lang, want))
			}
			v.judge("asked")
			v.rowButton("brief.pdf", "yes")
			v.rowButton("geluid.mp3", "no")
			v.Await("!(" + row("geluid.mp3") + ")")
			v.Click("button[type=submit]")
			v.Await(at("conduct"))
			v.Click("[data-do=to-check]")
			v.Await(at("check"))
			v.words()
			desk := here.at(t, v.org)
			c := desk.newest(t, v.org)
			var got []string
			for _, m := range c.manifests(t) {
				content := desk.file(t, c, m)
				got = append(got, m.Name+" "+string(bytes.Join(removed(m), []byte(","))))
				if strings.HasPrefix(m.Type, "image/") {
					if _, _, err := image.Decode(bytes.NewReader(content)); err != nil || bytes.Contains(content, []byte(hidden)) {
						t.Errorf("%s still tells what was hidden, or isn't a picture: %v", m.Name, err)
					}
				}
			}
			want := `foto.jpg "place","camera"; tekening.png "words"; brief.pdf `
			if got := strings.Join(got, "; "); got != want {
				t.Errorf("the desk has %q, want %q", got, want)
			}
		})
	}
}

func removed(m reportserver.Manifest) (out [][]byte) {
	for _, r := range m.Removed {
		out = append(out, r)
	}
	return out
}

// watchReading notes the largest piece of a file that the page reads at once.
const watchReading = `(() => {
	window.largest = 0;
	const note = blob => { window.largest = Math.max(window.largest, blob.size) };
	for (const how of ["arrayBuffer", "text", "stream", "bytes"]) {
		const real = Blob.prototype[how];
		if (real) Blob.prototype[how] = function () { note(this); return real.call(this) };
	}
	for (const how of ["readAsArrayBuffer", "readAsText", "readAsDataURL", "readAsBinaryString"]) {
		const real = FileReader.prototype[how];
		FileReader.prototype[how] = function (blob) { note(blob); return real.call(this, blob) };
	}
	return true;
})()`

// minutes is how long a hundred chunks may take on a busy machine.
const minutes = 5 * time.Minute

// film is the row of the large file.
const film = "[...document.querySelectorAll('[data-part=row]')].find(e => e.innerText.includes('film.bin'))"

// offline is what a file's row shows while the line is broken.
const offline = film + "?.querySelector('[data-part=offline]').hidden === false"

// TestALargeFileGoesOn sends a file of 100 MB over a line that breaks, reloads
// the page in the middle, and goes on where it was: no piece goes twice, and
// none is read that is larger than a chunk.
func TestALargeFileGoesOn(t *testing.T) {
	const size = 100_000_000 // what the page takes at most
	content := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{}).Read(content) // never fails
	l := here.line(t, 20)
	v := &visit{webtest.Open(t, l), t, here.world.Desks()[0], "large"}
	path := v.file("film.bin", content)
	v.Go("/report/" + string(v.org))
	v.Await(live)
	webtest.Eval[bool](v.Page, watchReading)
	v.Fill("#what", story)
	v.Attach("#file", path)
	v.AwaitText(say(t, text.NL, "report.risk.other"))
	v.rowButton("film.bin", "yes")
	v.AwaitFor(minutes, offline)
	v.judge("offline")
	if got, _ := l.sent(); got != 20 {
		t.Errorf("%d chunks came through before the line broke, want 20", got)
	}
	l.mend(30)
	v.AwaitFor(minutes, row("film.bin")+".querySelector('progress').value >= 50")
	v.AwaitFor(minutes, offline)
	largest := webtest.Eval[int](v.Page, "window.largest")
	held := v.Memory()
	if !webtest.Eval[bool](v.Page, warns) {
		t.Error("one click breaks the upload off")
	}
	v.rowButton("film.bin", "pause")
	v.Reload()
	v.Await(live)
	v.AwaitText(say(t, text.NL, "report.draft.restored"))
	if got := v.Value("#what"); got != story {
		t.Errorf("after the reload the draft holds %q", got)
	}
	v.judge("again")
	webtest.Eval[bool](v.Page, watchReading)
	l.mend(1000)
	v.Attach("[data-part=again] input[type=file]", v.file("ander.bin", content[1:]))
	v.AwaitText("Dit is niet hetzelfde bestand als film.bin")
	v.Attach("[data-part=again] input[type=file]", path)
	v.AwaitFor(minutes, row("film.bin")+".querySelector('progress').hidden")
	largest = max(largest, webtest.Eval[int](v.Page, "window.largest"))
	held = max(held, v.Memory())
	chunks, twice := l.sent()
	t.Logf("bytes=%d chunks=%d sent_twice=%d largest_read=%d browser_memory=%d", size, chunks, twice, largest, held)
	if want := int(seal.Attachment{Size: size}.Chunks()); chunks != want || twice > 0 {
		t.Errorf("%d chunks came through and %d of them twice, want %d and none", chunks, twice, want)
	}
	if largest == 0 || largest > seal.ChunkSize {
		t.Errorf("the page read %d bytes at once, want at most %d", largest, seal.ChunkSize)
	}
	if held > size/2 {
		t.Errorf("the page holds %d bytes", held)
	}
	v.Click("button[type=submit]")
	v.Await(at("conduct"))
	v.Click("[data-do=to-check]")
	v.Await(at("check"))
	v.words()
	desk := here.at(t, v.org)
	c := desk.newest(t, v.org)
	if m := c.manifests(t); len(m) != 1 || !bytes.Equal(desk.file(t, c, m[0]), content) {
		t.Errorf("the desk doesn't read the file: %v", m)
	}
}
