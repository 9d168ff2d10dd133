-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Aftercare: a counsellor follows how a reporter fares. It names no report; the
-- lookup is that of other keys of the same receipt. since is a first day of a
-- month.
CREATE TABLE counsel_care (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    org        TEXT COLLATE "C" NOT NULL,
    counsellor TEXT COLLATE "C" NOT NULL,
    reader     TEXT COLLATE "C" NOT NULL,
    lookup     BYTEA NOT NULL UNIQUE,
    verify     TEXT COLLATE "C" NOT NULL,
    since      TEXT COLLATE "C" NOT NULL,
    sealed_key BYTEA NOT NULL
);
CREATE INDEX counsel_care_counsellor ON counsel_care (counsellor, id);
CREATE INDEX counsel_care_since ON counsel_care (since);

CREATE TABLE counsel_care_said (
    care     TEXT COLLATE "C" NOT NULL,
    seq      BIGINT NOT NULL,
    author   TEXT COLLATE "C" NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (care, seq)
);
ALTER TABLE counsel_care_said ALTER COLUMN envelope SET STORAGE EXTERNAL;
