import { describe, expect, it } from 'vitest';
import { noGoogleProject } from '../../../../src/proofs/egress/without-google.ts';
import { closedAwsStacks, proveAws, type Stacks } from './aws/closed-aws-zone.ts';
import { add, type Edit } from './aws/mutate.ts';

/** Rows of Google and of everybody that are not closed, after a change of a zone that selects AWS accounts and holds nothing of Google's. */
function notClosed(...edits: readonly Edit[]): readonly string[] {
  const stacks: Stacks = closedAwsStacks();
  for (const edit of edits) edit(stacks);
  return proveAws(stacks)
    .exits.filter(({ id, verdict }) => id.startsWith('E') && verdict !== 'closed')
    .map(({ id, verdict }) => `${id} ${verdict}`);
}

const strangers = 'google_access_context_manager_service_perimeter';
const elsewhere = add(
  strangers,
  'other',
  { status: { resources: ['${google_project.x.number}'], restricted_services: ['storage.googleapis.com'] } },
  'organisation',
);

describe('a zone of AWS accounts into which no Google project can come', () => {
  it('needs none of Google’s guards: what is left is up to people, and to the zone’s list of types', () => {
    expect(notClosed()).toEqual(['E37 unknown', 'E45 weak', 'E48 unknown']);
  });

  it('says so where a guard would be missing', () => {
    const exit = proveAws(closedAwsStacks()).exits.find(({ id }) => id === 'E17');
    expect(exit?.by).toEqual([{ address: 'zones.records', why: noGoogleProject, location: null }]);
  });

  it('is not joined to perimeters of others, whose members nobody can tell from its own', () => {
    expect(notClosed(elsewhere)).toEqual(notClosed());
  });

  it('needs all of them as soon as one resource of Google’s lies in it', () => {
    const rows = notClosed(add('google_storage_bucket', 'b', { name: 'b', location: 'asia-northeast1' }));
    expect(rows).toEqual(expect.arrayContaining(['E1 weak', 'E17 weak', 'E20 open', 'E41 open', 'E46 open']));
  });

  it('needs all of them as soon as one of its stacks looks something of Google’s up', () => {
    const lookUp: Edit = ({ isolated }) => {
      if (isolated === undefined) throw new Error('expected the zone’s stack');
      isolated.data = { ...isolated.data, google_project: { p: { project_id: 'p' } } };
    };
    expect(notClosed(lookUp)).toEqual(expect.arrayContaining(['E1 weak', 'E17 weak', 'E20 open', 'E41 open']));
  });
});
