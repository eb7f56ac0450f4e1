import { DeclarationError } from '../constructs/index.ts';

/** Number of the tag value of each class of data, as Google gave it. */
export const dataClassTags = {
  'remote-sensing': '281480000000001',
  ttc: '281480000000002',
  business: '281480000000003',
  evidence: '281480000000004',
} as const;

/** Number of the tag value of each zone of the checkpoint that holds projects, as Google gave it. */
export const zoneTags: Readonly<Record<string, string>> = {
  'remote-sensing-dev': '281480000000011',
  'remote-sensing-stg': '281480000000012',
  'remote-sensing-prd': '281480000000013',
  'satellite-control-dev': '281480000000021',
  'satellite-control-stg': '281480000000022',
  'satellite-control-prd': '281480000000023',
  'evidence-dev': '281480000000031',
  'evidence-stg': '281480000000032',
  'evidence-prd': '281480000000033',
  'ground-systems': '281480000000041',
};

/** The tags of a project or folder by its class and zone. Throws `DeclarationError` for a zone without a tag value. */
export function tagsOf(
  dataClass: keyof typeof dataClassTags,
  zone: string,
): { readonly dataClass: string; readonly zone: string } {
  const zoneTag = zoneTags[zone];
  if (zoneTag === undefined) {
    throw new DeclarationError('tags', {
      what: 'the zone has no tag value',
      got: zone,
      expected: `one of ${Object.keys(zoneTags).join(', ')}`,
      fix: 'register its tag value in tags.ts, and record the number that Google assigned',
    });
  }
  return { dataClass: dataClassTags[dataClass], zone: zoneTag };
}
