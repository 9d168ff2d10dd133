-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE report_case (
    id           TEXT PRIMARY KEY,
    version      INTEGER NOT NULL,
    org          TEXT NOT NULL,
    state        TEXT NOT NULL,
    sealed_by    TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    last_at      INTEGER NOT NULL,
    last_from    TEXT NOT NULL,
    messages     INTEGER NOT NULL,
    epoch        INTEGER NOT NULL,
    lookup       BLOB NOT NULL UNIQUE,
    verify       TEXT NOT NULL,
    recipient    TEXT NOT NULL
) STRICT;
CREATE INDEX report_case_last ON report_case (last_at, id);
CREATE INDEX report_case_org ON report_case (org, last_at, id);
CREATE INDEX report_case_state ON report_case (org, state, last_at, id);

-- The parts of a case name it without REFERENCES: to check one, PostgreSQL
-- reads the page of the index in which all new cases stand, so that reports
-- which come at the same time clash (4,000 of them 1,600 times; now never).
--
-- readers are names of keys, with spaces between them; the reporter is one always.
CREATE TABLE report_epoch (
    report    TEXT NOT NULL,
    number    INTEGER NOT NULL,
    made_by   TEXT NOT NULL,
    at        INTEGER NOT NULL,
    readers   TEXT NOT NULL,
    recipient TEXT NOT NULL,
    sealed    BLOB NOT NULL,
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE report_grant (
    report  TEXT NOT NULL,
    version INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    epoch   INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    at      INTEGER NOT NULL,
    readers TEXT NOT NULL,
    sealed  BLOB NOT NULL,
    PRIMARY KEY (report, version, n)
) STRICT;

CREATE TABLE report_message (
    report   TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    epoch    INTEGER NOT NULL,
    author   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (report, seq)
) STRICT;

CREATE TABLE report_attachment (
    report TEXT NOT NULL,
    id     TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    upload TEXT NOT NULL,
    PRIMARY KEY (report, id)
) STRICT;
CREATE INDEX report_attachment_upload ON report_attachment (upload);

CREATE TABLE report_key (
    ref       TEXT PRIMARY KEY,
    person    TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    verify    TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL
) STRICT;
CREATE INDEX report_key_person ON report_key (person, since);

CREATE TABLE report_keyring (
    person  TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    ref     TEXT NOT NULL REFERENCES report_key (ref),
    renewed INTEGER NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE report_index (
    person   TEXT PRIMARY KEY,
    version  INTEGER NOT NULL,
    envelope BLOB NOT NULL
) STRICT;

CREATE TABLE report_desk (
    org     TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    logged  INTEGER NOT NULL
) STRICT;

CREATE TABLE report_desk_key (
    org    TEXT NOT NULL REFERENCES report_desk (org),
    n      INTEGER NOT NULL,
    person TEXT NOT NULL,
    ref    TEXT NOT NULL REFERENCES report_key (ref),
    since  INTEGER NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (org, n)
) STRICT;

CREATE TABLE report_setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
