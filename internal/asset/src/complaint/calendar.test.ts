// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar, instant } from "./calendar.ts";

// The clock goes forward on the last Sunday of March (29 March 2026, from 2:00 to
// 3:00) and back on the last Sunday of October (25 October 2026, from 3:00 to 2:00).
for (const [rule, day, hour, want] of [
  ["in winter", "2026-01-15", "09:30", "2026-01-15T08:30:00.000Z"],
  ["in summer", "2026-07-15", "09:30", "2026-07-15T07:30:00.000Z"],
  ["before the clock goes forward", "2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
  ["after the clock went forward", "2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
  ["after the clock went back", "2026-10-25", "03:30", "2026-10-25T02:30:00.000Z"],
  ["at midnight", "2026-12-31", "00:00", "2026-12-30T23:00:00.000Z"],
] as const) {
  test(`an hour ${rule}`, () => assert.equal(instant(day, hour).toISOString(), want));
}

test("a file says when, and nothing of the complaint", () => {
  const file = calendar("abc-1", "2026-07-15", "09:30", "Hoorzitting; a, b\nc", new Date("2026-07-01T12:00:00.123Z"));
  assert.ok(/^BEGIN:VCALENDAR\r\n/.test(file));
  assert.ok(/\r\nDTSTART:20260715T073000Z\r\nDTEND:20260715T083000Z\r\n/.test(file));
  assert.ok(/\r\nDTSTAMP:20260701T120000Z\r\n/.test(file));
  assert.ok(/\r\nSUMMARY:Hoorzitting\\; a\\, b\\nc\r\n/.test(file));
  assert.ok(/END:VCALENDAR\r\n$/.test(file));
});
