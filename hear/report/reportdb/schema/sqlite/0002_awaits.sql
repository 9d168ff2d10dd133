-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Since when the reporter waits for feedback; 0 when he has it.
ALTER TABLE report_case ADD COLUMN awaits_at INTEGER NOT NULL DEFAULT 0;
UPDATE report_case SET awaits_at = submitted_at WHERE state <> 'closed';
