-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- level -1 holds entries; content is as wide as the log has grown.
CREATE TABLE ledger_tile (
    level   INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (level, n)
) STRICT;
CREATE TABLE ledger_checkpoint (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    size   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    signed BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_checkpoint_size ON ledger_checkpoint (size);
CREATE TABLE ledger_key (
    leaf  INTEGER PRIMARY KEY,
    desk  TEXT NOT NULL,
    entry BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_key_desk ON ledger_key (desk, leaf);
