import { parseJson } from '../../sources/parse-json.ts';
import { isJsonObject } from '../../sources/recognise.ts';
import { captureTerraform, type Terraform } from './run-terraform.ts';

export interface ToolVersions {
  readonly terraform: string;
  readonly providers: Readonly<Record<string, string>>;
}

/** Which terraform and which providers a folder uses, as `version -json` says it there. */
export async function toolVersionsOf(terraform: Terraform): Promise<ToolVersions> {
  const said = await captureTerraform(terraform, ['version', '-json'], { limit: 1 << 20 });
  if (said.exitCode !== 0) return { terraform: 'unknown', providers: {} };
  const document = parseJson({ path: 'version -json', bytes: said.stdout, sha256: '' });
  const fields = isJsonObject(document) ? document : {};
  const selections = isJsonObject(fields['provider_selections']) ? fields['provider_selections'] : {};
  const version = fields['terraform_version'];
  return {
    terraform: typeof version === 'string' ? version : 'unknown',
    providers: Object.fromEntries(Object.entries(selections).map(([name, value]) => [name, String(value)])),
  };
}
