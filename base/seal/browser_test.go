// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"filippo.io/age"
)

var update = flag.Bool("update", false, "make testdata/vectors.json anew")

// sources is where the TypeScript half stands.
const sources = "../../internal/asset/src"

// bundle gives the path of the TypeScript half, made for Node. A machine
// without Node, or without the packages, can't tell whether both halves fit,
// so there the tests fail.
var bundle = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "seal")
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "main.mjs")
	esbuild := exec.Command(filepath.Join(sources, "node_modules/.bin/esbuild"),
		filepath.Join(sources, "seal/test/main.mjs"), "--bundle", "--platform=node", "--target=node20", "--format=esm",
		"--loader:.txt=text", "--log-level=error", "--outfile="+out)
	esbuild.Stderr = os.Stderr
	return out, esbuild.Run()
})

func TestMain(m *testing.M) {
	flag.Parse()
	status := m.Run()
	if path, err := bundle(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(status)
}

// node runs the TypeScript half.
func node(t testing.TB, what string, in []byte) []byte {
	t.Helper()
	path, err := bundle()
	if err != nil {
		t.Fatalf("bundle the TypeScript half (run \"go generate ./internal/asset\" once): %v", err)
	}
	cmd := exec.CommandContext(t.Context(), "node", path, what)
	var out, failed bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &failed
	if err := cmd.Run(); err != nil {
		t.Fatalf("node: %v\n%s", err, failed.String())
	}
	return out.Bytes()
}

// told runs the TypeScript half and reports what it finds wrong.
func told(t *testing.T, what string, in []byte) {
	t.Helper()
	var wrong []string
	if err := json.Unmarshal(node(t, what, in), &wrong); err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}

// TestVectorsInBrowser opens in TypeScript what both made once.
func TestVectorsInBrowser(t *testing.T) {
	if *update {
		var made vectorSet
		if err := json.Unmarshal(node(t, "make-small", nil), &made); err != nil {
			t.Fatal(err)
		}
		raw, err := json.MarshalIndent([]vectorSet{newVectorMaker(t).set(), made}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/vectors.json", append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	told(t, "verify", raw)
}

// TestFreshVectors has each half open what the other makes now, with a whole
// chunk of a megabyte each way.
func TestFreshVectors(t *testing.T) {
	m := newVectorMaker(t)
	set := m.set()
	message, chunk := m.large()
	for range 5000 {
		size := rand.IntN(1 << (10 + rand.IntN(30)))
		set.Classes = append(set.Classes, classVector{size, Class(size)})
	}
	set.Messages, set.Chunks = append(set.Messages, message), append(set.Chunks, chunk)
	raw, err := json.Marshal([]vectorSet{set})
	if err != nil {
		t.Fatal(err)
	}
	told(t, "verify", raw)

	var made vectorSet
	if err := json.Unmarshal(node(t, "make", nil), &made); err != nil {
		t.Fatal(err)
	}
	if n := len(made.Chunks); made.Chunks[n-1].Name != "full" || len(made.Chunks[n-1].Data) != ChunkSize {
		t.Fatal("no whole chunk was made")
	}
	made.verify(t)
}

// TestBrowserItself tries in TypeScript what envelopes alone don't show.
func TestBrowserItself(t *testing.T) { told(t, "self", nil) }

// TestBundleIsSmall: the report form may transfer 130 KB in all, fonts
// included, so this part of it has 60.
func TestBundleIsSmall(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), filepath.Join(sources, "node_modules/.bin/esbuild"),
		filepath.Join(sources, "scripts/seal.ts"), "--bundle", "--minify", "--format=esm", "--target=es2022", "--loader:.txt=text")
	script, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(script); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if small.Len() > 60_000 {
		t.Errorf("%d bytes, compressed", small.Len())
	}
}

// TestTypes has the TypeScript compiler check the other half.
func TestTypes(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), filepath.Join(sources, "node_modules/.bin/tsc"), "--noEmit", "-p", filepath.Join(sources, "seal"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("tsc: %v\n%s", err, out)
	}
}

func scryptRecipient(t *testing.T, passphrase string) age.Recipient {
	t.Helper()
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(4)
	return to
}
