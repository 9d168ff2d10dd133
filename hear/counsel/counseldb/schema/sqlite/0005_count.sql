-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- With how many people counsellors spoke in a year, and about what: codes with
-- their numbers, as JSON. Of each counsellor until the year is closed; then of
-- all of an organisation together, without a counsellor.
CREATE TABLE counsel_count (
    org        TEXT NOT NULL,
    year       INTEGER NOT NULL,
    counsellor TEXT NOT NULL,
    n          INTEGER NOT NULL,
    codes      TEXT NOT NULL,
    PRIMARY KEY (org, year, counsellor)
) STRICT;
