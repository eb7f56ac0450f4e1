import { cleanText } from '../report/clean-text.ts';

const patience = 1000;

interface Step {
  readonly name: string;
  readonly started: number;
  isShown: boolean;
}

/**
 * Says on stderr what takes long. On a terminal: one line that is replaced, from the moment at which the run has taken a second. Elsewhere: a
 * line for each step that takes over a second, and nothing for the others.
 */
export class Progress {
  readonly #write: (text: string) => void;
  readonly #isTerminal: boolean;
  readonly #clock: () => number;
  readonly #started: number;
  #current: Step | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isLineUp = false;

  constructor(write: (text: string) => void, isTerminal: boolean, clock: () => number = () => performance.now()) {
    this.#write = write;
    this.#isTerminal = isTerminal;
    this.#clock = clock;
    this.#started = clock();
  }

  /** A step begins, and the one before ends. */
  step(name: string): void {
    this.#finish();
    const now = this.#clock();
    const step = { name, started: now, isShown: false };
    this.#current = step;
    const left = this.#isTerminal ? this.#started + patience - now : patience;
    if (left <= 0) {
      this.#show(step, '…');
      return;
    }
    this.#timer = setTimeout(() => {
      this.#show(step, '…');
    }, left);
    this.#timer.unref();
  }

  /** The last step ends; the line on a terminal is taken away. */
  end(): void {
    this.#finish();
    if (this.#isLineUp) this.#write('\r\u001b[2K');
    this.#isLineUp = false;
  }

  /** A step that keeps the processor lets no timer fire, so what it took is said afterwards. */
  #finish(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const step = this.#current;
    this.#current = null;
    if (step === null || step.isShown || this.#isTerminal) return;
    const took = this.#clock() - step.started;
    if (took >= patience) this.#show(step, `(${(took / 1000).toFixed(1)} s)`);
  }

  #show(step: Step, end: string): void {
    const text = `sekisho: ${cleanText(step.name)} ${end}`;
    this.#write(this.#isTerminal ? `\r\u001b[2K${text}` : `${text}\n`);
    this.#isLineUp = this.#isTerminal;
    step.isShown = true;
  }
}
