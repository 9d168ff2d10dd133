-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE org (
    id        TEXT PRIMARY KEY,
    version   INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    tooi      TEXT NOT NULL,
    oin       TEXT NOT NULL,
    from_on   TEXT NOT NULL,
    until_on  TEXT,
    successor TEXT REFERENCES org (id)
) STRICT;

CREATE TABLE org_name (
    org      TEXT NOT NULL REFERENCES org (id),
    from_on  TEXT NOT NULL,
    until_on TEXT,
    nl       TEXT NOT NULL,
    en       TEXT NOT NULL,
    PRIMARY KEY (org, from_on)
) STRICT;

CREATE TABLE org_parent (
    org      TEXT NOT NULL REFERENCES org (id),
    from_on  TEXT NOT NULL,
    until_on TEXT,
    parent   TEXT NOT NULL REFERENCES org (id),
    PRIMARY KEY (org, from_on)
) STRICT;

-- One row, locked by whoever changes places, so that two moves that are each
-- right can't make a circle together.
CREATE TABLE org_tree (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    stamp INTEGER NOT NULL
) STRICT;
INSERT INTO org_tree (one, stamp) VALUES (1, 0);

CREATE TABLE person (
    id      TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    name    TEXT NOT NULL,
    email   TEXT NOT NULL UNIQUE,
    sought  TEXT NOT NULL
) STRICT;

CREATE TABLE membership (
    id       TEXT PRIMARY KEY,
    version  INTEGER NOT NULL,
    person   TEXT NOT NULL REFERENCES person (id),
    org      TEXT NOT NULL REFERENCES org (id),
    role     TEXT NOT NULL,
    from_on  TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_org ON membership (org);
