// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import "strings"

// ident quotes a column's name as an SQL identifier.
func ident(name string) string { return quote(name, '"') }

// literal quotes a text as an SQL literal. DuckDB knows no escapes inside a
// plain literal, so that doubling the quote is all there is to it.
func literal(text string) string { return quote(text, '\'') }

// quote is the only place where text becomes part of SQL. A zero byte ends a
// statement in the engine's C interface; no file name can hold one and the
// readers refuse it in a column name, so that here it is a programmer's
// mistake.
func quote(text string, mark byte) string {
	if strings.IndexByte(text, 0) >= 0 {
		panic("table: zero byte in SQL")
	}
	m := string(mark)
	return m + strings.ReplaceAll(text, m, m+m) + m
}

// pattern writes a path so that the engine's file patterns match that one
// file: * ? and [ would name others.
func pattern(path string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(path)
}
