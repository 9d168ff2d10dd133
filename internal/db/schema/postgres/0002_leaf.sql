-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
ALTER TABLE event
    ADD COLUMN payload bytea,
    ADD COLUMN salt    bytea,
    ADD COLUMN entry   bytea,
    ADD COLUMN leaf    bigint;
CREATE INDEX event_pending ON event (seq) WHERE leaf IS NULL AND entry IS NOT NULL;
