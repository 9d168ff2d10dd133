// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"baken/base/civil"
)

func TestParseDecrees(t *testing.T) {
	got, err := civil.ParseDecrees("# what the line means\n\n2029-05-11 Stcrt 2028, 1\r\n  2030-05-31   Stcrt 2028, 1  ")
	want := []civil.Decree{
		{Date: civil.MustParse("2029-05-11"), Source: "Stcrt 2028, 1"},
		{Date: civil.MustParse("2030-05-31"), Source: "Stcrt 2028, 1"},
	}
	if diff := compare(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestParseDecreesRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
	}{
		{"a day without a source", "2029-05-11", 1},
		{"a day with an empty source", "# decrees\n2029-05-11  ", 2},
		{"a source without a day", "Stcrt 2028, 1", 1},
		{"a day that doesn't exist", "2029-02-29 Stcrt 2028, 1", 1},
		{"a day twice", "2029-05-11 Stcrt 2028, 1\n\n2029-05-11 Stcrt 2028, 2", 3},
		{"a source that can't be shown", "2029-05-11 Stcrt\x002028", 1},
		{"a source that is no text", "2029-05-11 \xff", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := civil.ParseDecrees(tt.text)
			var told interface{ Args() map[string]any }
			if !errors.Is(err, civil.ErrDecree) || !errors.As(err, &told) || told.Args()["line"] != tt.line {
				t.Errorf("got %v, want ErrDecree at line %d", err, tt.line)
			}
		})
	}
}

func FuzzParseDecrees(f *testing.F) {
	f.Add("# decrees\n2029-05-11 Stcrt 2028, 1\n")
	f.Add("2029-05-11 a\r\n2029-05-11 b")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := civil.ParseDecrees(text)
		if err != nil {
			return
		}
		var again strings.Builder
		for _, d := range got {
			fmt.Fprintf(&again, "%s %s\n", d.Date, d.Source)
		}
		back, err := civil.ParseDecrees(again.String())
		if diff := compare(got, back); diff != "" || err != nil {
			t.Errorf("%q reads back differently: %v\n%s", text, err, diff)
		}
	})
}
