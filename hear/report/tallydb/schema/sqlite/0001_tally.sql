-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What waits to be counted, sealed; by its drawn name, so that the order of
-- rows says nothing about that in which they came.
CREATE TABLE report_tally (
    id      TEXT PRIMARY KEY,
    org     TEXT NOT NULL,
    kind    TEXT NOT NULL,
    quarter TEXT NOT NULL,
    sealed  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Names of tallies that were counted or declined.
CREATE TABLE report_tallied (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What was counted together: codes with their numbers, as JSON.
CREATE TABLE report_count (
    org           TEXT NOT NULL,
    kind          TEXT NOT NULL,
    until_quarter TEXT NOT NULL,
    from_quarter  TEXT NOT NULL,
    n             INTEGER NOT NULL,
    codes         TEXT NOT NULL,
    PRIMARY KEY (org, kind, until_quarter)
) STRICT;
