// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/base/seal"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintdb"
	"baken/hear/complaint/complainttest"
	"baken/internal/db/dbtest"
)

// What is written in a complaint, and by what somebody is found who comes with
// words, is nowhere on the server afterwards: not in the database or its
// write-ahead log, not in the logs, and not in what anybody is answered.
func TestWhatIsWrittenIsNowhere(t *testing.T) {
	dsn := dbtest.SQLite(t)
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), complaintdb.Room()); err != nil {
		t.Fatal(err)
	}
	s := open(t, complaintdb.New(d, func() time.Time { return orgtest.Now }))
	var said []string
	sentinel := func() string { said = append(said, seal.NewAttachment(0).ID); return said[len(said)-1] }
	w := walks(t, s, sentinel(), sentinel(), sentinel(), sentinel())
	for _, c := range []*client{w.amira, w.lent, w.kees} {
		said = append(said, c.lookup)
		if got := c.act(complainttest.ID(1), jsonAct{Since: 99, Step: complaint.Supplement}); got.Status < 400 {
			t.Errorf("an act from another screen: %d", got.Status)
		}
	}
	places := map[string][]byte{"files of the database": files(t, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:"))), "the log": []byte(s.log.String())}
	for who, all := range s.said {
		places[fmt.Sprintf("what %q was answered", who)] = all
	}
	for place, content := range places {
		for n, one := range said {
			if form := found(content, one); form != "" {
				t.Errorf("sentinel %d is in %s (%s)", n, place, form)
			}
		}
	}
	// The same search finds what stands there in clear.
	for place, known := range map[string]string{
		"files of the database": string(complainttest.ID(1)), `what "sam" was answered`: string(complainttest.ID(1)), "the log": "POST /complaint/api/words/act",
	} {
		if found(places[place], known) == "" {
			t.Errorf("the search is blind: %s isn't found in %s (%d bytes)", known, place, len(places[place]))
		}
	}
}

// files gives everything in a folder, one after the other.
func files(t *testing.T, dir string) []byte {
	t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		all.Write(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

// found looks for random digits in the forms in which they could stand
// somewhere: as they are, as the bytes that they write, in hexadecimal, and in
// base64 at any offset.
func found(content []byte, digits string) string {
	forms := map[string][]byte{"in clear": []byte(digits), "in hexadecimal": []byte(hex.EncodeToString([]byte(digits)))}
	if raw, err := hex.DecodeString(digits); err == nil {
		forms["as bytes"] = raw
		forms["as bytes in base64"] = []byte(base64.StdEncoding.EncodeToString(raw)[:20])
	}
	for skip := range 3 {
		encoded := base64.StdEncoding.EncodeToString([]byte(digits[skip:]))
		forms[fmt.Sprint("in base64 from ", skip)] = []byte(encoded[:len(encoded)-4])
	}
	for form, what := range forms {
		if bytes.Contains(content, what) {
			return form
		}
	}
	return ""
}

// The search itself finds what it looks for.
func TestTheSearchFinds(t *testing.T) {
	const digits = "0123456789abcdef0123456789abcdef"
	raw, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	for want, content := range map[string]string{
		"in clear": "xx" + digits, "in hexadecimal": hex.EncodeToString([]byte("x" + digits)), "as bytes": "x" + string(raw),
		"as bytes in base64": base64.StdEncoding.EncodeToString(raw), "": "something else",
	} {
		if got := found([]byte(content), digits); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for pad := range 3 {
		if found([]byte(base64.StdEncoding.EncodeToString([]byte("xxx"[:pad]+digits+"yyy"))), digits) == "" {
			t.Errorf("not found in base64 behind %d bytes", pad)
		}
	}
}
