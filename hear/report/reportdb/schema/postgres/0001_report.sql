-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE report_case (
    id           TEXT COLLATE "C" PRIMARY KEY,
    version      BIGINT NOT NULL,
    org          TEXT COLLATE "C" NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    sealed_by    TEXT COLLATE "C" NOT NULL,
    submitted_at BIGINT NOT NULL,
    last_at      BIGINT NOT NULL,
    last_from    TEXT COLLATE "C" NOT NULL,
    messages     BIGINT NOT NULL,
    epoch        BIGINT NOT NULL,
    lookup       BYTEA NOT NULL UNIQUE,
    verify       TEXT COLLATE "C" NOT NULL,
    recipient    TEXT COLLATE "C" NOT NULL
);
CREATE INDEX report_case_last ON report_case (last_at, id);
CREATE INDEX report_case_org ON report_case (org, last_at, id);
CREATE INDEX report_case_state ON report_case (org, state, last_at, id);

-- The parts of a case name it without REFERENCES: to check one, PostgreSQL
-- reads the page of the index in which all new cases stand, so that reports
-- which come at the same time clash (4,000 of them 1,600 times; now never).
--
-- readers are names of keys, with spaces between them; the reporter is one always.
CREATE TABLE report_epoch (
    report    TEXT COLLATE "C" NOT NULL,
    number    BIGINT NOT NULL,
    made_by   TEXT COLLATE "C" NOT NULL,
    at        BIGINT NOT NULL,
    readers   TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    sealed    BYTEA NOT NULL,
    PRIMARY KEY (report, number)
);

CREATE TABLE report_grant (
    report  TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    n       BIGINT NOT NULL,
    epoch   BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    at      BIGINT NOT NULL,
    readers TEXT COLLATE "C" NOT NULL,
    sealed  BYTEA NOT NULL,
    PRIMARY KEY (report, version, n)
);

CREATE TABLE report_message (
    report   TEXT COLLATE "C" NOT NULL,
    seq      BIGINT NOT NULL,
    epoch    BIGINT NOT NULL,
    author   TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (report, seq)
);

CREATE TABLE report_attachment (
    report TEXT COLLATE "C" NOT NULL,
    id     TEXT COLLATE "C" NOT NULL,
    chunks BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    upload TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (report, id)
);
CREATE INDEX report_attachment_upload ON report_attachment (upload);

CREATE TABLE report_key (
    ref       TEXT COLLATE "C" PRIMARY KEY,
    person    TEXT COLLATE "C" NOT NULL,
    since     BIGINT NOT NULL,
    until     BIGINT NOT NULL,
    verify    TEXT COLLATE "C" NOT NULL UNIQUE,
    recipient TEXT COLLATE "C" NOT NULL
);
CREATE INDEX report_key_person ON report_key (person, since);

CREATE TABLE report_keyring (
    person  TEXT COLLATE "C" PRIMARY KEY,
    version BIGINT NOT NULL,
    ref     TEXT COLLATE "C" NOT NULL REFERENCES report_key (ref),
    renewed BIGINT NOT NULL,
    wrapped BYTEA NOT NULL
);

CREATE TABLE report_index (
    person   TEXT COLLATE "C" PRIMARY KEY,
    version  BIGINT NOT NULL,
    envelope BYTEA NOT NULL
);

CREATE TABLE report_desk (
    org     TEXT COLLATE "C" PRIMARY KEY,
    version BIGINT NOT NULL,
    logged  BIGINT NOT NULL
);

CREATE TABLE report_desk_key (
    org    TEXT COLLATE "C" NOT NULL REFERENCES report_desk (org),
    n      BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    ref    TEXT COLLATE "C" NOT NULL REFERENCES report_key (ref),
    since  BIGINT NOT NULL,
    until  BIGINT NOT NULL,
    PRIMARY KEY (org, n)
);

CREATE TABLE report_setting (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- What is sealed can't be compressed.
ALTER TABLE report_epoch ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE report_grant ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE report_message ALTER COLUMN envelope SET STORAGE EXTERNAL;
ALTER TABLE report_keyring ALTER COLUMN wrapped SET STORAGE EXTERNAL;
ALTER TABLE report_index ALTER COLUMN envelope SET STORAGE EXTERNAL;

-- A row stays whole up to a page. Taken apart into pieces of 2 kB, each a row
-- with an entry in an index, a report cost twice as much.
ALTER TABLE report_case SET (toast_tuple_target = 8160);
ALTER TABLE report_epoch SET (toast_tuple_target = 8160);
ALTER TABLE report_message SET (toast_tuple_target = 8160);
