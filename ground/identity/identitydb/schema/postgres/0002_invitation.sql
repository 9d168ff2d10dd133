-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- hash is a keyed hash of the token in the link. used and withdrawn are 0
-- until that happens.
CREATE TABLE invitation (
    id        text COLLATE "C" PRIMARY KEY,
    version   bigint NOT NULL,
    person    text COLLATE "C" NOT NULL,
    org       text COLLATE "C" NOT NULL,
    maker     text COLLATE "C" NOT NULL,
    hash      bytea NOT NULL UNIQUE,
    made      bigint NOT NULL,
    until     bigint NOT NULL,
    used      bigint NOT NULL,
    withdrawn bigint NOT NULL
);
CREATE INDEX invitation_person ON invitation (person);
