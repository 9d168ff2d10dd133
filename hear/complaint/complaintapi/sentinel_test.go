// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/base/seal"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintdb"
	"baken/hear/complaint/complainttest"
	"baken/internal/db/dbtest"
)

// What is written in a complaint, and by what somebody is found who comes with
// words, is nowhere on the server afterwards: not in the database or its
// write-ahead log, not in the logs, and not in what anybody is answered.
func TestWhatIsWrittenIsNowhere(t *testing.T) {
	dsn := dbtest.SQLite(t)
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), complaintdb.Room()); err != nil {
		t.Fatal(err)
	}
	s := open(t, complaintdb.New(d, func() time.Time { return orgtest.Now }))
	var said []string
	sentinel := func() string { said = append(said, seal.NewAttachment(0).ID); return said[len(said)-1] }
	w := walks(t, s, sentinel(), sentinel(), sentinel(), sentinel())
	for _, c := range []*client{w.amira, w.lent, w.kees} {
		said = append(said, c.lookup)
		if got := c.act(complainttest.ID(1), jsonAct{Since: 99, Step: complaint.Supplement}); got.Status < 400 {
			t.Errorf("an act from another screen: %d", got.Status)
		}
	}
	places := map[string][]byte{"files of the database": dbtest.Files(t, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:"))), "the log": []byte(s.log.String())}
	for who, all := range s.said {
		places[fmt.Sprintf("what %q was answered", who)] = all
	}
	for place, content := range places {
		for n, one := range said {
			if form := dbtest.Found(content, one); form != "" {
				t.Errorf("sentinel %d is in %s (%s)", n, place, form)
			}
		}
	}
	// The same search finds what stands there in clear.
	for place, known := range map[string]string{
		"files of the database": string(complainttest.ID(1)), `what "sam" was answered`: string(complainttest.ID(1)), "the log": "POST /complaint/api/words/act",
	} {
		if dbtest.Found(places[place], known) == "" {
			t.Errorf("the search is blind: %s isn't found in %s (%d bytes)", known, place, len(places[place]))
		}
	}
}
