-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What counsellors keep for themselves. What it is, and what it says, is in the
-- envelope, which only its counsellor opens.
CREATE TABLE counsel_note (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    org        TEXT COLLATE "C" NOT NULL,
    counsellor TEXT COLLATE "C" NOT NULL,
    on_day     TEXT COLLATE "C" NOT NULL,
    envelope   BYTEA NOT NULL
);
ALTER TABLE counsel_note ALTER COLUMN envelope SET STORAGE EXTERNAL;
CREATE INDEX counsel_note_counsellor ON counsel_note (counsellor, id);
