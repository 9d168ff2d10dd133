// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package asset_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool gives a command of the packages that the scripts are made with. Where
// they aren't installed, the scripts can't be judged, and the test fails.
func tool(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("src/node_modules/.bin", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("run \"go generate ./internal/asset\" once: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir = "src"
	return cmd
}

// find lists files below src by the end of their names.
func find(t *testing.T, end string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir("src", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, end) {
			found = append(found, strings.TrimPrefix(filepath.ToSlash(path), "src/"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no file ends in %s: the walk is broken", end)
	}
	return found
}

// TestTypes lets the compiler judge every script.
func TestTypes(t *testing.T) {
	for _, project := range find(t, "tsconfig.json") {
		t.Run(project, func(t *testing.T) {
			if out, err := tool(t, "tsc", "-p", project).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestScripts runs the tests that stand beside the scripts.
func TestScripts(t *testing.T) {
	for _, file := range find(t, ".test.ts") {
		t.Run(file, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "test.mjs")
			bundle := tool(t, "esbuild", file, "--bundle", "--platform=node", "--target=node20", "--format=esm",
				"--loader:.txt=text", "--log-level=error", "--outfile="+out)
			if said, err := bundle.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			if said, err := exec.CommandContext(t.Context(), "node", "--test", out).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}
