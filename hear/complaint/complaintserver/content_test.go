// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"encoding/json"
	"testing"
)

// Whatever somebody sealed as a paper, it is read or refused; and what was read can
// be written and read again.
func FuzzReadContent(f *testing.F) {
	for _, seed := range []string{
		`{"day":"2026-03-09","facts":[["name","x"],[1,2],[],"x"],"text":"x","files":[{"name":"a","data":"eA=="},{"name":"b","data":"!"},null]}`,
		`{"day":"2026-03-09","letters":{"complainant":{"lang":"en","blocks":[{"kind":"list","items":["a",1]},{"kind":"title","text":1},7]},"accused":[]}}`,
		`{"day":"2026-3-9"}`, `[]`, `7`, ``, "\xff", `{"day":"2026-03-09","facts":{},"files":"x","letters":[]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := read(raw)
		if err != nil {
			return
		}
		if len(c.Facts) > mostItems || len(c.Files) > mostItems {
			t.Errorf("%d facts and %d files", len(c.Facts), len(c.Files))
		}
		again, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := read(again); err != nil || same.Text != c.Text || len(same.Facts) != len(c.Facts) || len(same.Files) != len(c.Files) || len(same.Letters) != len(c.Letters) {
			t.Errorf("%q is read as %s", raw, again)
		}
	})
}
