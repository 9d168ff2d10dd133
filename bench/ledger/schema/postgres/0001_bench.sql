-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE bench_record (
    id      text PRIMARY KEY,
    version bigint NOT NULL,
    body    text NOT NULL
);
