import { mergePaths } from './merge-paths.ts';
import type { EgressPath } from './prove-zone.ts';

/**
 * How what can't be seen is taken. `certain`: as closed as it may be, so that a way out is surely one. `possible`: as open as it may be, so that where there is
 * no way out there surely is none.
 */
export type Mode = 'certain' | 'possible';

/** What can't be seen, as one mode takes it. Knows whether anybody had to ask: where nobody did, the other mode finds the same. */
export class Unseen {
  readonly mode: Mode;
  private asked = false;

  constructor(mode: Mode) {
    this.mode = mode;
  }

  /** True when it is to be taken for open. To be asked only where something indeed can't be seen. */
  get isOpen(): boolean {
    this.asked = true;
    return this.mode === 'possible';
  }

  /** For labels: asking this is not asking how something is to be taken. */
  get isCertain(): boolean {
    return this.mode === 'certain';
  }

  get wasAsked(): boolean {
    return this.asked;
  }
}

/** What is found surely, and what may be found besides; looked for a second time only where the first time something could not be seen. */
export function inBothModes(find: (unseen: Unseen) => readonly EgressPath[]): readonly EgressPath[] {
  const unseen = new Unseen('certain');
  const certain = find(unseen);
  return mergePaths(certain, unseen.wasAsked ? find(new Unseen('possible')) : []);
}
