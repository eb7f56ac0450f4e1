import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeclarationError } from '../../constructs/index.ts';
import { CheckedApp } from '../../src/gate/checked-app.ts';
import { declareEstate } from '../../stacks/declare-estate.ts';
import { type Environment, type EnvironmentName, environments } from '../../stacks/environments.ts';
import { projects } from '../../stacks/projects.ts';
import { registerProjects } from '../../stacks/register-projects.ts';

const { prd, dev } = environments;

/** Declares the estate with another production, or registers other projects: whatever throws happens before synth. */
const withProduction = (production: Environment) => (app: CheckedApp) => {
  declareEstate(app, { ...environments, prd: production });
};

const withIsolated = (changes: Partial<Environment['isolated']>) =>
  withProduction({ ...prd, isolated: { ...prd.isolated, ...changes } });

const withRegistered = (name: EnvironmentName, changes: Readonly<Record<string, unknown>>) => () => {
  const registry = projects[name];
  registerProjects({ ...projects, [name]: { ...registry, isolated: { ...registry.isolated, ...changes } } });
};

const [station] = prd.control.stations;
if (station === undefined) throw new Error('production has no ground station');

const bad: readonly (readonly [string, (app: CheckedApp) => void, string])[] = [
  [
    'a region outside Japan',
    withIsolated({ region: 'us-central1' }),
    'environments.prd: `isolated.region` is not in Japan: got "us-central1"',
  ],
  [
    'a zone of another region',
    withIsolated({ zones: ['asia-northeast1-a', 'us-central1-a'] }),
    'environments.prd: `isolated.zones` names a zone of another region: got "us-central1-a"',
  ],
  [
    'a region of AWS outside Japan',
    withProduction({ ...prd, edge: { ...prd.edge, region: 'us-east-1' } }),
    'environments.prd: `edge.region` is not in Japan: got "us-east-1"',
  ],
  [
    'a receiver that the licence does not list',
    withProduction({ ...prd, control: { ...prd.control, stations: [{ ...station, name: 'station-moon' }] } }),
    'environments.prd: a ground station is not a registered receiver: got "station-moon"',
  ],
  [
    'a handler without an address of ours',
    withIsolated({ handlers: ['user:someone@partner.example.com'] }),
    'environments.prd: a handler has no address of ours: got "user:someone@partner.example.com"',
  ],
  [
    'a project twice',
    withRegistered('dev', { id: projects.prd.isolated.id }),
    'projects: two projects have the same id: got "rs-isolated-prd"',
  ],
  [
    'networks that overlap across stacks',
    withProduction({ ...prd, analysis: { ...prd.analysis, podRange: prd.isolated.podRange } }),
    '`prd.isolated.podRange` and `prd.analysis.podRange` overlap',
  ],
  [
    'networks that overlap across environments',
    withProduction({ ...prd, planning: { ...prd.planning, nodeRange: dev.planning.nodeRange } }),
    '`dev.planning.nodeRange` and `prd.planning.nodeRange` overlap',
  ],
  [
    'a service that can not be in a perimeter',
    withRegistered('prd', { services: ['storage.googleapis.com', 'cloudshell.googleapis.com'] }),
    'projects/rs-isolated-prd: the service can not be in a perimeter: got "cloudshell.googleapis.com"',
  ],
  [
    'a bringer of data from another environment',
    withIsolated({ groundStation: dev.isolated.groundStation }),
    'environments.prd: `isolated.groundStation` is no account of satellite control',
  ],
  [
    'a room without an address',
    withIsolated({ roomNetworks: [] }),
    'the room has no network, so that any place would be the room: got []',
  ],
  ['no handler at all', withIsolated({ handlers: [] }), 'the boundary would hold nobody: got []'],
];

describe('what an environment must not say', () => {
  it.each(bad)(
    '%s is refused at declaration, naming what, got, expected and fix, and nothing is written',
    (_, declare, text) => {
      const folder = mkdtempSync(join(tmpdir(), 'sekisho-bad-input-'));
      try {
        const app = new CheckedApp({ outdir: join(folder, 'cdktf.out'), onRefusal: 'throw' });
        let thrown: unknown;
        try {
          declare(app);
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(DeclarationError);
        const { message } = thrown as DeclarationError;
        expect(message).toContain(text);
        expect(message).toMatch(/: got .+, expected .+; .+/su);
        const written = existsSync(folder) ? readdirSync(folder).filter((name) => name === 'cdktf.out') : [];
        expect(written).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
