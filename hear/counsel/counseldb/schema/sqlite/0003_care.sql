-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Aftercare: a counsellor follows how a reporter fares. It names no report; the
-- lookup is that of other keys of the same receipt. since is a first day of a
-- month.
CREATE TABLE counsel_care (
    id         TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    org        TEXT NOT NULL,
    counsellor TEXT NOT NULL,
    reader     TEXT NOT NULL,
    lookup     BLOB NOT NULL UNIQUE,
    verify     TEXT NOT NULL,
    since      TEXT NOT NULL,
    sealed_key BLOB NOT NULL
) STRICT;
CREATE INDEX counsel_care_counsellor ON counsel_care (counsellor, id);
CREATE INDEX counsel_care_since ON counsel_care (since);

CREATE TABLE counsel_care_said (
    care     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    author   TEXT NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (care, seq)
) STRICT;
