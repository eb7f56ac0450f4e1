import { folders } from './folders.ts';
import { type EnvironmentName, type PerimeterProject, projects } from './projects.ts';

/** The books, apart from the systems that they tell about. */
export interface EvidenceSettings {
  readonly project: PerimeterProject;
  /** Number of the folder whose logs are kept. */
  readonly folder: string;
  /** True makes five years irrevocable. An environment that is made and removed for a trial says false, and is told so by the checkpoint. */
  readonly isLocked: boolean;
  /** Who reads the books, in the security room, as `user:` members. */
  readonly auditors: readonly string[];
  readonly roomNetworks: readonly string[];
  /** Addresses of the security team, by name. */
  readonly securityTeam: Readonly<Record<string, string>>;
}

function evidenceOf(name: EnvironmentName): EvidenceSettings {
  return {
    project: projects[name].evidence,
    folder: folders[name].environment,
    isLocked: true,
    auditors: ['user:auditor.one@example.jp', 'user:auditor.two@example.jp'],
    roomNetworks: ['203.0.113.16/28'],
    securityTeam: { 'security-duty': 'security-duty@example.jp', 'security-lead': 'security-lead@example.jp' },
  };
}

export const evidence: Readonly<Record<EnvironmentName, EvidenceSettings>> = {
  dev: evidenceOf('dev'),
  stg: evidenceOf('stg'),
  prd: evidenceOf('prd'),
};
