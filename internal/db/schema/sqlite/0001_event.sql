-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    room    TEXT NOT NULL,
    record  TEXT NOT NULL,
    version INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    org     TEXT NOT NULL,
    actor   TEXT NOT NULL,
    verb    TEXT NOT NULL,
    note    TEXT NOT NULL CHECK (json_valid(note)),
    at      INTEGER NOT NULL,
    UNIQUE (room, record, version, n)
) STRICT;
