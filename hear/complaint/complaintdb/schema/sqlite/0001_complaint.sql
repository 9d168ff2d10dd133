-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- file holds the complaint as the core knows it: steps, seats and papers, and no
-- word of what it is about. The other columns are there for lists.
CREATE TABLE complaint (
    id        TEXT PRIMARY KEY,
    version   INTEGER NOT NULL,
    org       TEXT NOT NULL,
    committee TEXT NOT NULL,
    state     TEXT NOT NULL,
    ended     INTEGER NOT NULL,
    received  TEXT NOT NULL,
    due       TEXT NOT NULL,
    next_on   TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_by   TEXT NOT NULL,
    file      TEXT NOT NULL
) STRICT;
CREATE INDEX complaint_next ON complaint (ended, next_on, id);
CREATE INDEX complaint_committee ON complaint (committee, ended, received, id);

-- Who sits in a complaint: an account, or words. An account that is barred has a
-- row with the number 0. What lists and overviews need of the complaint stands
-- here again, so that they are read along one index. listed is running, over, or
-- nothing for a seat that was left.
CREATE TABLE complaint_seat (
    complaint TEXT NOT NULL,
    number    INTEGER NOT NULL,
    person    TEXT NOT NULL,
    org       TEXT NOT NULL,
    party     TEXT NOT NULL,
    lookup    BLOB NOT NULL,
    listed    TEXT NOT NULL,
    about     TEXT NOT NULL,
    state     TEXT NOT NULL,
    due       TEXT NOT NULL,
    next_on   TEXT NOT NULL,
    PRIMARY KEY (complaint, number, person)
) STRICT;
CREATE INDEX complaint_seat_list ON complaint_seat (person, listed, next_on, complaint, about);
CREATE INDEX complaint_seat_count ON complaint_seat (person, listed, about, next_on, due, state, party, org);
CREATE INDEX complaint_seat_lookup ON complaint_seat (lookup, complaint);

-- When a party is heard, unless a later invitation took its place.
CREATE TABLE complaint_hearing (
    complaint TEXT NOT NULL,
    number    INTEGER NOT NULL,
    party     TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    at_hour   TEXT NOT NULL,
    PRIMARY KEY (complaint, number)
) STRICT;
CREATE INDEX complaint_hearing_day ON complaint_hearing (on_day, at_hour, complaint);

CREATE TABLE complaint_paper (
    complaint  TEXT NOT NULL,
    number     INTEGER NOT NULL,
    sealed_key BLOB NOT NULL,
    envelope   BLOB NOT NULL,
    PRIMARY KEY (complaint, number)
) STRICT;

-- The key of a paper, sealed anew to a seat: that which holds for it.
CREATE TABLE complaint_grant (
    complaint  TEXT NOT NULL,
    paper      INTEGER NOT NULL,
    seat       INTEGER NOT NULL,
    giver      INTEGER NOT NULL,
    sealed_key BLOB NOT NULL,
    PRIMARY KEY (complaint, paper, seat)
) STRICT;
