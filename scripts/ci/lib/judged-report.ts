import { SekishoError } from '../../../src/errors.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { type ErrorDocument, readReportDocument } from '../../../src/report/read-document.ts';
import { readArchive } from './read-archive.ts';

/** What a run came to: its report, and that of the base branch where it made one. */
export interface JudgedReport {
  readonly head: ReportDocument | ErrorDocument;
  readonly base: ReportDocument | ErrorDocument | null;
}

const headFile = 'report.json';
const baseFile = 'base-report.json';
const rules = {
  isExpected: (name: string) => name === headFile || name === baseFile,
  fileLimit: 64 * 1024 * 1024,
  countLimit: 2,
};

/** Reads the archive that `judge-estate` or `plan-estate` packed, as data of a stranger. Throws ARTIFACT_REFUSED and REPORT_INVALID. */
export function readJudgedReport(archive: Buffer): JudgedReport {
  const files = readArchive(archive, rules);
  const head = files.get(headFile);
  const base = files.get(baseFile);
  if (head === undefined) {
    throw new SekishoError({
      code: 'ARTIFACT_REFUSED',
      what: 'the artifact holds no report',
      got: [...files.keys()].join(', ') || 'no file',
      expected: headFile,
      fix: 'run the workflow again',
    });
  }
  return {
    head: readReportDocument(head.toString('utf8'), headFile),
    base: base === undefined ? null : readReportDocument(base.toString('utf8'), baseFile),
  };
}
