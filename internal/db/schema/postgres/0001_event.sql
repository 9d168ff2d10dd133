-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE event (
    seq     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room    text COLLATE "C" NOT NULL,
    record  text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    n       bigint NOT NULL,
    org     text COLLATE "C" NOT NULL,
    actor   text COLLATE "C" NOT NULL,
    verb    text COLLATE "C" NOT NULL,
    note    text COLLATE "C" NOT NULL CHECK (note::json IS NOT NULL),
    at      bigint NOT NULL,
    UNIQUE (room, record, version, n)
);
