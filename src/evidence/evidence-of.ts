import type { Configuration } from '../configuration/configuration.ts';
import type { JsonObject } from '../sources/recognise.ts';
import type { Report } from '../verdict/report.ts';
import { digestOfValue } from './canonical.ts';
import { changeDigest } from './change-digest.ts';
import { lawDigest } from './law-digest.ts';
import type { Evidence } from './statement.ts';

/** A decision about one plan, and what it rests on. */
export interface Decided {
  readonly stack: string;
  readonly report: Report;
  readonly configuration: Configuration;
  readonly plan: { readonly sha256: string; readonly jsonSha256: string; readonly document: JsonObject };
  /** Digest of each stack's `cdk.tf.json`. */
  readonly synth: Readonly<Record<string, string>>;
  readonly commit: string | null;
  readonly arguments: readonly string[];
  readonly terraform: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly approvers: readonly string[];
  readonly state: Evidence['state'];
  readonly reviewed: string | null;
  readonly log: Evidence['log'];
  readonly breakGlass: string | null;
}

/** What is signed about a decision. Pure. */
export function evidenceOf(decided: Decided): Evidence {
  const { report, configuration, plan } = decided;
  const waived = report.findings.filter((finding) => finding.status === 'waived');
  return {
    schema: 'sekisho.evidence/v1',
    stack: decided.stack,
    decision: {
      verdict: report.verdict,
      exitCode: report.exitCode,
      partial: [...report.partial],
      waived: waived.map((finding) => finding.fingerprint),
      deferred: report.deferred.length,
    },
    clock: report.now,
    digests: {
      plan: plan.sha256,
      planJson: plan.jsonSha256,
      change: changeDigest(plan.document),
      law: lawDigest({ policy: report.policy.sha256, configuration: configuration.sha256, tool: report.tool.version }),
      policy: report.policy.sha256,
      ...configurationDigests(configuration),
      synth: { ...decided.synth },
    },
    commit: decided.commit,
    state: decided.state,
    reviewed: decided.reviewed,
    log: decided.log,
    breakGlass: decided.breakGlass,
    arguments: [...decided.arguments],
    tools: {
      sekisho: report.tool.version,
      opa: report.policy.opa,
      terraform: decided.terraform,
      providers: { ...decided.providers },
    },
    approvers: [...decided.approvers],
  };
}

/** The law's own digests, besides the policy's. */
export function configurationDigests({ sha256, waivers, attestations }: Configuration): {
  readonly configuration: string | null;
  readonly waivers: string;
  readonly attestations: string;
} {
  return { configuration: sha256, waivers: digestOfValue(waivers), attestations: digestOfValue(attestations) };
}
