import type { Release } from '../release/index.ts';
import type { SecurityRoom } from '../security-room/index.ts';
import type { PerimeterService } from './perimeter-services.ts';

/** A machine that may bring something in from another project: it writes, and reads nothing. */
export interface PerimeterWriter {
  /** What it brings, for the reader of the perimeter. */
  readonly title: string;
  /** Its service account, as a `serviceAccount:` member. */
  readonly identity: string;
  /** Number of the project from which it comes. */
  readonly sourceProjectNumber: string;
  readonly service: PerimeterService;
  /** Methods of the service; all of them where the service can't be limited by method. @default all */
  readonly methods?: readonly string[];
}

/** An incident during which nobody enters and nothing leaves. */
export interface Lockdown {
  /** Where the incident is recorded, such as `INC-2026-003`. */
  readonly incident: string;
}

/** Who and what passes a perimeter. */
export interface PerimeterBoundary {
  /** Services that are enabled in the projects inside; all of them are restricted. */
  readonly services: readonly PerimeterService[];
  /** People who may enter from outside, as `user:` members. */
  readonly handlers: readonly string[];
  /** The room from which they may. */
  readonly room: SecurityRoom;
  /** Machines of other projects that may bring something in. @default none */
  readonly writers?: readonly PerimeterWriter[];
  /** The only way out. @default none: nothing leaves */
  readonly release?: Release;
  /**
   * Shuts out the room and closes the release for the time of an incident. Machines that only bring something in stay: a pass that is not
   * received is lost for ever, and they read nothing.
   * @default none
   */
  readonly lockdown?: Lockdown;
}

/** What is tried out beside what is in force; whatever is left out stays as it is in force. */
export type PerimeterTrial = Partial<Omit<PerimeterBoundary, 'release'>>;
