import { convertHcl } from './convert-hcl.ts';
import { parseJson } from './parse-json.ts';
import { readBytes } from './read-bytes.ts';
import { isJsonObject, type JsonObject } from './recognise.ts';
import type { ConfigurationFile } from './source.ts';

/** Reads `terraform.tfvars` and `*.auto.tfvars` (HCL or JSON) in Terraform's order: later files win. */
export async function readVariableFiles(paths: readonly string[]): Promise<JsonObject> {
  const main = paths.filter((path) => /terraform\.tfvars(\.json)?$/.test(path));
  const automatic = paths.filter((path) => !main.includes(path)).sort();
  let values: JsonObject = {};
  for (const path of [...main, ...automatic]) values = { ...values, ...(await readOne(path)) };
  return values;
}

/** Gives variables the values that variable files set, as their defaults. */
export function applyVariables(files: readonly ConfigurationFile[], values: JsonObject): readonly ConfigurationFile[] {
  if (Object.keys(values).length === 0) return files;
  return files.map((file) => {
    const declared = file.content['variable'];
    if (!isJsonObject(declared)) return file;
    const variable = Object.fromEntries(
      Object.entries(declared).map(([name, block]) => [
        name,
        name in values ? withDefault(block, values[name]) : block,
      ]),
    );
    return { path: file.path, content: { ...file.content, variable } };
  });
}

function withDefault(block: unknown, value: unknown): unknown {
  if (Array.isArray(block)) return block.map((member: unknown) => withDefault(member, value));
  return isJsonObject(block) ? { ...block, default: value } : { default: value };
}

async function readOne(path: string): Promise<JsonObject> {
  const file = readBytes(path);
  if (!path.endsWith('.json')) return (await convertHcl([file]))[0]?.content ?? {};
  const content = parseJson(file);
  return isJsonObject(content) ? content : {};
}
