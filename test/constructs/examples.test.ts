import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TerraformStack } from 'cdktf';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import * as constructs from '../../constructs/index.ts';
import { repositoryRoot } from '../support/repository.ts';
import { exampleFixtures } from './example-fixtures.ts';
import { synthesize } from './synthesize.ts';

const index = join(repositoryRoot, 'constructs', 'index.ts');
const configuration = ts.getParsedCommandLineOfConfigFile(
  join(repositoryRoot, 'tsconfig.json'),
  { noEmit: true },
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  },
);
if (configuration === undefined) throw new Error('tsconfig.json can not be read');
const { options } = configuration;

/** Below the project, so that packages are found; beside nothing that any tool looks at. */
const parent = join(repositoryRoot, 'node_modules', '.sekisho');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'examples-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Example {
  readonly name: string;
  /** Undefined where the documentation has none. */
  readonly code: string | undefined;
}

/** Every class that is exported, with the example of its documentation; errors are no constructs. */
function readExamples(): readonly Example[] {
  const program = ts.createProgram([index], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(index);
  const symbol = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (symbol === undefined) throw new Error(`${index} exports nothing`);
  return checker.getExportsOfModule(symbol).flatMap((exported) => {
    const original = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(original.flags & ts.SymbolFlags.Class) || original.name.endsWith('Error')) return [];
    const tag = original.getJsDocTags(checker).find(({ name }) => name === 'example');
    return [{ name: original.name, code: tag === undefined ? undefined : ts.displayPartsToString(tag.text) }];
  });
}

const examples = readExamples();
const fileOf = (name: string): string => join(folder, `${name}.ts`);

/** The names in an example that it takes as given, each after those that it needs itself. */
function givenNames(code: string, earlier: readonly string[] = []): readonly string[] {
  const used = Object.keys(exampleFixtures).filter((name) =>
    new RegExp(`(?<![.'\\w-])${name}(?![\\w'-]|:)`, 'u').test(code),
  );
  return used.reduce(
    (given, name) => (given.includes(name) ? given : [...givenNames(exampleFixtures[name] ?? '', given), name]),
    earlier,
  );
}

function writeExample({ name, code = '' }: Example): void {
  const exported = Object.keys(constructs).filter((one) => new RegExp(`\\b${one}\\b`, 'u').test(code));
  const given = givenNames(code).map((one) => `  const ${one} = ${exampleFixtures[one] ?? ''};`);
  const text = [
    "import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';",
    "import { TerraformVariable, type TerraformStack } from 'cdktf';",
    `import * as constructs from ${JSON.stringify(relative(folder, index).replaceAll('\\', '/'))};`,
    `const { ${exported.join(', ')} } = constructs;`,
    'export function declare(stack: TerraformStack): void {',
    ...given,
    // What nobody can know before an image is built.
    code.replaceAll('<digest>', '0a'.repeat(32)),
    '}',
    // Not every example needs them.
    'void [ServiceAccount, TerraformVariable];',
  ];
  writeFileSync(fileOf(name), `${text.join('\n')}\n`);
}

const written = examples.filter(({ code }) => code !== undefined);
for (const example of written) writeExample(example);

describe('the documentation of constructs', () => {
  it('has an example for every construct that others may import', () => {
    expect(examples.filter(({ code }) => code === undefined).map(({ name }) => name)).toEqual([]);
    expect(examples.length).toBeGreaterThan(40);
  });

  it('has only examples that compile, as strictly as everything else', () => {
    const program = ts.createProgram(
      written.map(({ name }) => fileOf(name)),
      {
        ...options,
        noUnusedLocals: false,
      },
    );
    const diagnostics = written.flatMap(({ name }) => {
      const file = program.getSourceFile(fileOf(name));
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      );
    });
    expect(diagnostics).toEqual([]);
  });

  it.each(written.map(({ name }) => name))('has an example of %s that synthesizes', async (name) => {
    const { declare } = (await import(pathToFileURL(fileOf(name)).href)) as {
      readonly declare: (stack: TerraformStack) => void;
    };
    const { types } = synthesize(declare);
    // A provider declares no resource.
    expect(types.length).toBeGreaterThan(name === 'GoogleBetaProvider' ? -1 : 0);
  });
});
