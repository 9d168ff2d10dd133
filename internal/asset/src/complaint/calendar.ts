// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A hearing as a file for a calendar (iCalendar, RFC 5545), made in the browser.
// It says that there is a hearing and when, and nothing of the complaint: who
// looks over somebody's shoulder at a calendar learns no more.

const zone = "Europe/Amsterdam";

/** instant gives the moment of a day and an hour in the Netherlands. An hour that the clock skips is taken as the one after it. */
export function instant(day: string, hour: string): Date {
  const asked = Date.parse(`${day}T${hour}:00Z`);
  const first = asked - offset(asked);
  return new Date(asked - offset(first));
}

// offset tells how far the clock in the Netherlands is ahead at a moment.
function offset(at: number): number {
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return Date.parse(`${local.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, "");

// text writes a text as RFC 5545 asks (3.3.11).
const text = (t: string): string => t.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r\n?|\n/g, "\\n");

/** calendar gives the file of a hearing of an hour. */
export function calendar(id: string, day: string, hour: string, title: string, now: Date): string {
  const at = instant(day, hour);
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Baken//complaint//EN", "BEGIN:VEVENT", `UID:${id}@baken`, `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(at)}`, `DTEND:${stamp(new Date(at.getTime() + 3_600_000))}`, `SUMMARY:${text(title)}`, "CLASS:CONFIDENTIAL", "END:VEVENT", "END:VCALENDAR", "",
  ].join("\r\n");
}
