// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"baken/base/seal"
)

// ageTool builds the public age tool of the version in go.mod.
func ageTool(t *testing.T) string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "age")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", tool, "filippo.io/age/cmd/age")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build age: %v\n%s", err, out)
	}
	return tool
}

// TestAgeToolOpens: who has an exported case and his keys needs no Baken to
// read it.
func TestAgeToolOpens(t *testing.T) {
	d := newDesk(t)
	content := []byte("Wat er gebeurde")
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: content})
	if err != nil {
		t.Fatal(err)
	}
	tool := ageTool(t)
	tests := []struct {
		name, identity string
		envelope       []byte
		want           []byte
	}{
		{"a message, with the key of its epoch", d.key.Identity().Export(), raw, content},
		{"an epoch, with the identity of a member", d.member.Identity.Export(), d.envelope, []byte(theCase.ID)},
	}
	for _, tt := range tests {
		key := filepath.Join(t.TempDir(), "key.txt")
		if err := os.WriteFile(key, []byte(tt.identity+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := runAge(t, exec.CommandContext(t.Context(), tool, "-d", "-i", key), tt.envelope)
		if err != nil || !bytes.Contains(out, tt.want) {
			t.Errorf("%s: %v\n%.200s", tt.name, err, out)
		}
	}
}

// TestAgeToolUnwraps: the keyring is a file that age opens with the
// passphrase, and what comes out is an identity file that opens the messages
// of the cases in it. The passphrase is typed on a terminal, which script(1)
// makes.
func TestAgeToolUnwraps(t *testing.T) {
	d := newDesk(t)
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("Wat er gebeurde")})
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := d.member.Hold(d.key).Wrap(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	dir, tool := t.TempDir(), ageTool(t)
	for name, b := range map[string][]byte{"keyring.age": wrapped, "message.age": raw} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	typed := exec.CommandContext(t.Context(), "script", "-qec", tool+" -d -o keyring.txt keyring.age", "/dev/null")
	typed.Dir = dir
	if out, err := runAge(t, typed, []byte(passphrase+"\n")); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	open := exec.CommandContext(t.Context(), tool, "-d", "-i", "keyring.txt", "message.age")
	open.Dir = dir
	if out, err := runAge(t, open, nil); err != nil || !bytes.Contains(out, []byte("Wat er gebeurde")) {
		t.Errorf("%v\n%.200s", err, out)
	}
}

func runAge(t *testing.T, cmd *exec.Cmd, in []byte) ([]byte, error) {
	t.Helper()
	var out, told bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &told
	err := cmd.Run()
	if err != nil {
		t.Log(told.String())
	}
	return out.Bytes(), err
}
