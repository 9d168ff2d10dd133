-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE outcome_plan (
    plan          TEXT COLLATE "C" PRIMARY KEY,
    org           TEXT COLLATE "C" NOT NULL,
    registered_by TEXT COLLATE "C" NOT NULL,
    registered_at BIGINT NOT NULL,
    title_nl      TEXT COLLATE "C" NOT NULL,
    title_en      TEXT COLLATE "C" NOT NULL,
    replaces      TEXT COLLATE "C" NOT NULL,
    why_nl        TEXT COLLATE "C" NOT NULL,
    why_en        TEXT COLLATE "C" NOT NULL,
    raw           BYTEA NOT NULL
);
CREATE INDEX outcome_plan_org ON outcome_plan (org, registered_at);
CREATE INDEX outcome_plan_replaces ON outcome_plan (replaces);
