-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE outcome_plan (
    plan          TEXT PRIMARY KEY,
    org           TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    title_nl      TEXT NOT NULL,
    title_en      TEXT NOT NULL,
    replaces      TEXT NOT NULL,
    why_nl        TEXT NOT NULL,
    why_en        TEXT NOT NULL,
    raw           BLOB NOT NULL
) STRICT;
CREATE INDEX outcome_plan_org ON outcome_plan (org, registered_at);
CREATE INDEX outcome_plan_replaces ON outcome_plan (replaces);
