-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE publication (
    id          TEXT PRIMARY KEY,
    version     INTEGER NOT NULL,
    org         TEXT NOT NULL,
    state       TEXT NOT NULL,
    title_nl    TEXT NOT NULL,
    title_en    TEXT NOT NULL,
    intro_nl    TEXT NOT NULL,
    intro_en    TEXT NOT NULL,
    why_nl      TEXT NOT NULL,
    why_en      TEXT NOT NULL,
    bundle_hash TEXT NOT NULL,
    public_key  TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    opened_at   INTEGER NOT NULL,
    closed_at   INTEGER NOT NULL,
    UNIQUE (org, bundle_hash)
) STRICT;
CREATE INDEX publication_state ON publication (state, opened_at);

CREATE TABLE publication_bundle (
    publication TEXT PRIMARY KEY REFERENCES publication (id),
    raw         BLOB NOT NULL
) STRICT;

CREATE TABLE signing_key (
    id         TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    org        TEXT NOT NULL,
    name       TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE,
    added_at   INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX signing_key_org ON signing_key (org);
