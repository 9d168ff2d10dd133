// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package arch_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken/internal/arch"
)

const module = "baken/"

// imported is one import in one source file.
type imported struct {
	from, what string // folder of the importer; import path, ours without the module
	file       string
	test, ours bool
}

// sources reads the imports of every Go file of the module.
func sources(t *testing.T) []imported {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var all []imported
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "tools" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		found, err := importsOf(root, path)
		all = append(all, found...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("only %d imports were read: the walk is broken", len(all))
	}
	return all
}

func importsOf(root, path string) ([]imported, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return nil, err
	}
	var out []imported
	for _, i := range f.Imports {
		what, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return nil, err
		}
		ours, isOurs := strings.CutPrefix(what, module)
		one := imported{from: filepath.ToSlash(filepath.Dir(rel)), what: what, file: rel, test: strings.HasSuffix(rel, "_test.go"), ours: isOurs}
		if isOurs {
			one.what = ours
		}
		out = append(out, one)
	}
	return out, nil
}

// forTests reports whether a folder exists for tests only.
func forTests(dir string) bool {
	last := dir[strings.LastIndexByte(dir, '/')+1:]
	return strings.HasSuffix(last, "test") || strings.Contains(dir, "dbtest")
}

func TestImports(t *testing.T) {
	for _, i := range sources(t) {
		if i.test || forTests(i.from) {
			continue
		}
		if why := refused(i); why != "" {
			t.Errorf("%s imports %s: %s", i.file, i.what, why)
		}
	}
}

// refused says why an import may not be, or nothing.
func refused(i imported) string {
	if !i.ours {
		return refusedOutside(i)
	}
	from, to := arch.LayerOf(i.from), arch.LayerOf(i.what)
	room, other := arch.RoomOf(i.from), arch.RoomOf(i.what)
	inside := i.from == i.what || strings.HasPrefix(i.what, i.from+"/") || strings.HasPrefix(i.from, i.what+"/")
	switch {
	case forTests(i.what) && !strings.HasPrefix(i.from, "bench/"):
		return "a package for tests is imported by the program"
	case from == arch.Base || from == arch.Ground:
		return lean(i, from, to)
	case from == arch.Core && to != arch.Base && to != arch.Ground:
		return "a core imports base and ground only"
	case from == arch.Frame && to > arch.Frame:
		return "the frame knows no room"
	case from == arch.Frame && to == arch.Frame && !inside && !slices.Contains(arch.FrameMayImport()[i.from], i.what):
		return "this part of the frame doesn't lean on that one"
	case from == arch.Frame && to == arch.Core:
		return "the frame knows no room"
	case from == arch.Edge && to == arch.Edge && room != other:
		return "rooms look down, never sideways"
	case from == arch.Edge && to == arch.Core && room != other:
		return "rooms look down, never sideways"
	case to > from:
		return "what lies deeper doesn't import what lies higher"
	}
	return ""
}

func lean(i imported, from, to arch.Layer) string {
	table := arch.BaseMayImport()
	if from == arch.Ground {
		if to == arch.Base {
			return ""
		}
		table = arch.GroundMayImport()
	}
	may, known := table[i.from]
	if !known {
		return "this package isn't in the table of internal/arch"
	}
	if !slices.Contains(may, i.what) {
		return "not in the table of internal/arch"
	}
	return ""
}

func refusedOutside(i imported) string {
	layer := arch.LayerOf(i.from)
	if layer <= arch.Core && slices.Contains(arch.NotInCores(), i.what) {
		return "a core is pure: this is passed in"
	}
	for what, places := range arch.Only() {
		if i.what != what && !strings.HasPrefix(i.what, what+"/") {
			continue
		}
		if !slices.ContainsFunc(places, func(p string) bool {
			return i.from == p || strings.HasPrefix(i.from, strings.TrimSuffix(p, "/")+"/")
		}) {
			return "only " + strings.Join(places, ", ") + " may"
		}
	}
	return ""
}

// A rule that never refuses anything is a defect: each is tried on an import
// that breaks it.
func TestRulesRefuse(t *testing.T) {
	for _, tc := range []struct {
		rule string
		i    imported
	}{
		{"a core imports another core", imported{from: "account/publish", what: "examine/outcome", ours: true}},
		{"a core imports the frame", imported{from: "account/publish", what: "internal/db", ours: true}},
		{"an edge imports another room's core", imported{from: "account/publish/publishweb", what: "examine/outcome", ours: true}},
		{"an edge imports another room's edge", imported{from: "account/publish/publishweb", what: "examine/outcome/outcomecli", ours: true}},
		{"the frame imports a room", imported{from: "internal/web", what: "account/publish", ours: true}},
		{"base imports ground", imported{from: "base/disclose", what: "ground/org", ours: true}},
		{"base imports base without leave", imported{from: "base/disclose", what: "base/disparity", ours: true}},
		{"ground imports a room", imported{from: "ground/org", what: "account/publish", ours: true}},
		{"a package for tests", imported{from: "internal/app", what: "ground/org/orgtest", ours: true}},
		{"an edge imports the assembly", imported{from: "account/publish/publishweb", what: "internal/app", ours: true}},
		{"a core reads files", imported{from: "examine/outcome", what: "os"}},
		{"a base package serves", imported{from: "base/disclose", what: "net/http"}},
		{"SQL outside", imported{from: "account/publish/publishweb", what: "database/sql"}},
		{"DuckDB outside", imported{from: "examine/outcome/outcomecli", what: "github.com/duckdb/duckdb-go/v2"}},
		{"ClickHouse outside", imported{from: "examine/outcome/outcomecli", what: "github.com/ClickHouse/clickhouse-go/v2"}},
		{"PostgreSQL outside", imported{from: "examine/outcome/outcomecli", what: "github.com/jackc/pgx/v5"}},
		{"workbooks outside", imported{from: "examine/outcome/outcomefile", what: "github.com/xuri/excelize/v2"}},
		{"HTML outside the components", imported{from: "account/publish/publishweb", what: "maragu.dev/gomponents/html"}},
	} {
		if refused(tc.i) == "" {
			t.Errorf("%s: not refused", tc.rule)
		}
	}
}

// Every folder with a core is in the table of rooms.
func TestEveryRoomIsInTheTable(t *testing.T) {
	for _, verb := range []string{"hear", "measure", "examine", "act", "account"} {
		dirs, err := filepath.Glob("../../" + verb + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range dirs {
			name := verb + "/" + filepath.Base(d)
			if !slices.Contains(arch.Rooms(), name) {
				t.Errorf("%s isn't in the table of internal/arch", name)
			}
		}
	}
}
