// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "baken/base/fault"

// What can be wrong with a plan or with the data it is held against; a plan
// that breaks a rule gives a plan.Broken.
var (
	ErrUnknown   = fault.New(fault.Invalid, "outcome.unknown_value")  // args column, value, n, known
	ErrNoCell    = fault.New(fault.Invalid, "outcome.missing_cell")   // args cell
	ErrOverlap   = fault.New(fault.Invalid, "outcome.overlap")        // args cell
	ErrRepeated  = fault.New(fault.Invalid, "outcome.repeated")       // args rows, cells
	ErrMargin    = fault.New(fault.Invalid, "outcome.margin")         // args cell, total, sum
	ErrFinding   = fault.New(fault.Invalid, "outcome.early_finding")  // args n: a finding without a selection
	ErrEmpty     = fault.New(fault.Invalid, "outcome.empty")          // no rows
	ErrNobody    = fault.New(fault.Invalid, "outcome.nobody")         // args group: a group of the plan without people
	ErrLost      = fault.New(fault.Internal, "outcome.lost")          // rows in and rows out differ
	ErrOnly      = fault.New(fault.Invalid, "outcome.only")           // args column, values: nobody belongs to the population
	ErrAlias     = fault.New(fault.Invalid, "outcome.alias")          // a plan with an alias of YAML
	ErrReplaced  = fault.New(fault.Invalid, "outcome.replaced")       // args plan: the earlier plan isn't that text
	ErrAllHidden = fault.New(fault.Invalid, "outcome.nothing_to_say") // every group is too small to print
)

// What can go wrong while an engine counts.
var (
	ErrColumn       = fault.New(fault.Invalid, "outcome.engine.column")        // args column, columns: those that there are
	ErrKind         = fault.New(fault.Invalid, "outcome.engine.kind")          // args column: what it holds can't be grouped, or not be counted
	ErrCells        = fault.New(fault.TooLarge, "outcome.engine.cells")        // args most
	ErrLetters      = fault.New(fault.Invalid, "outcome.engine.letters")       // args column: a zero byte, or no UTF-8
	ErrCount        = fault.New(fault.Invalid, "outcome.engine.count")         // args column, n: rows without a whole number from zero up
	ErrTotal        = fault.New(fault.Invalid, "outcome.engine.total")         // args column: more than 64 bits hold
	ErrMoved        = fault.New(fault.Conflict, "outcome.engine.moved")        // args table: rows came or went meanwhile
	ErrTable        = fault.New(fault.NotFound, "outcome.engine.table")        // args table
	ErrRights       = fault.New(fault.Forbidden, "outcome.engine.rights")      // args table: the user may not read it
	ErrSignIn       = fault.New(fault.Forbidden, "outcome.engine.sign_in")     // the server doesn't take user and password
	ErrPasswordFile = fault.New(fault.Invalid, "outcome.engine.password_file") // args file: others can read it, or nobody can
	ErrConnection   = fault.New(fault.Busy, "outcome.engine.connection")       // the server doesn't answer, or no longer
	ErrMemory       = fault.New(fault.TooLarge, "outcome.engine.memory")       // of the server
	ErrTime         = fault.New(fault.Busy, "outcome.engine.time")             // the server's limit of time
	ErrAddress      = fault.New(fault.Invalid, "outcome.engine.address")       // of the database
	ErrPartial      = fault.New(fault.Invalid, "outcome.engine.partial")       // args setting, value: of the server, by which it may leave rows out
	ErrEngine       = fault.New(fault.Invalid, "outcome.engine.refused")       // args code: the server gave an error that isn't known here
)
