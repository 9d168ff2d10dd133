// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken/hear/report"
	"baken/internal/text"
)

const scripts = "../../../internal/asset/src/report/"

var said = regexp.MustCompile("[\"`]((?:report|web|text|taxonomy)\\.[a-z0-9_.-]*)(\\$\\{)?")

// TestPagesSayWhatTheirScriptsSay finds each message that a script names among
// those that its page gives it: a message that is missing would stop the
// script in the middle of a report.
func TestPagesSayWhatTheirScriptsSay(t *testing.T) {
	pages := map[string][]text.Key{"report.ts": formTexts(), "return.ts": returnTexts()}
	files := map[string][]string{
		"report.ts": {"filing.ts", "receipt.ts", "files.ts", "upload.ts", "../desk/texts.ts"},
		"return.ts": {"coming.ts", "dialogue.ts", "notice.ts", "files.ts", "upload.ts", "../desk/texts.ts", "../desk/deed.ts"},
	}
	// The server tells why it takes something no more; scripts know it by that.
	told := []text.Key{
		text.Key(report.ErrRecipients.Key()), text.Key(report.ErrTaken.Key()), text.Key(report.ErrChunks.Key()), text.Key(report.ErrAddress.Key()),
	}
	for page, names := range files {
		found := 0
		for _, name := range names {
			raw, err := os.ReadFile(filepath.Join(scripts, name))
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllStringSubmatch(string(raw), -1) {
				if slices.Contains(told, text.Key(m[1])) {
					continue
				}
				found++
				given := func(k text.Key) bool {
					return string(k) == m[1] || (m[2] != "" || strings.HasSuffix(m[1], ".")) && strings.HasPrefix(string(k), m[1])
				}
				if !slices.ContainsFunc(pages[page], given) {
					t.Errorf("%s: %s says %q, which the page doesn't give it", page, name, m[1])
				}
			}
		}
		if found < 20 {
			t.Errorf("%s: only %d messages were found: the search is broken", page, found)
		}
	}
	if missing, err := filepath.Glob(scripts + "*.ts"); err != nil || len(missing) < 15 {
		t.Errorf("the scripts aren't where they were: %v, %v", missing, err)
	}
}
