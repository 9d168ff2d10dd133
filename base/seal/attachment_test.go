// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baken/base/seal"
)

func content(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

// sealFile gives the chunks of a file.
func sealFile(t testing.TB, d desk, a seal.Attachment, data []byte) [][]byte {
	t.Helper()
	chunks := make([][]byte, a.Chunks())
	err := d.key.SealAttachment(d.reporter.Signing, a, bytes.NewReader(data), 0, func(i uint64, raw []byte) error {
		chunks[i] = raw
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return chunks
}

func (d desk) openFile(a seal.Attachment, chunks [][]byte) ([]byte, error) {
	var out bytes.Buffer
	err := d.key.OpenAttachment(&out, a, []seal.VerifyKey{d.reporter.Signing.VerifyKey()}, func(i uint64) ([]byte, error) {
		if i >= uint64(len(chunks)) {
			return nil, errMissing
		}
		return chunks[i], nil
	})
	return out.Bytes(), err
}

var errMissing = errors.New("this chunk isn't there")

func TestAttachment(t *testing.T) {
	d := newDesk(t)
	for _, size := range []int{0, 1, 600, seal.ChunkSize - 1, seal.ChunkSize, seal.ChunkSize + 1, 2*seal.ChunkSize + 70_000} {
		a, data := seal.NewAttachment(uint64(size)), content(size)
		chunks := sealFile(t, d, a, data)
		if got, err := d.openFile(a, chunks); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: %v", size, err)
		}
		if _, err := d.openFile(a, chunks[:len(chunks)-1]); !errors.Is(err, errMissing) {
			t.Errorf("%d bytes, cut off: %v", size, err)
		}
	}
}

func TestAttachmentGoesOn(t *testing.T) {
	d := newDesk(t)
	data := content(3*seal.ChunkSize + 5)
	a := seal.NewAttachment(uint64(len(data)))
	chunks := make([][]byte, a.Chunks())
	broken := errors.New("the line is broken")
	put := func(upTo uint64) func(uint64, []byte) error {
		return func(i uint64, raw []byte) error {
			if i >= upTo {
				return broken
			}
			chunks[i] = raw
			return nil
		}
	}
	if err := d.key.SealAttachment(d.reporter.Signing, a, bytes.NewReader(data), 0, put(2)); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if err := d.key.SealAttachment(d.reporter.Signing, a, bytes.NewReader(data[2*seal.ChunkSize:]), 2, put(4)); err != nil {
		t.Fatal(err)
	}
	if got, err := d.openFile(a, chunks); err != nil || !bytes.Equal(got, data) {
		t.Error(err)
	}
}

func TestChunkIsTheOneWanted(t *testing.T) {
	d := newDesk(t)
	data := content(2*seal.ChunkSize + 9)
	a, b := seal.NewAttachment(uint64(len(data))), seal.NewAttachment(uint64(len(data)))
	chunks := sealFile(t, d, a, data)
	stranger, reporter := seal.NewSigningKey().VerifyKey(), d.reporter.Signing.VerifyKey()
	longer, shorter := a, a
	longer.Size++
	shorter.Size = 2 * seal.ChunkSize
	tests := []struct {
		name   string
		raw    []byte
		of     seal.Attachment
		index  uint64
		sender seal.VerifyKey
		want   error
	}{
		{"swapped between attachments", chunks[0], b, 0, reporter, seal.ErrAttachment},
		{"reordered", chunks[1], a, 0, reporter, seal.ErrChunk},
		{"replayed at the end", chunks[0], a, 2, reporter, seal.ErrChunk},
		{"the manifest tells more", chunks[2], longer, 2, reporter, seal.ErrSize},
		{"the manifest tells less", chunks[1], shorter, 1, reporter, seal.ErrSize},
		{"by a stranger", chunks[0], a, 0, stranger, seal.ErrSender},
		{"the right one", chunks[2], a, 2, reporter, nil},
	}
	for _, tt := range tests {
		got, err := d.key.OpenChunk(tt.raw, tt.of, tt.index, []seal.VerifyKey{tt.sender})
		if !errors.Is(err, tt.want) || (err != nil) != (got == nil) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := d.key.SealChunk(d.reporter.Signing, a, 3, nil); !errors.Is(err, seal.ErrChunk) {
		t.Errorf("a chunk behind the last: %v", err)
	}
	if _, err := d.key.SealChunk(d.reporter.Signing, a, 0, data[:5]); !errors.Is(err, seal.ErrSize) {
		t.Errorf("a short chunk: %v", err)
	}
	if _, err := d.key.SealChunk(d.reporter.Signing, seal.Attachment{ID: "x"}, 0, nil); !errors.Is(err, seal.ErrName) {
		t.Errorf("no attachment: %v", err)
	}
}

func TestManifest(t *testing.T) {
	want := seal.Manifest{Attachment: seal.NewAttachment(12), Name: "foto van de brief.jpg", Type: "image/jpeg"}
	content, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := seal.ParseManifest(content); err != nil || got != want {
		t.Errorf("%+v: %v", got, err)
	}
	for name, m := range map[string]seal.Manifest{
		"path": {Attachment: want.Attachment, Name: "../passwd", Type: "a/b"},
		"none": {Attachment: want.Attachment, Type: "a/b"},
		"type": {Attachment: want.Attachment, Name: "a", Type: "a b"},
		"id":   {Name: "a", Type: "a/b"},
	} {
		if _, err := m.Encode(); !errors.Is(err, seal.ErrName) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n := range content {
		if _, err := seal.ParseManifest(content[:n]); !errors.Is(err, seal.ErrFormat) {
			t.Errorf("cut off at %d: %v", n, err)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"brief.pdf", "brief.pdf"},
		{"", "file"},
		{"..", "file"},
		{".htaccess", "htaccess"},
		{"../../etc/passwd", "_.._etc_passwd"},
		{`C:\temp\a.txt`, "C:_temp_a.txt"},
		{"foto\u202egpj.exe", "foto_gpj.exe"},
		{"a\x00b\nc", "a_b_c"},
		{"één.odt", "één.odt"},
		{strings.Repeat("é", 200), strings.Repeat("é", 127)},
		{"a\xffb", "a_b"},
	}
	for _, tt := range tests {
		if got := seal.FileName(tt.name); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.name, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		once := seal.FileName(rapid.String().Draw(t, "name"))
		if seal.FileName(once) != once {
			t.Fatalf("%q changes again", once)
		}
	})
}
