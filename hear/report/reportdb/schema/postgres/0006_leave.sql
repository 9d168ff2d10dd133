-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Who is away from a desk, until the day of coming back, and who substitutes.
CREATE TABLE report_leave (
    person     TEXT PRIMARY KEY,
    since      TEXT NOT NULL,
    until      TEXT NOT NULL,
    substitute TEXT NOT NULL
);
