// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package arch_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

const (
	guide = "../../doc/desk.md"
	says  = "../../hear/report/reportdesk/text/en.json"
)

// Every alarm that an officer can see stands in the guide, in the words of the
// screen: who is frightened looks for these.
func TestTheGuideExplainsEveryAlarm(t *testing.T) {
	doc, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(says)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, cells := range rows(string(doc)) {
		told[cells[0]] = len(cells) == 3 && cells[1] != "" && cells[2] != ""
	}
	for _, title := range alarms(texts) {
		if !told[title] {
			t.Errorf("%s doesn't say what %q means and what to do", guide, title)
		}
	}
}

// alarms gives the titles of the alarms about messages, keys and one's record.
func alarms(texts map[string]string) (titles []string) {
	title := regexp.MustCompile(`^report\.desk\.(alarm\.[a-z-]+|doubt\.(new|changed|unlogged|foreign))$`)
	for key, text := range texts {
		if title.MatchString(key) && !strings.HasSuffix(key, ".tell") {
			titles = append(titles, text)
		}
	}
	return titles
}

func TestAlarmsAreFound(t *testing.T) {
	got := alarms(map[string]string{
		"report.desk.alarm.gone": "Gone", "report.desk.alarm.gone_do": "Do this", "report.desk.alarm.vault-lost": "Lost",
		"report.desk.alarm.tell": "Tell", "report.desk.alarm.at_message": "It is message 1", "report.desk.doubt.new": "New", "report.desk.doubt.later": "Later",
	})
	if len(got) != 3 {
		t.Errorf("got %q, want Gone, Lost and New", got)
	}
}
