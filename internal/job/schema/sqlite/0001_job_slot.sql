-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE job_slot (
    schedule TEXT PRIMARY KEY,
    slot     INTEGER NOT NULL
) STRICT;
