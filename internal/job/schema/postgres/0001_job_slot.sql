-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE job_slot (
    schedule text COLLATE "C" PRIMARY KEY,
    slot     bigint NOT NULL
);
