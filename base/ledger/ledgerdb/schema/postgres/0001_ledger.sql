-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- level -1 holds entries; content is as wide as the log has grown.
CREATE TABLE ledger_tile (
    level   bigint NOT NULL,
    n       bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (level, n)
);
-- Hashes don't compress.
ALTER TABLE ledger_tile ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE ledger_checkpoint (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size   bigint NOT NULL,
    at     bigint NOT NULL,
    signed bytea NOT NULL
);
CREATE INDEX ledger_checkpoint_size ON ledger_checkpoint (size);
CREATE TABLE ledger_key (
    leaf  bigint PRIMARY KEY,
    desk  text COLLATE "C" NOT NULL,
    entry bytea NOT NULL
);
CREATE INDEX ledger_key_desk ON ledger_key (desk, leaf);
