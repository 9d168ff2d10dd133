-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Which edition of a template an organisation uses; the standard's, which
-- belongs to nobody, has no organisation.
CREATE TABLE letter_template (
    org      TEXT COLLATE "C" NOT NULL,
    template TEXT COLLATE "C" NOT NULL,
    version  BIGINT NOT NULL,
    PRIMARY KEY (org, template)
);
-- Every edition, for good: letters name the one that they were made with. The
-- text is the whole template, as JSON.
CREATE TABLE letter_edition (
    org      TEXT COLLATE "C" NOT NULL,
    template TEXT COLLATE "C" NOT NULL,
    version  BIGINT NOT NULL,
    on_day   TEXT COLLATE "C" NOT NULL,
    base     TEXT COLLATE "C" NOT NULL,
    text     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org, template, version)
);
