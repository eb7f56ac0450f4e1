import { type EnvironmentName, type OpenProject, projects } from './projects.ts';

/** Long-term trends of telemetry. */
export interface AnalysisSettings {
  readonly project: OpenProject;
  readonly nodeRange: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly controlPlaneRange: string;
  readonly domain: string;
  readonly operators: readonly string[];
  readonly ownerGroup: string;
  /** Images by name and digest: what was tried in one environment is what runs in the next. */
  readonly digests: { readonly dashboard: string; readonly trends: string };
  readonly maxInstanceCount: number;
}

/** Addresses follow from the second octet; what else differs is size and name, never protection. */
function analysisOf(
  name: EnvironmentName,
  octet: number,
  settings: Pick<AnalysisSettings, 'controlPlaneRange' | 'domain' | 'maxInstanceCount'>,
): AnalysisSettings {
  return {
    ...settings,
    project: projects[name].analysis,
    nodeRange: `10.${octet}.0.0/22`,
    podRange: `10.${octet}.64.0/18`,
    serviceRange: `10.${octet}.4.0/22`,
    operators: ['group:satellite-operators@example.jp', 'group:satellite-analysts@example.jp'],
    ownerGroup: 'satellite-analysts@example.jp',
    digests: { dashboard: `sha256:${'0a'.repeat(32)}`, trends: `sha256:${'0b'.repeat(32)}` },
  };
}

export const analysis: Readonly<Record<EnvironmentName, AnalysisSettings>> = {
  dev: analysisOf('dev', 124, {
    controlPlaneRange: '172.16.3.32/28',
    domain: 'analysis.dev.example.jp',
    maxInstanceCount: 2,
  }),
  stg: analysisOf('stg', 125, {
    controlPlaneRange: '172.16.3.16/28',
    domain: 'analysis.stg.example.jp',
    maxInstanceCount: 2,
  }),
  prd: analysisOf('prd', 126, {
    controlPlaneRange: '172.16.3.0/28',
    domain: 'analysis.example.jp',
    maxInstanceCount: 8,
  }),
};
