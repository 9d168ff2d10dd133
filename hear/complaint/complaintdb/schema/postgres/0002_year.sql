-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What the figures of a year need of a complaint that has ended, so that they
-- are read along one index. Of one that ended before these were kept they are
-- empty, and it isn't counted.
ALTER TABLE complaint ADD COLUMN ended_on TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE complaint ADD COLUMN ground TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE complaint ADD COLUMN delay TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX complaint_ended ON complaint (ended_on, org, state, received, due, ground, delay);

-- What conclusions came to, counted without saying of which complaint.
CREATE TABLE complaint_tally (
    org       TEXT COLLATE "C" NOT NULL,
    year      BIGINT NOT NULL,
    judgement TEXT COLLATE "C" NOT NULL,
    following TEXT COLLATE "C" NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (org, year, judgement, following)
);

-- Names of tallies that were counted; by name, so that the order of rows says
-- nothing about that in which they came.
CREATE TABLE complaint_tallied (
    id TEXT COLLATE "C" PRIMARY KEY
);
