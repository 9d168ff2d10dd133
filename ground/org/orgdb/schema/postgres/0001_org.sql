-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
CREATE TABLE org (
    id        text COLLATE "C" PRIMARY KEY,
    version   bigint NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    tooi      text COLLATE "C" NOT NULL,
    oin       text COLLATE "C" NOT NULL,
    from_on   text COLLATE "C" NOT NULL,
    until_on  text COLLATE "C",
    successor text COLLATE "C" REFERENCES org (id)
);

CREATE TABLE org_name (
    org      text COLLATE "C" NOT NULL REFERENCES org (id),
    from_on  text COLLATE "C" NOT NULL,
    until_on text COLLATE "C",
    nl       text COLLATE "C" NOT NULL,
    en       text COLLATE "C" NOT NULL,
    PRIMARY KEY (org, from_on)
);

CREATE TABLE org_parent (
    org      text COLLATE "C" NOT NULL REFERENCES org (id),
    from_on  text COLLATE "C" NOT NULL,
    until_on text COLLATE "C",
    parent   text COLLATE "C" NOT NULL REFERENCES org (id),
    PRIMARY KEY (org, from_on)
);

-- One row, locked by whoever changes places, so that two moves that are each
-- right can't make a circle together.
CREATE TABLE org_tree (
    one   bigint PRIMARY KEY CHECK (one = 1),
    stamp bigint NOT NULL
);
INSERT INTO org_tree (one, stamp) VALUES (1, 0);

CREATE TABLE person (
    id      text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    name    text COLLATE "C" NOT NULL,
    email   text COLLATE "C" NOT NULL UNIQUE,
    sought  text COLLATE "C" NOT NULL
);

CREATE TABLE membership (
    id       text COLLATE "C" PRIMARY KEY,
    version  bigint NOT NULL,
    person   text COLLATE "C" NOT NULL REFERENCES person (id),
    org      text COLLATE "C" NOT NULL REFERENCES org (id),
    role     text COLLATE "C" NOT NULL,
    from_on  text COLLATE "C" NOT NULL,
    until_on text COLLATE "C"
);
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_org ON membership (org);
