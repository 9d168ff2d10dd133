-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE account (
    person     text COLLATE "C" PRIMARY KEY,
    version    bigint NOT NULL,
    passphrase text COLLATE "C" NOT NULL,
    secret     bytea NOT NULL,
    last_step  bigint NOT NULL,
    recovery   text COLLATE "C" NOT NULL
);

-- hash is that of the token in the cookie, so that a thief of this table has
-- no session. An ended session stays until it would have ended by itself: a
-- request that was under way must not bring it back.
CREATE TABLE session (
    hash     text COLLATE "C" PRIMARY KEY,
    id       text COLLATE "C" NOT NULL,
    person   text COLLATE "C" NOT NULL,
    data     bytea NOT NULL,
    seen     bigint NOT NULL,
    expires  bigint NOT NULL,
    deadline bigint NOT NULL,
    ended    bigint NOT NULL
);
CREATE INDEX session_person ON session (person);
CREATE INDEX session_deadline ON session (deadline);
