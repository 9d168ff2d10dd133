// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"net/http"

	"golang.org/x/text/language"
)

// Cookie is the name of the cookie that holds the language that was chosen.
const Cookie = "lang"

// Known gives the language of that name, and whether Baken speaks it.
func Known(name string) (Lang, bool) {
	for _, l := range Langs() {
		if string(l) == name {
			return l, true
		}
	}
	return NL, false
}

// Negotiate gives the language for a request: the one chosen before, else the
// one that the browser asks for, else Dutch.
func Negotiate(r *http.Request) Lang {
	if c, err := r.Cookie(Cookie); err == nil {
		if l, ok := Known(c.Value); ok {
			return l
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return NL
	}
	for _, tag := range wanted {
		base, _ := tag.Base()
		if l, ok := Known(base.String()); ok {
			return l
		}
	}
	return NL
}
