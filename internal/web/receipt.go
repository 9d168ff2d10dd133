// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"errors"
	"strings"

	"baken/base/seal"
	"baken/internal/text"
)

// Slip says what is wrong with words that were typed as a receipt, by the error
// of seal.ParseReceipt: which word isn't in the list, and which one may be
// meant; or how many there are. It is nil where all eight are words of the list.
func Slip(typed string, err error) text.Text {
	words := seal.SplitWords(typed)
	switch {
	case errors.Is(err, seal.ErrReceiptCount) && strings.TrimSpace(typed) == "":
		return text.Key("web.receipt.none")
	case errors.Is(err, seal.ErrReceiptCount):
		return text.With("web.receipt.count", "n", len(words))
	case !errors.Is(err, seal.ErrReceiptWord):
		return nil
	}
	for i, word := range words {
		switch other := seal.Suggest(word); other {
		case word:
		case "":
			return text.With("web.receipt.unknown_word", "n", i+1, "word", text.Data(word))
		default:
			return text.With("web.receipt.suggest", "n", i+1, "word", text.Data(word), "other", text.Data(other))
		}
	}
	return nil
}

// SlipTexts is what a script says of it while the words are typed.
func SlipTexts() []text.Key {
	return []text.Key{"web.receipt.none", "web.receipt.count", "web.receipt.unknown_word", "web.receipt.suggest", "web.receipt.take"}
}
