-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Requests for a talk. Who asks, and how he is reached, is in the envelope,
-- which only the counsellor who is asked opens. The day is as 2026-01-31.
CREATE TABLE counsel_request (
    id         TEXT PRIMARY KEY,
    org        TEXT NOT NULL,
    counsellor TEXT NOT NULL,
    asked_on   TEXT NOT NULL,
    envelope   BLOB NOT NULL
) STRICT;
CREATE INDEX counsel_request_counsellor ON counsel_request (counsellor, asked_on, id);
CREATE INDEX counsel_request_asked ON counsel_request (asked_on);
