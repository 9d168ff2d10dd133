// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ods writes and reads spreadsheets that office programs open (OpenDocument 1.3,
// ISO/IEC 26300): tables of numbers and text, without formulas.
//
// It promises that the same sheets give the same bytes, that a file says nothing of who
// made it, when, or with what, and that a file of somebody else is read within limits that
// no repetition, compression or nesting gets around. It refuses a file that defines
// entities, is encrypted, or isn't a spreadsheet.
package ods

import "baken/base/fault"

// What can be wrong with a file.
var (
	ErrFormat = fault.New(fault.Invalid, "ods.format")  // no OpenDocument spreadsheet, or a damaged one
	ErrSecret = fault.New(fault.Invalid, "ods.secret")  // it is encrypted
	ErrLarge  = fault.New(fault.TooLarge, "ods.large")  // args most (MB of unpacked content)
	ErrCells  = fault.New(fault.TooLarge, "ods.cells")  // args most: cells of a sheet, those between others included
	ErrRows   = fault.New(fault.TooLarge, "ods.rows")   // args most: rows of a sheet
	ErrWide   = fault.New(fault.TooLarge, "ods.wide")   // args most: cells of a row
	ErrSheet  = fault.New(fault.NotFound, "ods.sheet")  // args sheet, sheets: there is none of that name
	ErrSheets = fault.New(fault.Invalid, "ods.sheets")  // a sheet to be written without a name, or two of one name
	ErrNumber = fault.New(fault.Invalid, "ods.written") // a number to be written that is none
)

// The limits of what is read of a file.
const (
	MostRows    = 1 << 20   // of a sheet, as office programs have them
	MostColumns = 1 << 14   // of a row, as office programs have them
	MostCells   = 16 << 20  // of a sheet
	MostContent = 256 << 20 // bytes, unpacked
)

// Type says what a cell holds.
type Type uint8

// The types of cells. Others, such as dates, are read as text.
const (
	Empty Type = iota
	Text
	Number
	Percentage // of one: 0.12 is twelve percent
)

// Cell is one cell. A written one shows a number with its Digits; of one that was read,
// Shown is what the file says that it shows, which may be less than the number.
type Cell struct {
	Type   Type
	Number float64
	Digits int    // decimals to be shown, of a percentage those of the percentage
	Text   string // of a cell with text; lines end in \n
	Shown  string // only of a cell that was read

	// Only of a cell that is written.
	Note   string // a remark
	Strong bool
	Wide   bool // its text runs on over empty cells beside it, and isn't broken into lines
	Side   Side
}

// Side is where in a cell its content stands.
type Side uint8

// The sides. Numbers stand right by themselves, and text left.
const (
	ByType Side = iota
	Left
	Right
)

// Sheet is one sheet to be written.
type Sheet struct {
	Name   string
	Widths []float64 // of the columns, in centimetres
	Rows   [][]Cell
	Header int // where the row lies that is printed on top of each page, counted from 1; 0 for none
}

// Book is a spreadsheet to be written.
type Book struct {
	Title    string
	Language string // as in BCP 47; numbers are shown as in this language
	Country  string // as in ISO 3166
	Sheets   []Sheet
}
