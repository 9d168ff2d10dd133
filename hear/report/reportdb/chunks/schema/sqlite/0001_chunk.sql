-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE report_upload (
    id         TEXT PRIMARY KEY,
    touched_at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_upload_touched ON report_upload (touched_at);

CREATE TABLE report_chunk (
    upload     TEXT NOT NULL,
    attachment TEXT NOT NULL,
    n          INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    sealed     BLOB NOT NULL,
    PRIMARY KEY (upload, attachment, n)
) STRICT;
