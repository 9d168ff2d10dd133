-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Which edition of a template an organisation uses; the standard's, which
-- belongs to nobody, has no organisation.
CREATE TABLE letter_template (
    org      TEXT NOT NULL,
    template TEXT NOT NULL,
    version  INTEGER NOT NULL,
    PRIMARY KEY (org, template)
) STRICT;
-- Every edition, for good: letters name the one that they were made with. The
-- text is the whole template, as JSON.
CREATE TABLE letter_edition (
    org      TEXT NOT NULL,
    template TEXT NOT NULL,
    version  INTEGER NOT NULL,
    on_day   TEXT NOT NULL,
    base     TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (org, template, version)
) STRICT;
