import { createHash } from 'node:crypto';

/** What makes a finding the same finding: neither its text, nor its line, nor the stage at which it was seen. */
export interface FindingIdentity {
  readonly control: string;
  readonly stack: string;
  /** Address after `moved`, with its instance key. */
  readonly address: string;
  readonly attribute: string | null;
  readonly element: string | null;
}

/** The finding's id for baselines, waivers in other tools and pull request comments: sha256, 64 hex digits. Frozen by a test. */
export function fingerprint(identity: FindingIdentity): string {
  const parts = [
    identity.control,
    identity.stack,
    identity.address,
    normaliseAttribute(identity.attribute) ?? '',
    identity.element ?? '',
  ];
  // NUL can't occur in a Terraform address, so no two identities share a text.
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/**
 * One spelling for an attribute path: `rule[0].action`, `rule.[0].action` and `rule.0.action` are the last.
 * Indexes stay, because two blocks of one name are two places.
 */
export function normaliseAttribute(path: string | null): string | null {
  if (path === null) return null;
  const dotted = path
    .trim()
    .replace(/\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/gu, (_, double?: string, single?: string, index?: string) => {
      return `.${double ?? single ?? index ?? ''}`;
    })
    .replace(/\.{2,}/gu, '.')
    .replace(/^\.|\.$/gu, '');
  return dotted === '' ? null : dotted;
}
