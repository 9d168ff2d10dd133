// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/textproto"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
)

// part is one part of a form, as a browser sends it.
type part struct{ name, file, content string }

func form(t testing.TB, parts ...part) *multipart.Reader {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", `form-data; name="`+p.name+`"`)
		if strings.HasSuffix(p.name, "file") {
			h.Set("Content-Disposition", `form-data; name="`+p.name+`"; filename="`+p.file+`"`)
			h.Set("Content-Type", "text/plain")
		}
		out, err := w.CreatePart(h)
		if err == nil {
			_, err = out.Write([]byte(p.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return multipart.NewReader(&b, w.Boundary())
}

func TestReadForm(t *testing.T) {
	large := strings.Repeat("x", complaintserver.MostFiles)
	for rule, tc := range map[string]struct {
		parts []part
		want  error
		files int
	}{
		"no file chosen":             {[]part{{"file", "", ""}}, nil, 0},
		"a file":                     {[]part{{"file", "../a\u202etxt.exe", "x"}}, nil, 1},
		"an empty one":               {[]part{{"supplement-file", "a", ""}}, nil, 1},
		"as large as it may be":      {[]part{{"file", "a", large}}, nil, 1},
		"together larger":            {[]part{{"file", "a", large}, {"file", "b", "x"}}, complaint.ErrLarge, 1},
		"larger by itself":           {[]part{{"file", "a", large + "x"}}, complaint.ErrLarge, 0},
		"an answer that is too long": {[]part{{"text", "", strings.Repeat("x", 200_001)}}, seal.ErrLarge, 0},
	} {
		f, err := complaintserver.ReadForm(form(t, append(tc.parts, part{"name", "", " Amira\r\nHaddad \xff "})...))
		if !errors.Is(err, tc.want) || len(f.Files) != tc.files {
			t.Errorf("%s: %v, %d files", rule, err, len(f.Files))
		}
		if got := f.Get("name"); got != "Amira\nHaddad \uFFFD" {
			t.Errorf("%s: the name is %q", rule, got)
		}
		if len(f.Files) > 0 && strings.ContainsAny(f.Files[0].Name, "/\u202e") {
			t.Errorf("%s: the file is called %q", rule, f.Files[0].Name)
		}
	}
	broken := multipart.NewReader(strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAmi"), "x")
	if _, err := complaintserver.ReadForm(broken); err == nil {
		t.Error("a form that broke off is taken")
	}
}
