-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Who helps in an organisation, which everybody may read. Days are as
-- 2026-01-31, and empty where there is none.
CREATE TABLE help_entry (
    id               TEXT PRIMARY KEY,
    version          INTEGER NOT NULL,
    org              TEXT NOT NULL,
    kind             TEXT NOT NULL,
    side             TEXT NOT NULL,
    person           TEXT NOT NULL,
    name             TEXT NOT NULL,
    phone            TEXT NOT NULL,
    email            TEXT NOT NULL,
    when_nl          TEXT NOT NULL,
    when_en          TEXT NOT NULL,
    languages        TEXT NOT NULL,
    from_on          TEXT NOT NULL,
    until_on         TEXT NOT NULL,
    away_from        TEXT NOT NULL,
    away_until       TEXT NOT NULL,
    substitute_name  TEXT NOT NULL,
    substitute_phone TEXT NOT NULL,
    substitute_email TEXT NOT NULL,
    confirmed_on     TEXT NOT NULL
) STRICT;
CREATE INDEX help_entry_org ON help_entry (org);
