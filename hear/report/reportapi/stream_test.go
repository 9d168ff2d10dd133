// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/internal/db/dbtest"
)

// A file of 100 MB that comes without JavaScript streams through the server:
// it never holds the whole of it, and writes no temporary file.
func TestALargeFileStreamsThrough(t *testing.T) {
	dsn := dbtest.SQLite(t)
	staff(t, dsn)
	temp := t.TempDir()
	server := begin(t, dsn, "TMPDIR="+temp)
	defer server.kill(t)
	// By then the server has taken what any file takes, with what the garbage
	// collector lets lie.
	server.upload(t, 40_000_000, temp)
	before := server.most(t)
	const size = 100_000_000
	server.upload(t, size, temp)
	grown := server.most(t) - before
	t.Logf("file_bytes=%d grown_bytes=%d", size, grown)
	if grown > size/4 {
		t.Errorf("for a file of %d bytes the server took %d bytes more than for one of 40 million", size, grown)
	}
}

// upload sends a form with a file of that many bytes, and looks for temporary
// files while it streams.
func (c *child) upload(t *testing.T, size int64, temp string) {
	t.Helper()
	out, in := io.Pipe()
	w := multipart.NewWriter(in)
	source := &watched{r: io.LimitReader(rand.NewChaCha8([32]byte{1}), size), temp: temp}
	go func() {
		err := w.WriteField("what", "see the file")
		var part io.Writer
		if err == nil {
			part, err = w.CreateFormFile("file", "film.bin")
		}
		if err == nil {
			_, err = io.Copy(part, source)
		}
		if err == nil {
			err = w.Close()
		}
		in.CloseWithError(err)
	}()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url+"/report/agency", out)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if words, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK || len(strings.Fields(string(words))) != 8 {
		t.Fatalf("status %d, %q, %v", answer.StatusCode, words, err)
	}
	if source.looked == 0 || source.found != "" {
		t.Errorf("looked %d times, found %s", source.looked, source.found)
	}
}

// watched looks for temporary files at every read.
type watched struct {
	r      io.Reader
	temp   string
	looked int
	found  string
}

func (w *watched) Read(b []byte) (int, error) {
	w.looked++
	if found, err := filepath.Glob(filepath.Join(w.temp, "*")); err != nil || len(found) > 0 {
		w.found = fmt.Sprint(found, err)
	}
	return w.r.Read(b)
}

// most gives the most memory that the process has had (proc(5), VmHWM).
func (c *child) most(t *testing.T) (bytes int64) {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &bytes); err == nil {
			return bytes * 1024
		}
	}
	t.Fatal("the process doesn't say what memory it has had")
	return 0
}
