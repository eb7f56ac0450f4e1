import { severities } from '../policy/catalog.ts';
import type { Finding, FindingStatus } from './report.ts';

const statuses: readonly FindingStatus[] = ['error', 'fail', 'unknown', 'waived'];

/** Orders texts by code unit, so that the order does not depend on a machine's locale. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * Worst first: what blocks, then error, fail, unknown, waived, then severity; then control, stack, address, attribute, element.
 * The whole finding breaks a tie, so that the order never depends on the input's.
 */
export function compareFindings(one: Finding, other: Finding): number {
  return (
    compareBadness(one, other) || comparePlaces(one, other) || compareText(JSON.stringify(one), JSON.stringify(other))
  );
}

function compareBadness(one: Finding, other: Finding): number {
  return (
    Number(other.blocking) - Number(one.blocking) ||
    statuses.indexOf(one.status) - statuses.indexOf(other.status) ||
    severities.indexOf(one.severity) - severities.indexOf(other.severity)
  );
}

function comparePlaces(one: Finding, other: Finding): number {
  return (
    compareText(one.control, other.control) ||
    compareText(one.stack, other.stack) ||
    compareText(one.address, other.address) ||
    compareText(one.attribute ?? '', other.attribute ?? '') ||
    compareText(one.element ?? '', other.element ?? '')
  );
}
