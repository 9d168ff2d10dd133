// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"baken/base/plan"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/figure"
	"baken/internal/web/webtest"
)

// fullOut names the folder into which this program, run again by the test,
// writes a result while the system refuses to.
const fullOut = "BAKEN_TEST_FULL_OUT"

func TestMain(m *testing.M) {
	if out := os.Getenv(fullOut); out != "" {
		fmt.Println(writeOnFullDisk(filepath.Join(filepath.Dir(filepath.Dir(out)), "plan.yaml"), out))
		return
	}
	webtest.Main(m)
}

// writeOnFullDisk says how writing ended. A limit on the size of files stands
// in for a full disk: the system refuses the write in the middle of it.
func writeOnFullDisk(path, out string) string {
	catalogue, err := text.Load(Text, table.Text, plan.Text, web.Text, figure.Text)
	if err != nil {
		return err.Error()
	}
	j := Job{Plan: path, Out: out, Now: time.Now()}
	o, err := j.Run(context.Background())
	if err != nil {
		return err.Error()
	}
	limit := syscall.Rlimit{Cur: 8 << 10, Max: 8 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err.Error()
	}
	err = j.Write(&o, catalogue)
	return fmt.Sprint(errors.Is(err, ErrOut), " ", len(o.Files), " ", text.Fault(err).In(catalogue.Printer(text.EN)))
}

func TestAFullDiskLeavesNothing(t *testing.T) {
	dir := folder(t, people(3, 5000))
	planFile(t, dir, fromCSV)
	there := filepath.Join(dir, "there")
	if err := os.MkdirAll(filepath.Join(there, "out"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{filepath.Join(dir, "deep", "out"), filepath.Join(there, "out")} {
		before := within(t, filepath.Dir(out))
		again := exec.CommandContext(t.Context(), os.Args[0])
		again.Env = append(os.Environ(), fullOut+"="+out)
		said, err := again.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		if got := string(said); !strings.HasPrefix(got, "true 0 ") || !strings.Contains(got, "the disk is full") || strings.Contains(got, ".baken-") {
			t.Errorf("says %q", got)
		}
		if after := within(t, filepath.Dir(out)); !slices.Equal(before, after) || within(t, out) != nil {
			t.Errorf("left %v and %v", after, within(t, out))
		}
	}
}
