-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Who helps in an organisation, which everybody may read. Days are as
-- 2026-01-31, and empty where there is none.
CREATE TABLE help_entry (
    id               TEXT COLLATE "C" PRIMARY KEY,
    version          BIGINT NOT NULL,
    org              TEXT COLLATE "C" NOT NULL,
    kind             TEXT COLLATE "C" NOT NULL,
    side             TEXT COLLATE "C" NOT NULL,
    person           TEXT COLLATE "C" NOT NULL,
    name             TEXT COLLATE "C" NOT NULL,
    phone            TEXT COLLATE "C" NOT NULL,
    email            TEXT COLLATE "C" NOT NULL,
    when_nl          TEXT COLLATE "C" NOT NULL,
    when_en          TEXT COLLATE "C" NOT NULL,
    languages        TEXT COLLATE "C" NOT NULL,
    from_on          TEXT COLLATE "C" NOT NULL,
    until_on         TEXT COLLATE "C" NOT NULL,
    away_from        TEXT COLLATE "C" NOT NULL,
    away_until       TEXT COLLATE "C" NOT NULL,
    substitute_name  TEXT COLLATE "C" NOT NULL,
    substitute_phone TEXT COLLATE "C" NOT NULL,
    substitute_email TEXT COLLATE "C" NOT NULL,
    confirmed_on     TEXT COLLATE "C" NOT NULL
);
CREATE INDEX help_entry_org ON help_entry (org);
