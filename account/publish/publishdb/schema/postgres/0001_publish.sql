-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE publication (
    id          TEXT COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    org         TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    title_nl    TEXT COLLATE "C" NOT NULL,
    title_en    TEXT COLLATE "C" NOT NULL,
    intro_nl    TEXT COLLATE "C" NOT NULL,
    intro_en    TEXT COLLATE "C" NOT NULL,
    why_nl      TEXT COLLATE "C" NOT NULL,
    why_en      TEXT COLLATE "C" NOT NULL,
    bundle_hash TEXT COLLATE "C" NOT NULL,
    public_key  TEXT COLLATE "C" NOT NULL,
    imported_at BIGINT NOT NULL,
    opened_at   BIGINT NOT NULL,
    closed_at   BIGINT NOT NULL,
    UNIQUE (org, bundle_hash)
);
CREATE INDEX publication_state ON publication (state, opened_at);

CREATE TABLE publication_bundle (
    publication TEXT COLLATE "C" PRIMARY KEY REFERENCES publication (id),
    raw         BYTEA NOT NULL
);

CREATE TABLE signing_key (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    org        TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL UNIQUE,
    added_at   BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE INDEX signing_key_org ON signing_key (org);
