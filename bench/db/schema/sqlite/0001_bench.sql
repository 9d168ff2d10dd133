-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE bench_record (
    id      text PRIMARY KEY,
    version INTEGER NOT NULL,
    body    text NOT NULL
) STRICT;
CREATE TABLE bench_bare (
    id   text PRIMARY KEY,
    body text NOT NULL
) STRICT;
