import { SekishoError } from '../../../src/errors.ts';

/** A setting that the step can't do without: an option, else a variable of the environment. Throws SETTING_MISSING. */
export function stepSetting(value: string | undefined, name: string, meaning: string): string {
  if (value !== undefined && value !== '') return value;
  throw new SekishoError({
    code: 'SETTING_MISSING',
    what: `${name} is not set`,
    got: 'nothing',
    expected: meaning,
    fix: `set ${name} in the workflow, or in the settings of the repository or environment (docs/ci.md says where)`,
  });
}
