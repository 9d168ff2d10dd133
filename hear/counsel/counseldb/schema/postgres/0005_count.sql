-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- With how many people counsellors spoke in a year, and about what: codes with
-- their numbers, as JSON. Of each counsellor until the year is closed; then of
-- all of an organisation together, without a counsellor.
CREATE TABLE counsel_count (
    org        TEXT COLLATE "C" NOT NULL,
    year       BIGINT NOT NULL,
    counsellor TEXT COLLATE "C" NOT NULL,
    n          BIGINT NOT NULL,
    codes      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, year, counsellor)
);
