// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"baken/base/seal"
	"baken/hear/report/reporttest"
	"baken/internal/db/dbtest"
	"baken/internal/db/dbtest/cluster"
)

// What a reporter types is nowhere on the server afterwards: not in the
// database, its write-ahead log, the logs, the folders for temporary files or
// the arguments of processes. With JavaScript it isn't in the memory of the
// process either; without, memory is what the page warns of.
func TestWhatAReporterTypesIsNowhere(t *testing.T) {
	for name, sealed := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name+"/sqlite", func(t *testing.T) {
			dsn := dbtest.SQLite(t)
			seek(t, dsn, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:")), sealed)
		})
		t.Run(name+"/postgres", func(t *testing.T) {
			server, err := cluster.Start(context.WithoutCancel(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := server.Stop(); err != nil {
					t.Error(err)
				}
			}()
			seek(t, server.DSN(), dataOf(t, server.DSN()), sealed)
		})
	}
}

// dataOf gives the folder in which a PostgreSQL server keeps everything.
func dataOf(t *testing.T, dsn string) (dir string) {
	t.Helper()
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	if err := pool.QueryRowContext(t.Context(), `SHOW data_directory`).Scan(&dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// seek files a report with a sentence that is nowhere else, in its story, in
// the name of a file and in the file itself, and looks for it everywhere.
func seek(t *testing.T, dsn, data string, sealed bool) {
	rings := staff(t, dsn)
	temp := t.TempDir()
	server := begin(t, dsn, "TMPDIR="+temp)
	defer server.kill(t)
	sentinel := "zin " + seal.NewAttachment(0).ID // 32 random digits
	known := server.fileSealed(t, reopenSealing(t, rings), sentinel)
	if !sealed {
		known = server.filePlain(t, sentinel)
	}
	address := seal.NewAttachment(0).ID
	server.leave(t, reopenSealing(t, rings), address+"@example.nl")
	places := server.places(t, data, temp)
	if sealed {
		places["memory"] = memory(t, server.cmd.Process.Pid)
	}
	for place, content := range places {
		if form := found(content, sentinel); form != "" {
			t.Errorf("what the reporter typed is in %s (%s)", place, form)
		}
	}
	for place, content := range places {
		if place == "memory" { // the server has to read an address: the page says so
			continue
		}
		if form := found(content, "zin "+address); form != "" {
			t.Errorf("an address is in %s (%s)", place, form)
		}
	}
	// The same search finds what stands there in clear.
	for _, place := range []string{"files of the database", "memory"} {
		if content, ok := places[place]; ok && !bytes.Contains(content, []byte(known)) {
			t.Errorf("the search is blind: the case's number isn't found in %s (%d bytes)", place, len(content))
		}
	}
}

// fileSealed files as a browser does, and gives the number of the case.
func (c *child) fileSealed(t *testing.T, s sealing, sentinel string) string {
	t.Helper()
	keys := reporttest.Keys(t)
	r := &client{site: s.site, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: noKeys()}
	chunks := map[string][]byte{}
	f := r.offline(nil, chunks)
	a := seal.NewAttachment(uint64(len(sentinel)))
	raw, err := r.keys[1].SealChunk(r.signing, a, 0, []byte(sentinel))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := call(t.Context(), "PUT", fmt.Sprintf("%s/report/api/uploads/%s/%s/0", c.url, f.Upload, a.ID), raw, 204); err != nil {
		t.Fatal(err)
	}
	f.Attachments = []jsonAttachment{{ID: a.ID, Chunks: 1}}
	f.Message = r.message(1, 1, "report", map[string]any{"what": sentinel, "attachments": []map[string]any{{"id": a.ID, "name": sentinel}}})
	if _, err := call(t.Context(), "POST", c.url+"/report/api/cases", marshal(t, f), 201); err != nil {
		t.Fatal(err)
	}
	if _, err := call(t.Context(), "POST", c.url+"/report/api/open", marshal(t, map[string]string{"lookup": r.lookup}), 200); err != nil {
		t.Fatal(err)
	}
	return f.Case
}

// leave leaves an address in a case of its own, takes it away, and leaves it
// again: each row was there once.
func (c *child) leave(t *testing.T, s sealing, address string) {
	t.Helper()
	p := s.parcel()
	for _, step := range []struct {
		path   string
		body   []byte
		status int
	}{
		{"/report/api/cases", p.body, 201},
		{"/report/api/notice", marshal(t, map[string]string{"lookup": p.lookup, "address": address}), 204},
		{"/report/api/notice/end", marshal(t, map[string]string{"lookup": p.lookup}), 204},
		{"/report/api/notice", marshal(t, map[string]string{"lookup": p.lookup, "address": address}), 204},
		{"/report/api/notice", marshal(t, map[string]string{"lookup": p.lookup, "address": address + "@"}), 422},
	} {
		if _, err := call(t.Context(), "POST", c.url+step.path, step.body, step.status); err != nil {
			t.Fatal(err)
		}
	}
}

// filePlain files as a form does.
func (c *child) filePlain(t *testing.T, sentinel string) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	file, err := w.CreateFormFile("file", sentinel+".txt")
	if err == nil {
		_, err = io.WriteString(file, strings.Repeat(sentinel+"\n", 50_000)) // more than one piece
	}
	if err == nil {
		err = w.WriteField("what", sentinel)
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", c.url+"/report/agency", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	words, err := io.ReadAll(answer.Body)
	if err != nil || answer.Body.Close() != nil || answer.StatusCode != 200 || len(strings.Fields(string(words))) != 8 {
		t.Fatalf("status %d, %q, %v", answer.StatusCode, words, err)
	}
	return "browser" // some report was sealed there before, see seek
}

// places gives what can be searched outside memory.
func (c *child) places(t *testing.T, data, temp string) map[string][]byte {
	t.Helper()
	pid := c.cmd.Process.Pid
	out := map[string][]byte{
		"files of the database": files(t, data), "temporary files": files(t, temp), "the log": []byte(c.says.String()),
	}
	for _, name := range []string{"cmdline", "environ"} {
		out["the process's "+name] = read(t, fmt.Sprintf("/proc/%d/%s", pid, name))
	}
	opened, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range opened { // files that were deleted while they are open
		at := fmt.Sprintf("/proc/%d/fd/%s", pid, fd.Name())
		if to, err := os.Readlink(at); err == nil && strings.HasSuffix(to, " (deleted)") && strings.HasPrefix(to, "/") {
			out["the deleted file "+to] = read(t, at)
		}
	}
	if !strings.Contains(c.says.String(), "POST /report") {
		t.Errorf("the log says nothing: %s", c.says)
	}
	return out
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// files gives everything in a folder, one after the other. A file that is gone
// meanwhile was a temporary one of the database, which keeps what it needs.
func files(t *testing.T, dir string) []byte {
	t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if raw, err := os.ReadFile(path); err == nil {
			all.Write(raw)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

// memory gives all that a process has in memory and can write to.
func memory(t *testing.T, pid int) []byte {
	t.Helper()
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mem.Close() }()
	var all bytes.Buffer
	for line := range strings.Lines(string(read(t, fmt.Sprintf("/proc/%d/maps", pid)))) {
		var from, to uint64
		var mode string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		if !strings.HasPrefix(mode, "rw") {
			continue
		}
		part := make([]byte, to-from)
		n, _ := mem.ReadAt(part, int64(from)) // the kernel's own pages can't be read
		all.Write(bytes.TrimRight(part[:n], "\x00"))
		all.WriteByte(0)
	}
	return all.Bytes()
}

// found looks for the random part of a sentence in the forms in which it could
// stand somewhere: as it is, also in pieces between which a database's
// compression has put something, in hexadecimal, in base64 at any offset, in
// two bytes a letter.
func found(content []byte, sentinel string) string {
	word := sentinel[4:]
	for at := range len(word) - 7 {
		if bytes.Contains(content, []byte(word[at:at+8])) {
			return "in clear"
		}
	}
	wide := make([]byte, 0, 2*len(word))
	for _, c := range []byte(word) {
		wide = append(wide, c, 0)
	}
	forms := map[string]string{"in hexadecimal": hex.EncodeToString([]byte(word)), "in wide letters": string(wide)}
	for skip := range 3 {
		encoded := base64.StdEncoding.EncodeToString([]byte(word[skip:]))
		forms[fmt.Sprint("in base64 from ", skip)] = encoded[:len(encoded)-4]
	}
	for form, s := range forms {
		if bytes.Contains(content, []byte(s)) {
			return form
		}
	}
	return ""
}

// The search itself finds what it looks for.
func TestTheSearchFinds(t *testing.T) {
	const sentinel = "zin 0123456789abcdef0123456789abcdef"
	for want, content := range map[string]string{
		"in clear":       "xx" + sentinel,
		"in hexadecimal": hex.EncodeToString([]byte("xx" + sentinel)),
		"":               "something else",
	} {
		if got := found([]byte(content), sentinel); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for pad := range 3 {
		raw := base64.StdEncoding.EncodeToString([]byte("xxx"[:pad] + sentinel + "yyy"))
		if found([]byte(raw), sentinel) == "" {
			t.Errorf("not found in base64 behind %d bytes", pad)
		}
	}
	if found([]byte("0123456\xff789abcdef\xff0123"), sentinel) == "" {
		t.Error("not found in pieces")
	}
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
