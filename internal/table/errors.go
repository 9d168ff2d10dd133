// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"embed"

	"baken/base/fault"
)

// Text holds the messages of the faults below in Dutch and English.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// Faults of the file as a whole.
var (
	ErrNotFound   = fault.New(fault.NotFound, "table.missing")
	ErrFolder     = fault.New(fault.Invalid, "table.folder")
	ErrNoAccess   = fault.New(fault.Invalid, "table.noaccess")
	ErrEmpty      = fault.New(fault.Invalid, "table.empty")
	ErrNoRows     = fault.New(fault.Invalid, "table.norows")
	ErrFormat     = fault.New(fault.Invalid, "table.format")
	ErrNotCSV     = fault.New(fault.Invalid, "table.notcsv") // found
	ErrNotParquet = fault.New(fault.Invalid, "table.notparquet")
	ErrChanged    = fault.New(fault.Conflict, "table.changed")
	ErrTruncated  = fault.New(fault.Invalid, "table.truncated")
	ErrDamaged    = fault.New(fault.Invalid, "table.damaged")
	ErrEncrypted  = fault.New(fault.Invalid, "table.encrypted")
	ErrWrite      = fault.New(fault.Invalid, "table.write")
	ErrUnreadable = fault.New(fault.Invalid, "table.unreadable")
	ErrDisagree   = fault.New(fault.Invalid, "table.disagree") // counted, grouped
)

// Faults in how a CSV file is written.
var (
	ErrDelimiter = fault.New(fault.Invalid, "table.delimiter")
	ErrSeparator = fault.New(fault.Invalid, "table.separator")
	ErrUTF8      = fault.New(fault.Invalid, "table.utf8")
	ErrUTF16     = fault.New(fault.Invalid, "table.utf16")
	ErrEncoding  = fault.New(fault.Invalid, "table.encoding") // line, encoding
	ErrFields    = fault.New(fault.Invalid, "table.fields")   // line, want, found
	ErrBlank     = fault.New(fault.Invalid, "table.blank")    // line
	ErrQuote     = fault.New(fault.Invalid, "table.quote")    // line
	ErrUnclosed  = fault.New(fault.Invalid, "table.unclosed") // line
	ErrLineEnd   = fault.New(fault.Invalid, "table.lineend")  // line
	ErrLong      = fault.New(fault.TooLarge, "table.long")    // line, kb
	ErrZeroByte  = fault.New(fault.Invalid, "table.zerobyte") // line
)

// Faults in a workbook. Lines are rows of the sheet, the names in line 1.
var (
	ErrNotXLSX     = fault.New(fault.Invalid, "table.notxlsx")
	ErrBookDamaged = fault.New(fault.Invalid, "table.bookdamaged")
	ErrBookLocked  = fault.New(fault.Invalid, "table.booklocked")
	ErrBookLarge   = fault.New(fault.TooLarge, "table.booklarge") // mb
	ErrSheet       = fault.New(fault.Invalid, "table.sheet")      // sheet, sheets
	ErrSheets      = fault.New(fault.Invalid, "table.sheets")     // sheets
	ErrMerged      = fault.New(fault.Invalid, "table.merged")
	ErrDates       = fault.New(fault.Invalid, "table.dates")     // column, line, date
	ErrFormula     = fault.New(fault.Invalid, "table.formula")   // line, number
	ErrCellError   = fault.New(fault.Invalid, "table.cellerror") // line, number
)

// Faults in columns and in what is asked of them.
var (
	ErrHeader    = fault.New(fault.Invalid, "table.header")
	ErrNoName    = fault.New(fault.Invalid, "table.noname")    // number
	ErrNameLine  = fault.New(fault.Invalid, "table.nameline")  // number
	ErrDuplicate = fault.New(fault.Invalid, "table.duplicate") // column
	ErrWide      = fault.New(fault.TooLarge, "table.wide")     // most
	ErrColumn    = fault.New(fault.Invalid, "table.column")    // column, columns
	ErrNested    = fault.New(fault.Invalid, "table.nested")    // column
	ErrCells     = fault.New(fault.TooLarge, "table.cells")    // most
	ErrMemory    = fault.New(fault.TooLarge, "table.memory")
	ErrSpill     = fault.New(fault.Invalid, "table.spill")
	ErrNoEngine  = fault.New(fault.Invalid, "table.noengine")
)

// Faults in a column of numbers.
var (
	ErrNumberKind = fault.New(fault.Invalid, "table.numberkind") // column
	ErrNumber     = fault.New(fault.Invalid, "table.number")     // column, row
)

// Faults in a column of counts.
var (
	ErrCountKind     = fault.New(fault.Invalid, "table.countkind")     // column
	ErrCountMissing  = fault.New(fault.Invalid, "table.countmissing")  // column, row
	ErrCountText     = fault.New(fault.Invalid, "table.counttext")     // column, row
	ErrCountNegative = fault.New(fault.Invalid, "table.countnegative") // column, row
	ErrCountFraction = fault.New(fault.Invalid, "table.countfraction") // column, row
	ErrCountLarge    = fault.New(fault.Invalid, "table.countlarge")    // column, row
	ErrCountTotal    = fault.New(fault.Invalid, "table.counttotal")    // column
)

// Why the system refuses a file, as the end of a sentence that names it.
var (
	ErrAbsent    = fault.New(fault.Invalid, "table.refused.absent")
	ErrClosed    = fault.New(fault.Invalid, "table.refused.closed")
	ErrIsFolder  = fault.New(fault.Invalid, "table.refused.folder")
	ErrNotFolder = fault.New(fault.Invalid, "table.refused.not_folder")
	ErrFull      = fault.New(fault.Invalid, "table.refused.full")
	ErrBroken    = fault.New(fault.Invalid, "table.refused.broken")
)
