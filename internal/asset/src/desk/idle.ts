// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

/** How long a desk stays unlocked while nobody does anything: 15 minutes. */
export const most = 15 * 60_000;

/**
 * Idle calls back once when nobody did anything for that long. It looks at the
 * clock, since a machine that slept counts no time.
 */
export class Idle {
  #last = Date.now();
  readonly #limit: number;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #stop = new AbortController();

  constructor(then: () => void, limit = most) {
    this.#limit = limit;
    for (const event of ["pointerdown", "keydown", "input", "wheel"]) {
      document.addEventListener(event, () => this.#touch(), { passive: true, capture: true, signal: this.#stop.signal });
    }
    this.#timer = setInterval(() => {
      if (Date.now() - this.#last < limit) return;
      this.stop();
      then();
    }, 1000);
  }

  // What is done after the time was over doesn't count: it may be somebody else.
  #touch(): void {
    if (Date.now() - this.#last < this.#limit) this.#last = Date.now();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stop.abort();
  }
}
