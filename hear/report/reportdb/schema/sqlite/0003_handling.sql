-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Which desk handles a case, who of it, who may not, under which regimes, and
-- since when it is read. excluded are names with a space before and after each.
ALTER TABLE report_case ADD COLUMN desk TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN handler TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN excluded TEXT NOT NULL DEFAULT '';
ALTER TABLE report_case ADD COLUMN tracks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE report_case ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0;
UPDATE report_case SET desk = org;
UPDATE report_case SET read_at = submitted_at WHERE state <> 'new'; -- the stricter guess
DROP INDEX report_case_org;
DROP INDEX report_case_state;
CREATE INDEX report_case_desk ON report_case (desk, last_at, id);
CREATE INDEX report_case_desk_state ON report_case (desk, state, last_at, id);
