-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- file holds the complaint as the core knows it: steps, seats and papers, and no
-- word of what it is about. The other columns are there for lists.
CREATE TABLE complaint (
    id        TEXT COLLATE "C" PRIMARY KEY,
    version   BIGINT NOT NULL,
    org       TEXT COLLATE "C" NOT NULL,
    committee TEXT COLLATE "C" NOT NULL,
    state     TEXT COLLATE "C" NOT NULL,
    ended     BIGINT NOT NULL,
    received  TEXT COLLATE "C" NOT NULL,
    due       TEXT COLLATE "C" NOT NULL,
    next_on   TEXT COLLATE "C" NOT NULL,
    next_step TEXT COLLATE "C" NOT NULL,
    next_by   TEXT COLLATE "C" NOT NULL,
    file      TEXT COLLATE "C" NOT NULL
);
CREATE INDEX complaint_next ON complaint (ended, next_on, id);
CREATE INDEX complaint_committee ON complaint (committee, ended, received, id);

-- Who sits in a complaint: an account, or words. An account that is barred has a
-- row with the number 0. What lists and overviews need of the complaint stands
-- here again, so that they are read along one index. listed is running, over, or
-- nothing for a seat that was left.
CREATE TABLE complaint_seat (
    complaint TEXT COLLATE "C" NOT NULL,
    number    BIGINT NOT NULL,
    person    TEXT COLLATE "C" NOT NULL,
    org       TEXT COLLATE "C" NOT NULL,
    party     TEXT COLLATE "C" NOT NULL,
    lookup    BYTEA NOT NULL,
    listed    TEXT COLLATE "C" NOT NULL,
    about     TEXT COLLATE "C" NOT NULL,
    state     TEXT COLLATE "C" NOT NULL,
    due       TEXT COLLATE "C" NOT NULL,
    next_on   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (complaint, number, person)
);
CREATE INDEX complaint_seat_list ON complaint_seat (person, listed, next_on, complaint, about);
CREATE INDEX complaint_seat_count ON complaint_seat (person, listed, about, next_on, due, state, party, org);
CREATE INDEX complaint_seat_lookup ON complaint_seat (lookup, complaint);

-- When a party is heard, unless a later invitation took its place.
CREATE TABLE complaint_hearing (
    complaint TEXT COLLATE "C" NOT NULL,
    number    BIGINT NOT NULL,
    party     TEXT COLLATE "C" NOT NULL,
    on_day    TEXT COLLATE "C" NOT NULL,
    at_hour   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (complaint, number)
);
CREATE INDEX complaint_hearing_day ON complaint_hearing (on_day, at_hour, complaint);

CREATE TABLE complaint_paper (
    complaint  TEXT COLLATE "C" NOT NULL,
    number     BIGINT NOT NULL,
    sealed_key BYTEA NOT NULL,
    envelope   BYTEA NOT NULL,
    PRIMARY KEY (complaint, number)
);

-- The key of a paper, sealed anew to a seat: that which holds for it.
CREATE TABLE complaint_grant (
    complaint  TEXT COLLATE "C" NOT NULL,
    paper      BIGINT NOT NULL,
    seat       BIGINT NOT NULL,
    giver      BIGINT NOT NULL,
    sealed_key BYTEA NOT NULL,
    PRIMARY KEY (complaint, paper, seat)
);
ALTER TABLE complaint_paper ALTER COLUMN envelope SET STORAGE EXTERNAL;
