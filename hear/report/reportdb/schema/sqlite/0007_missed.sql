-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- Whether something was due and late, once. What is late now is found at the
-- next change of a case.
ALTER TABLE report_case ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
