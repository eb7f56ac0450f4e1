import type { Attestation } from '../configuration/configuration.ts';
import { nearestWord } from '../configuration/nearest-word.ts';
import type { Requirement } from '../policy/catalog.ts';
import { builtInControl } from './built-in-controls.ts';
import { compareText } from './compare.ts';
import { type FindingContext, makeFinding } from './finding.ts';
import { wordMessage } from './message.ts';
import type { Finding, ReportAttestation } from './report.ts';

type AttestationState = ReportAttestation['state'];

/** Whether an attestation counts on a UTC day; both of its days are inclusive. */
export function attestationState(attestation: Attestation, today: string): AttestationState {
  if (compareText(attestation.attestedOn, today) > 0) return 'not_yet_valid';
  return compareText(attestation.validUntil, today) < 0 ? 'expired' : 'valid';
}

/** The attestation that holds for a requirement on a UTC day, the one valid longest; null when nobody vouches for it. */
export function findAttestation(
  attestations: readonly Attestation[],
  requirement: string,
  today: string,
): Attestation | null {
  const valid = attestations
    .filter((one) => one.requirement === requirement && attestationState(one, today) === 'valid')
    .sort((one, other) => compareText(other.validUntil, one.validUntil));
  return valid[0] ?? null;
}

/** Every attestation with its state on a UTC day, sorted. */
export function reportAttestations(attestations: readonly Attestation[], today: string): readonly ReportAttestation[] {
  return attestations
    .map((one) => ({
      requirement: one.requirement,
      statement: one.statement,
      by: one.by,
      evidence: one.evidence,
      attestedOn: one.attestedOn,
      validUntil: one.validUntil,
      state: attestationState(one, today),
    }))
    .sort(
      (one, other) =>
        compareText(one.requirement, other.requirement) ||
        compareText(one.validUntil, other.validUntil) ||
        compareText(JSON.stringify(one), JSON.stringify(other)),
    );
}

/** A finding for every attestation that does not count today and was not renewed, or that names no requirement. */
export function attestationFindings(
  attestations: readonly Attestation[],
  today: string,
  context: FindingContext,
): readonly Finding[] {
  return attestations.flatMap((one) => {
    if (!context.requirements.has(one.requirement)) return [attestationFinding(one, 'unknown_requirement', context)];
    const state = attestationState(one, today);
    if (state === 'valid' || findAttestation(attestations, one.requirement, today) !== null) return [];
    return [attestationFinding(one, state, context)];
  });
}

function attestationFinding(one: Attestation, key: string, context: FindingContext): Finding {
  const control = builtInControl('attestation.expired');
  const requirement: Requirement | undefined = context.requirements.get(one.requirement);
  const subject = {
    stack: '(configuration)',
    address: `attestations.${one.requirement}`,
    zone: null,
    location: null,
    createdBy: null,
  };
  const args = {
    requirement: one.requirement,
    by: one.by,
    attested_on: one.attestedOn,
    valid_until: one.validUntil,
    nearest: nearestWord(one.requirement, [...context.requirements.keys()]),
  };
  const worded = wordMessage(control, key, args);
  const element = `${one.by} ${one.attestedOn}`;
  // The finding is about what the attestation vouches for, so that its articles are shown.
  const about = { ...control, requirements: requirement === undefined ? [] : [requirement.id] };
  const shared = { control: about, subject, element };
  if ('problem' in worded) return makeFinding({ ...shared, status: 'error', message: worded.problem }, context);
  return makeFinding({ ...shared, status: 'fail', message: worded.message }, context);
}
