// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	_ "embed" // for the words
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed words.txt
var wordsFile string

// wordList gives the 2,048 words in order. They are chosen so that one
// mistyped letter never makes another word, and so that no two sound alike;
// words_test.go holds the rules.
var wordList = sync.OnceValue(func() []string { return strings.Fields(wordsFile) })

// SplitWords gives the words in what was typed, as they would stand in the
// list: lower case, without accents, whatever stands between them.
func SplitWords(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.M, unicode.Cf) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) })
}

// Suggest gives the word of the list that is nearest to one that isn't in it,
// or nothing when none is within two letters. The answer is as secret as the
// receipt.
func Suggest(word string) string {
	if utf8.RuneCountInString(word) > 16 {
		return ""
	}
	nearest, least := "", 3
	for _, w := range wordList() {
		if d := distance(word, w); d < least {
			nearest, least = w, d
		}
	}
	return nearest
}

// position gives where a word stands in the list.
func position(word string) (int, bool) { return slices.BinarySearch(wordList(), word) }

// distance counts the letters to add, drop, change or swap with their
// neighbour to make the one of the other (optimal string alignment).
func distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
