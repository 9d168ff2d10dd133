-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- hash is a keyed hash of the token in the link. used and withdrawn are 0
-- until that happens.
CREATE TABLE invitation (
    id        TEXT PRIMARY KEY,
    version   INTEGER NOT NULL,
    person    TEXT NOT NULL,
    org       TEXT NOT NULL,
    maker     TEXT NOT NULL,
    hash      BLOB NOT NULL UNIQUE,
    made      INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    used      INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_person ON invitation (person);
