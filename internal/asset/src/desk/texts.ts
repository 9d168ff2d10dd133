// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Texts come from the page, in the reader's language; there is none in here.
// Numbers and dates are printed as internal/text prints them.

export type Arguments = Record<string, string | number>;

const zone = "Europe/Amsterdam";

/** Texts says messages by key. */
export class Texts {
  readonly #messages: Readonly<Record<string, string>>;
  readonly lang: string;
  readonly #number: Intl.NumberFormat;
  readonly #tenth: Intl.NumberFormat;

  constructor(messages: Readonly<Record<string, string>>, lang: string) {
    this.#messages = messages;
    this.lang = lang;
    const locale = lang === "en" ? "en-GB" : "nl-NL";
    this.#number = new Intl.NumberFormat(locale);
    this.#tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  /** say gives the message with its arguments; n chooses between one and other. */
  say(key: string, given: Arguments = {}): string {
    const form = given["n"] === 1 ? ".one" : ".other";
    const message = this.#messages[key] ?? this.#messages[key + form];
    if (message === undefined) throw new Error(`the page says no ${key}`);
    return message.replace(/\{([a-z][A-Za-z0-9_]*)\}/g, (_, name: string) => {
      const value = given[name];
      if (value === undefined) throw new Error(`${key} needs ${name}`);
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /** has tells whether the page says this. */
  has(key: string): boolean {
    return key in this.#messages;
  }

  number(n: number): string {
    return this.#number.format(n);
  }

  /** day prints an instant as a day in Amsterdam: 23 november 2026. */
  day(at: number): string {
    return new Intl.DateTimeFormat(this.lang === "en" ? "en-GB" : "nl-NL", {
      timeZone: zone, day: "numeric", month: "long", year: "numeric",
    }).format(at);
  }

  /** civil prints a civil day, given as year-month-day. */
  civil(date: string): string {
    return this.day(Date.parse(`${date}T12:00:00Z`));
  }

  /** instant prints a day and its clock: 14.05 in Dutch, 14:05 in English. */
  instant(at: number): string {
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).format(at);
    return this.say("text.instant", { date: this.day(at), clock: this.lang === "en" ? clock : clock.replace(":", ".") });
  }

  /** size prints a number of bytes in the unit that people read. */
  size(bytes: number): string {
    if (bytes < 1000) return this.say("web.size.bytes", { n: bytes });
    if (bytes < 1e6) return this.say("web.size.kilobytes", { amount: this.number(Math.round(bytes / 1000)) });
    return this.say("web.size.megabytes", { amount: this.#tenth.format(bytes / 1e6) });
  }
}
