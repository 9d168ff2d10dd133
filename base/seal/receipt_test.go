// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baken/base/fault"
)

func drawReceipt(t *rapid.T) Receipt {
	return Receipt{entropy: [entropyBytes]byte(rapid.SliceOfN(rapid.Byte(), entropyBytes, entropyBytes).Draw(t, "entropy"))}
}

func TestReceiptIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReceipt(t)
		got, err := ParseReceipt(r.Export())
		if err != nil || got != r || len(r.Words()) != 8 {
			t.Fatalf("%q: %v", r.Export(), err)
		}
	})
}

func TestReceiptForgives(t *testing.T) {
	r := Receipt{entropy: [entropyBytes]byte([]byte("0123456789"))}
	w := r.Words()
	for _, text := range []string{
		strings.Join(w, "-"), strings.Join(w, ", "), strings.Join(w, "\r\n"), strings.Join(w, " – "),
		"  " + strings.Join(w, " \t ") + ". ", strings.ToUpper(r.Export()),
		"1. " + strings.Join(w, "\n2) "), "“" + strings.Join(w, "” „") + "”",
		strings.NewReplacer("e", "é", "o", "ö", "i", "İ").Replace(r.Export()),
		strings.ReplaceAll(r.Export(), "ij", "ĳ"), strings.ReplaceAll(r.Export(), "e", "e\u00ad"),
	} {
		if got, err := ParseReceipt(text); err != nil || got != r {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestReceiptTellsTypingErrors(t *testing.T) {
	r := Receipt{entropy: [entropyBytes]byte([]byte("0123456789"))}
	w := r.Words()
	with := func(at int, word string) string {
		c := slices.Clone(w)
		c[at] = word
		return strings.Join(c, " ")
	}
	tests := []struct {
		name, text string
		want       error
		position   any
	}{
		{"nothing", "", ErrReceiptCount, nil},
		{"seven", strings.Join(w[:7], " "), ErrReceiptCount, nil},
		{"nine", r.Export() + " " + w[0], ErrReceiptCount, nil},
		{"no word", with(2, "qqqq"), ErrReceiptWord, 3},
		{"a letter too many", with(7, w[7]+"q"), ErrReceiptWord, 8},
		{"two changed places", strings.Join(append([]string{w[1], w[0]}, w[2:]...), " "), ErrReceiptCheck, nil},
		{"an essay", strings.Repeat("a ", 600), ErrLarge, nil},
	}
	for _, tt := range tests {
		got, err := ParseReceipt(tt.text)
		if !errors.Is(err, tt.want) || got != (Receipt{}) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if f, ok := errors.AsType[*fault.Error](err); !ok || f.Args()["position"] != tt.position {
			t.Errorf("%s: %v", tt.name, f.Args())
		}
	}
}

// TestOneWrongWordIsTold: 8 check bits let one of 256 wrong words through.
func TestOneWrongWordIsTold(t *testing.T) {
	missed, tried := 0, 0
	r := Receipt{entropy: [entropyBytes]byte([]byte("0123456789"))}
	for at := range receiptWords {
		for _, word := range wordList() {
			w := r.Words()
			if w[at] == word {
				continue
			}
			w[at] = word
			tried++
			if _, err := ParseReceipt(strings.Join(w, " ")); err == nil {
				missed++
			}
		}
	}
	if missed > tried/180 {
		t.Errorf("%d of %d wrong words aren't told", missed, tried)
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct{ word, want string }{
		{"fietsn", "fietsen"},
		{"fietspda", "fietspad"},
		{"olifnat", "olifant"},
		{"kastel", "kasteel"},
		{"xxxxxxxx", ""},
		{strings.Repeat("a", 17), ""},
	}
	for _, tt := range tests {
		if got := Suggest(tt.word); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.word, got, tt.want)
		}
	}
}

// TestSuggestFindsTheWord: a word with one typing error is one letter from
// itself and at least one from any other.
func TestSuggestFindsTheWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom(wordList()).Draw(t, "word")
		at := rapid.IntRange(0, len(word)-1).Draw(t, "at")
		typed := word[:at] + "q" + word[at+1:]
		if _, ok := position(typed); ok {
			return
		}
		if got := Suggest(typed); distance(typed, got) > 1 {
			t.Fatalf("%s: %s, while %s is nearer", typed, got, word)
		}
	})
}

func TestStretch(t *testing.T) {
	r := NewReceipt()
	a, err := r.Stretch("meldpunt.example")
	if err != nil {
		t.Fatal(err)
	}
	again, err := r.Stretch("meldpunt.example")
	if err != nil || !again.Lookup.Equal(a.Lookup) || !again.Identity.Equal(a.Identity) || !again.Signing.Equal(a.Signing) {
		t.Errorf("stretched again: %v", err)
	}
	other, err := r.Stretch("elders.example")
	if err != nil || other.Lookup.Equal(a.Lookup) || other.Identity.Equal(a.Identity) || other.Signing.Equal(a.Signing) {
		t.Errorf("on another site: %v", err)
	}
	lookup, err := ParseLookup(a.Lookup.Export())
	if err != nil || lookup != a.Lookup {
		t.Errorf("lookup: %v", err)
	}
	for _, text := range []string{"", "00", strings.Repeat("A", 32), strings.Repeat("0", 34)} {
		if _, err := ParseLookup(text); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
