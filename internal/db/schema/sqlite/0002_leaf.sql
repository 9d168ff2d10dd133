-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
ALTER TABLE event ADD COLUMN payload BLOB;
ALTER TABLE event ADD COLUMN salt BLOB;
ALTER TABLE event ADD COLUMN entry BLOB;
ALTER TABLE event ADD COLUMN leaf INTEGER;
CREATE INDEX event_pending ON event (seq) WHERE leaf IS NULL AND entry IS NOT NULL;
