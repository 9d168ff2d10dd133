-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE report_upload (
    id         TEXT COLLATE "C" PRIMARY KEY,
    touched_at BIGINT NOT NULL
);
CREATE INDEX report_upload_touched ON report_upload (touched_at);

CREATE TABLE report_chunk (
    upload     TEXT COLLATE "C" NOT NULL,
    attachment TEXT COLLATE "C" NOT NULL,
    n          BIGINT NOT NULL,
    digest     BYTEA NOT NULL,
    sealed     BYTEA NOT NULL,
    PRIMARY KEY (upload, attachment, n)
);

-- What is sealed can't be compressed.
ALTER TABLE report_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;
