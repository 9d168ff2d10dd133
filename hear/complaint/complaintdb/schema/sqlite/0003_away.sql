-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- When somebody who works on complaints isn't there; not why.
CREATE TABLE complaint_away (
    person    TEXT NOT NULL,
    from_day  TEXT NOT NULL,
    until_day TEXT NOT NULL,
    PRIMARY KEY (person, from_day, until_day)
) STRICT, WITHOUT ROWID;
