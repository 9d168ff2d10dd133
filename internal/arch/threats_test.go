// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// threats is the file in which every threat has its test, or the word open.
const threats = "../../doc/threats.md"

// Each threat of the model is shown by tests that exist, or is open with its
// reason.
func TestThreatsHaveTheirTests(t *testing.T) {
	doc, err := os.ReadFile(threats)
	if err != nil {
		t.Fatal(err)
	}
	known := tests(t)
	if len(known) < 300 {
		t.Fatalf("only %d tests were found: the walk is broken", len(known))
	}
	for _, fault := range threatFaults(string(doc), known) {
		t.Errorf("%s: %s", threats, fault)
	}
}

var (
	threatID = regexp.MustCompile(`^[A-Z]-\d\d$`)
	testName = regexp.MustCompile("`([^`]*)`")
	openWhy  = regexp.MustCompile(`\*\*open\*\*: \S+ \S+`)
)

// threatFaults says what is wrong with a threat model, whose threats are rows
// of tables: id, threat, what stops or shows it, tests or **open**: the reason.
func threatFaults(doc string, known map[string]bool) (faults []string) {
	seen := map[string]bool{}
	for _, cells := range rows(doc) {
		id := cells[0]
		switch {
		case !threatID.MatchString(id):
			faults = append(faults, id+": not an id")
		case len(cells) != 4:
			faults = append(faults, id+": not four cells")
		case seen[id]:
			faults = append(faults, id+": twice")
		default:
			faults = append(faults, shownFaults(id, cells[3], known)...)
		}
		seen[id] = true
	}
	if len(seen) == 0 {
		faults = append(faults, "no threats")
	}
	return faults
}

// shownFaults judges the last cell of a threat.
func shownFaults(id, shown string, known map[string]bool) (faults []string) {
	named := testName.FindAllStringSubmatch(shown, -1)
	for _, m := range named {
		if !known[m[1]] {
			faults = append(faults, id+": no test "+m[1])
		}
	}
	isOpen := openWhy.MatchString(shown)
	if strings.Contains(shown, "open") && !isOpen {
		faults = append(faults, id+": open without a reason")
	} else if len(named) == 0 && !isOpen {
		faults = append(faults, id+": neither a test nor open")
	}
	return faults
}

// rows gives the cells of the rows of all tables, without their heads.
func rows(doc string) (all [][]string) {
	inside := false
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(line)
		switch {
		case !strings.HasPrefix(line, "|"):
			inside = false
		case strings.Trim(line, "|-: ") == "":
			inside = true
		case inside:
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i, c := range cells {
				cells[i] = strings.TrimSpace(c)
			}
			all = append(all, cells)
		}
	}
	return all
}

// tests names every test and fuzz target of the module: "package.TestName".
func tests(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "tools" || strings.HasPrefix(d.Name(), ".") && path != "../.."):
			return filepath.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if name := testOf(d); name != "" {
				all[strings.TrimSuffix(f.Name.Name, "_test")+"."+name] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// testOf gives the name of a test or fuzz target; nothing for anything else.
func testOf(d ast.Decl) string {
	f, ok := d.(*ast.FuncDecl)
	if !ok || f.Recv != nil || f.Name.Name == "TestMain" {
		return ""
	}
	if strings.HasPrefix(f.Name.Name, "Test") || strings.HasPrefix(f.Name.Name, "Fuzz") {
		return f.Name.Name
	}
	return ""
}

func TestThreatFaults(t *testing.T) {
	known := map[string]bool{"seal.TestA": true, "e2e.TestB": true}
	for name, tc := range map[string]struct {
		rows []string
		want []string
	}{
		"a test":                 {[]string{"| F-01 | lies | a check | `seal.TestA`, `e2e.TestB` |"}, nil},
		"open":                   {[]string{"| F-01 | lies | nothing | **open**: nobody can |"}, nil},
		"half":                   {[]string{"| F-01 | lies | a check | `seal.TestA`; **open**: not in Safari |"}, nil},
		"a test that isn't":      {[]string{"| F-01 | lies | a check | `seal.TestA`, `seal.TestC` |"}, []string{"F-01: no test seal.TestC"}},
		"neither":                {[]string{"| F-01 | lies | a check | looked at |"}, []string{"F-01: neither a test nor open"}},
		"nothing":                {[]string{"| F-01 | lies | a check |  |"}, []string{"F-01: neither a test nor open"}},
		"open without a reason":  {[]string{"| F-01 | lies | nothing | **open** |"}, []string{"F-01: open without a reason"}},
		"open with half a word":  {[]string{"| F-01 | lies | nothing | `seal.TestA`; **open**: yes |"}, []string{"F-01: open without a reason"}},
		"an id twice":            {[]string{"| F-01 | lies | a check | `seal.TestA` |", "| F-01 | theft | a lock | `seal.TestA` |"}, []string{"F-01: twice"}},
		"an id that isn't one":   {[]string{"| F1 | lies | a check | `seal.TestA` |"}, []string{"F1: not an id"}},
		"a cell too few":         {[]string{"| F-01 | lies | `seal.TestA` |"}, []string{"F-01: not four cells"}},
		"no threats":             {nil, []string{"no threats"}},
		"a threat in a sentence": {[]string{"", "F-01 is stopped by `seal.TestC`."}, []string{"no threats"}},
	} {
		doc := "# Threats\n\n| | threat | what stops it | test |\n|---|---|---|---|\n" + strings.Join(tc.rows, "\n") + "\n"
		if diff := cmp.Diff(tc.want, threatFaults(doc, known)); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}
