-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Where a reporter is told that there is a message, and up to which one he was.
CREATE TABLE report_notice (
    report TEXT PRIMARY KEY,
    told   INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
