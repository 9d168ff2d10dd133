-- SPDX-FileCopyrightText: The Baken authors
-- SPDX-License-Identifier: EUPL-1.2

-- +goose Up
-- What a desk does about a case, without the words: number, owner and days of
-- each action.
ALTER TABLE report_case ADD COLUMN actions TEXT NOT NULL DEFAULT '[]';
