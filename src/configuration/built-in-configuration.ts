import type { Configuration } from './configuration.ts';

/**
 * What holds without `sekisho.yaml`: no zones, so that every control that needs one is unknown, and the strictest sensible choices.
 * The books are kept five years (Act 77/2016 Art.12(2)); 1827 days, because five years can hold two leap days.
 */
export const builtInConfiguration: Configuration = {
  path: null,
  sha256: null,
  zones: [],
  blockingSeverities: ['critical', 'high', 'medium'],
  thresholds: {
    bookRetentionDays: 1827,
    waiverDays: { high: 30, medium: 90, low: 180 },
  },
  waivers: [],
  attestations: [],
  evidence: {
    requiredFor: [],
    maximumAgeHours: 24,
    keys: [],
    breakGlass: { maximumHours: 4, keys: [] },
    retentionEnded: [],
  },
};
