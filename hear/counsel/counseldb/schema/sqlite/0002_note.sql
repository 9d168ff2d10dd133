-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What counsellors keep for themselves. What it is, and what it says, is in the
-- envelope, which only its counsellor opens.
CREATE TABLE counsel_note (
    id         TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    org        TEXT NOT NULL,
    counsellor TEXT NOT NULL,
    on_day     TEXT NOT NULL,
    envelope   BLOB NOT NULL
) STRICT;
CREATE INDEX counsel_note_counsellor ON counsel_note (counsellor, id);
