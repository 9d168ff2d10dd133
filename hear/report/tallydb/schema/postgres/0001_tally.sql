-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What waits to be counted, sealed; by its drawn name, so that an index in
-- order of it says nothing about the order in which they came.
CREATE TABLE report_tally (
    id      TEXT COLLATE "C" PRIMARY KEY,
    org     TEXT COLLATE "C" NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    quarter TEXT COLLATE "C" NOT NULL,
    sealed  BYTEA NOT NULL
);

-- Names of tallies that were counted or declined.
CREATE TABLE report_tallied (
    id TEXT COLLATE "C" PRIMARY KEY
);

-- What was counted together: codes with their numbers, as JSON.
CREATE TABLE report_count (
    org           TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    until_quarter TEXT COLLATE "C" NOT NULL,
    from_quarter  TEXT COLLATE "C" NOT NULL,
    n             BIGINT NOT NULL,
    codes         TEXT NOT NULL,
    PRIMARY KEY (org, kind, until_quarter)
);
