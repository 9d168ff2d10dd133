-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE ledger_loss (
    leaf  bigint PRIMARY KEY,
    entry bytea NOT NULL
);
