-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE account (
    person     TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    passphrase TEXT NOT NULL,
    secret     BLOB NOT NULL,
    last_step  INTEGER NOT NULL,
    recovery   TEXT NOT NULL
) STRICT;

-- hash is that of the token in the cookie, so that a thief of this table has
-- no session. An ended session stays until it would have ended by itself: a
-- request that was under way must not bring it back.
CREATE TABLE session (
    hash     TEXT PRIMARY KEY,
    id       TEXT NOT NULL,
    person   TEXT NOT NULL,
    data     BLOB NOT NULL,
    seen     INTEGER NOT NULL,
    expires  INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    ended    INTEGER NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person);
CREATE INDEX session_deadline ON session (deadline);
