-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- When a case ended, from which its retention counts (0 while it is open), and
-- whether it is held. Of what ended before, the day isn't known: it counts from
-- now, since what is deleted too early doesn't come back.
ALTER TABLE report_case ADD COLUMN ended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE report_case ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
UPDATE report_case SET ended_at = unixepoch() * 1000 WHERE state IN ('closed', 'withdrawn');
CREATE INDEX report_case_ended ON report_case (ended_at) WHERE ended_at > 0;
