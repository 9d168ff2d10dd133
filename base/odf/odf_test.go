// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package odf_test

import (
	"testing"

	"baken/base/odf"
)

func TestSpacesStay(t *testing.T) {
	for said, want := range map[string]string{
		"":          "",
		"one":       "one",
		"one two":   "one two",
		"one  two":  "one <text:s/>two",
		" one":      "<text:s/>one",
		"one ":      "one<text:s/>",
		" ":         "<text:s/>",
		"a < b & c": "a &lt; b &amp; c",
		"a\x00b":    "a\uFFFDb",
	} {
		if got := odf.Spaced(said); got != want {
			t.Errorf("%q becomes %q, want %q", said, got, want)
		}
	}
	if got, want := odf.Paragraphs("Small", "a\nb"), `<text:p text:style-name="Small">a</text:p><text:p text:style-name="Small">b</text:p>`; got != want {
		t.Errorf("got %s", got)
	}
}
