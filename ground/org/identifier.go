// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TOOI is an organisation's address in the government's register of
// organisations (Thesauri en Ontologieën voor Overheidsinformatie).
type TOOI string

// OIN is an organisation's number in the government's digital traffic
// (Organisatie-identificatienummer, Logius).
type OIN string

const (
	tooiBase = "https://identifier.overheid.nl/tooi/id/"
	tooiMax  = 200
	oinSize  = 20
	nameMax  = 200
	emailMax = 254 // RFC 5321, 4.5.3.1.3: a path of 256 with its brackets
)

// ParseTOOI reads a TOOI address: https://identifier.overheid.nl/tooi/id/
// with a register and a code, as in …/id/ministerie/mnre1034. An empty text
// is no address.
func ParseTOOI(s string) (TOOI, error) {
	if s == "" {
		return "", nil
	}
	rest, found := strings.CutPrefix(s, tooiBase)
	register, code, two := strings.Cut(rest, "/")
	if !found || !two || len(s) > tooiMax || !isSlug(register) || !isSlug(code) {
		return "", ErrTOOI
	}
	return TOOI(s), nil
}

// ParseOIN reads a number of 20 digits; spaces between them are dropped. An
// empty text is no number.
func ParseOIN(s string) (OIN, error) {
	s = strings.ReplaceAll(s, " ", "")
	if s == "" {
		return "", nil
	}
	if len(s) != oinSize || strings.Trim(s, "0123456789") != "" {
		return "", ErrOIN
	}
	return OIN(s), nil
}

// ParseEmail reads an e-mail address as an account name: in lower case, with
// one @ and something on both sides. Whether mail arrives there only mail can
// tell.
func ParseEmail(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	name, host, found := strings.Cut(s, "@")
	if !found || name == "" || host == "" || strings.Contains(host, "@") || len(s) > emailMax {
		return "", ErrEmail
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, isNotAddress) {
		return "", ErrEmail
	}
	return s, nil
}

func isNotAddress(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`<>()[]\,;:"`, r)
}

func isSlug(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// isName reports whether s can be somebody's or something's name: one line,
// not empty, of a length that fits a page.
func isName(s string) bool {
	return s != "" && s == strings.TrimSpace(s) && utf8.ValidString(s) &&
		utf8.RuneCountInString(s) <= nameMax && !strings.ContainsFunc(s, unicode.IsControl)
}
