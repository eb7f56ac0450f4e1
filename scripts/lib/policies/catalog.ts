import type { Catalog, Control, Requirement } from '../../../src/policy/catalog.ts';
import { type CheckedControl, controlId } from './check-control.ts';
import type { RegoFile } from './rego-file.ts';

/** A type; a data source is named with `data.` before it, as the estate groups it. */
const terraformType = /^(?:data\.)?((?:google|aws)_[a-z0-9_]+)$/;
const longestText = 64;

/** The catalog of checked controls; `files` are all compiled Rego files, libraries included. */
export function catalogOf(
  checked: readonly CheckedControl[],
  files: readonly RegoFile[],
  requirements: readonly Requirement[],
): Catalog {
  const byPackage = new Map(files.map((file) => [file.package, file]));
  const strings = files.flatMap((file) => file.strings).filter((text) => text.length <= longestText);
  return {
    controls: checked.flatMap((control) => controlOf(control, byPackage)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    requirements,
    strings: [...new Set(strings)].sort(),
  };
}

function controlOf({ file, metadata }: CheckedControl, byPackage: ReadonlyMap<string, RegoFile>): readonly Control[] {
  if (metadata === null) return [];
  const { custom } = metadata;
  const read = withImports(file, byPackage);
  return [
    {
      id: controlId(file),
      title: { en: metadata.title, ja: custom.title_ja },
      description: metadata.description.trim(),
      references: metadata.related_resources.map(({ ref }) => ref),
      severity: custom.severity,
      requirements: custom.requirements,
      stages: custom.stages,
      dataClasses: custom.data_classes ?? [],
      exits: custom.exits ?? [],
      messages: custom.messages,
      remediation: custom.remediation,
      types: [...new Set(read.flatMap(({ strings }) => strings).flatMap(typeOf))].sort(),
      source: `policies/${file.path}`,
    },
  ];
}

/** The file and every library that it imports, directly or through another. */
function withImports(file: RegoFile, byPackage: ReadonlyMap<string, RegoFile>): readonly RegoFile[] {
  const found = new Set([file]);
  for (const one of found) {
    for (const name of one.imports) {
      const library = libraryOf(name, byPackage);
      if (library === undefined) throw new Error(`policies/${one.path}: imports data.${name}, which is not a package`);
      found.add(library);
    }
  }
  return [...found];
}

/** The package of an import: of a package itself, or of one of its rules. */
function libraryOf(name: string, byPackage: ReadonlyMap<string, RegoFile>): RegoFile | undefined {
  return byPackage.get(name) ?? byPackage.get(name.slice(0, name.lastIndexOf('.')));
}

function typeOf(text: string): readonly string[] {
  const type = terraformType.exec(text)?.[1];
  return type === undefined ? [] : [type];
}
