import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { convertHcl } from './convert-hcl.ts';
import type { FoundModule } from './find-modules.ts';
import { readFolder } from './folder.ts';
import { isJsonObject, type JsonObject } from './recognise.ts';
import type { ConfigurationFile, Source, Sources } from './source.ts';
import { applyVariables, readVariableFiles } from './variable-files.ts';

/** Converts `*.tf`, applies variable files and reads the local modules that are called. */
export async function loadSources(modules: readonly FoundModule[]): Promise<Sources> {
  const sources: Source[] = [];
  for (const module of modules) {
    const configuration = [...module.folder.json, ...(await convertHcl(module.folder.hcl))];
    const variables = { ...(await readVariableFiles(module.folder.variableFiles)), ...variablesOfPlan(module) };
    sources.push(sourceOf(module, applyVariables(configuration, variables)));
  }
  const localModules = new Map<string, readonly ConfigurationFile[]>();
  for (const source of sources) await loadLocalModules(source.configuration, source.directory, localModules);
  // A folder that another one calls as a module is judged where it is called, with its arguments.
  const roots = sources.filter((source) => !localModules.has(resolve(source.directory)) || source.plan !== null);
  return { sources: roots, localModules };
}

/** The same for outputs that hold JSON only, as cdktf writes them; synchronous, for use inside `app.synth()`. */
export function loadJsonSources(modules: readonly FoundModule[]): Sources {
  const sources = modules.map((module) =>
    sourceOf(module, applyVariables(module.folder.json, variablesOfPlan(module))),
  );
  const localModules = new Map<string, readonly ConfigurationFile[]>();
  const blind: string[] = [];
  for (const source of sources) blind.push(...loadJsonModules(source.configuration, source.directory, localModules));
  return {
    sources: sources.map((source) => ({ ...source, blindSpots: [...source.blindSpots, ...blind] })),
    localModules,
  };
}

/** A plan knows what each variable was, whichever way it was set. */
function variablesOfPlan(module: FoundModule): JsonObject {
  const variables = module.plan?.document['variables'];
  if (!isJsonObject(variables)) return {};
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, entry]) =>
      isJsonObject(entry) && 'value' in entry ? [[name, entry['value']]] : [],
    ),
  );
}

function sourceOf(module: FoundModule, configuration: readonly ConfigurationFile[]): Source {
  const { kind, stack, path, plan, folder } = module;
  return { kind, stack, path, directory: folder.directory, configuration, plan, files: folder.files, blindSpots: [] };
}

async function loadLocalModules(
  files: readonly ConfigurationFile[],
  directory: string,
  known: Map<string, readonly ConfigurationFile[]>,
): Promise<void> {
  for (const target of localModuleFolders(files, directory)) {
    if (known.has(target)) continue;
    const folder = readFolder(target);
    const content = [...folder.json, ...(await convertHcl(folder.hcl))];
    known.set(target, content);
    await loadLocalModules(content, target, known);
  }
}

function loadJsonModules(
  files: readonly ConfigurationFile[],
  directory: string,
  known: Map<string, readonly ConfigurationFile[]>,
): string[] {
  const blind: string[] = [];
  for (const target of localModuleFolders(files, directory)) {
    if (known.has(target)) continue;
    const folder = readFolder(target);
    // Converting HCL is asynchronous; such a module's outputs stay unknown here and are read by `sekisho check`.
    if (folder.hcl.length > 0) {
      blind.push(`module ${target}: its *.tf files are read by \`sekisho check\`, not during synth`);
      continue;
    }
    known.set(target, folder.json);
    blind.push(...loadJsonModules(folder.json, target, known));
  }
  return blind;
}

/** Absolute folders of the modules that these files call by a local path. */
function localModuleFolders(files: readonly ConfigurationFile[], directory: string): string[] {
  return files
    .flatMap((file) => (isJsonObject(file.content['module']) ? Object.values(file.content['module']) : []))
    .flatMap((block): unknown[] => (Array.isArray(block) ? block : [block]))
    .map((block) => (isJsonObject(block) ? block['source'] : undefined))
    .filter((source): source is string => typeof source === 'string')
    .filter((source) => source.startsWith('./') || source.startsWith('../') || isAbsolute(source))
    .map((source) => resolve(directory, source))
    .filter((target) => existsSync(target));
}
