// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package arch holds who may import whom, as a table, and a test that reads
// the sources themselves. A new room is one line here.
package arch

import "strings"

// Layer is how deep a package lies. A package imports its own layer's
// neighbours only where the table says so, and lower layers freely.
type Layer int

// The layers, from the ground up.
const (
	Base     Layer = iota // knows no government
	Ground                // what rooms share of the government's world
	Core                  // a room's rules: pure
	Frame                 // internal/: db, web, text, table, job, asset
	Edge                  // a room's db, web, api, cli and test packages
	Assembly              // internal/app, internal/demo
	Program               // cmd, bench, e2e
)

// Rooms lists every room by its folder.
func Rooms() []string {
	return []string{
		"account/publish",
		"examine/outcome",
		"ground/action", "ground/document", "ground/identity", "ground/org", "ground/taxonomy",
		"hear/complaint", "hear/counsel", "hear/report",
	}
}

// BaseMayImport lists which base packages lean on which others.
func BaseMayImport() map[string][]string {
	return map[string][]string{
		"base/civil":     {"base/fault"},
		"base/disclose":  {"base/fault", "base/simplex"},
		"base/disparity": {"base/fault"},
		"base/estimate":  {"base/fault"},
		"base/fault":     {},
		"base/ledger":    {"base/fault"},
		"base/odf":       {},
		"base/ods":       {"base/fault", "base/odf"},
		"base/odt":       {"base/odf"},
		"base/plan":      {"base/fault"},
		"base/seal":      {"base/fault"},
		"base/simplex":   {"base/fault"},
	}
}

// GroundMayImport lists which ground packages lean on which others.
func GroundMayImport() map[string][]string {
	return map[string][]string{
		"ground/action":   {},
		"ground/document": {"ground/org"},
		"ground/identity": {"ground/org"},
		"ground/org":      {},
		"ground/taxonomy": {},
	}
}

// FrameMayImport lists which parts of the frame lean on which others; what
// stands alone here may be used by every edge.
func FrameMayImport() map[string][]string {
	return map[string][]string{
		"internal/asset":               {},
		"internal/backup":              {"internal/db", "internal/text"},
		"internal/db":                  {},
		"internal/job":                 {"internal/db"},
		"internal/mail":                {},
		"internal/table":               {},
		"internal/text":                {},
		"internal/web":                 {"internal/asset", "internal/text", "internal/web/component"},
		"internal/web/component":       {"internal/asset", "internal/text"},
		"internal/web/component/chart": {"internal/text"},
		"internal/web/figure":          {"internal/text", "internal/web/component", "internal/web/component/chart"},
		"internal/web/webtest":         {"internal/asset", "internal/text", "internal/web"},
	}
}

// Only lists packages from outside that only some of ours may import: each has
// one place, so that it can be replaced there.
func Only() map[string][]string {
	return map[string][]string{
		"database/sql":                {"internal/db", "internal/job", "internal/table", "bench/"},
		"github.com/duckdb/duckdb-go": {"internal/table", "bench/outcome"},
		"github.com/jackc/pgx":        {"internal/db", "bench/db", "bench/outcome", "examine/outcome/outcomepg"},
		"github.com/ClickHouse":       {"bench/outcome", "examine/outcome/outcomeclick"},
		"github.com/xuri/excelize":    {"internal/table"},
		"modernc.org/sqlite":          {"internal/db", "bench/db"},
		"github.com/riverqueue/river": {"internal/job"},
		"github.com/cedar-policy":     {"ground/org"},
		"github.com/alexedwards/scs":  {"ground/identity/identityweb"},
		"github.com/wneessen/go-mail": {"internal/mail"},
		"github.com/emersion":         {"internal/mail/mailtest"},
		"github.com/chromedp":         {"internal/web/webtest"},
		"github.com/alecthomas/kong":  {"cmd/"},
		"github.com/boombuler":        {"internal/web/component"},
		"filippo.io/age":              {"base/seal"},
		"golang.org/x/mod/sumdb/note": {"base/disclose", "base/ledger"},
		"maragu.dev/gomponents/html":  {"internal/web/component"},
	}
}

// NotInCores lists what a pure package doesn't touch: clocks, disks, networks
// and databases are passed in.
func NotInCores() []string {
	return []string{"os", "net/http", "database/sql", "log/slog", "log", "os/exec"}
}

// LayerOf tells how deep a package of this module lies, by its folder.
func LayerOf(dir string) Layer {
	room := RoomOf(dir)
	switch {
	case strings.HasPrefix(dir, "cmd/"), strings.HasPrefix(dir, "bench/"), strings.HasPrefix(dir, "e2e"):
		return Program
	case dir == "internal/app", dir == "internal/demo", dir == "internal/arch":
		return Assembly
	case strings.HasPrefix(dir, "internal/"):
		return Frame
	case room != "" && dir != room:
		return Edge
	case strings.HasPrefix(dir, "base/") && strings.Count(dir, "/") > 1:
		return Edge
	case strings.HasPrefix(dir, "base/"):
		return Base
	case strings.HasPrefix(dir, "ground/"):
		return Ground
	default:
		return Core
	}
}

// RoomOf gives the room that a folder belongs to, or nothing.
func RoomOf(dir string) string {
	for _, r := range Rooms() {
		if dir == r || strings.HasPrefix(dir, r+"/") {
			return r
		}
	}
	return ""
}
