import type ts from 'typescript';

/** The compiler of the project that is wrapped: it reads the entry file as the project itself does. */
export type Compiler = typeof ts;

export type WrapResult =
  | { readonly wrapped: true; readonly text: string }
  /** Why the file was left alone, in words for a person. */
  | { readonly wrapped: false; readonly reason: 'already' | 'no-app' | 'no-import' };

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes the App of a cdktf program a CheckedApp that knows a baseline, by the smallest edits of its text: `new App(…)`, its import, one import more.
 * Pure. A file that makes no App, or gets it other than by `import … from 'cdktf'`, is left alone.
 */
export function wrapApp(text: string, baseline: string, compiler: Compiler): WrapResult {
  const file = compiler.createSourceFile('entry.ts', text, compiler.ScriptTarget.Latest, true);
  const imports = file.statements.filter(compiler.isImportDeclaration);
  if (imports.some((one) => moduleOf(one, compiler) === 'sekisho')) return { wrapped: false, reason: 'already' };
  const cdktf = imports.find((one) => moduleOf(one, compiler) === 'cdktf');
  if (cdktf === undefined) return { wrapped: false, reason: 'no-import' };
  const app = appOf(cdktf, compiler);
  if (app === null) return { wrapped: false, reason: 'no-app' };
  const creations = creationsOf(file, app.name, compiler);
  if (creations.length === 0) return { wrapped: false, reason: 'no-app' };
  const edits = [
    ...creations.flatMap((creation) => checkedCreation(creation, baseline, { file, compiler })),
    ...importEdits({ app, declaration: cdktf, uses: creations.length }, file, compiler),
  ];
  return { wrapped: true, text: applied(text, edits) };
}

interface AppImport {
  /** How the file calls the class: `App`, an alias, or `cdktf.App`. */
  readonly name: string;
  readonly specifier: ts.ImportSpecifier | null;
}

function appOf(declaration: ts.ImportDeclaration, compiler: Compiler): AppImport | null {
  const bindings = declaration.importClause?.namedBindings;
  if (bindings === undefined) return null;
  if (compiler.isNamespaceImport(bindings)) return { name: `${bindings.name.text}.App`, specifier: null };
  const specifier = bindings.elements.find((one) => (one.propertyName ?? one.name).text === 'App');
  return specifier === undefined ? null : { name: specifier.name.text, specifier };
}

function moduleOf(declaration: ts.ImportDeclaration, compiler: Compiler): string | null {
  return compiler.isStringLiteral(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : null;
}

function creationsOf(file: ts.SourceFile, name: string, compiler: Compiler): ts.NewExpression[] {
  const found: ts.NewExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isNewExpression(node) && node.expression.getText(file) === name) found.push(node);
    compiler.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

interface Source {
  readonly file: ts.SourceFile;
  readonly compiler: Compiler;
}

function checkedCreation(creation: ts.NewExpression, baseline: string, { file, compiler }: Source): readonly Edit[] {
  const callee = { start: creation.expression.getStart(file), end: creation.expression.getEnd(), text: 'CheckedApp' };
  const option = `baseline: '${baseline}'`;
  const argument = creation.arguments?.[0];
  if (argument === undefined) {
    return [{ ...callee, end: creation.getEnd(), text: `CheckedApp({ ${option} })` }];
  }
  if (!compiler.isObjectLiteralExpression(argument)) {
    const text = `{ ...(${argument.getText(file)}), ${option} }`;
    return [callee, { start: argument.getStart(file), end: argument.getEnd(), text }];
  }
  const at = argument.getStart(file) + 1;
  const text = argument.properties.length === 0 ? ` ${option} ` : ` ${option},`;
  return [callee, { start: at, end: argument.properties.length === 0 ? argument.getEnd() - 1 : at, text }];
}

interface ImportUse {
  readonly app: AppImport;
  readonly declaration: ts.ImportDeclaration;
  readonly uses: number;
}

/** The new import stands below cdktf's, or in its place: an import that nothing uses any more is an error in many a project. */
function importEdits({ app, declaration, uses }: ImportUse, file: ts.SourceFile, compiler: Compiler): readonly Edit[] {
  const own = `import { CheckedApp } from ${quoteOf(declaration, file)};`;
  const [start, end] = [declaration.getStart(file), declaration.getEnd()];
  const below = { start: end, end, text: `${lineEnd(file.text)}${own}` };
  const { specifier } = app;
  if (specifier === null || declaration.importClause?.name !== undefined) return [below];
  if (mentions(file, app.name, compiler) > uses + 1) return [below];
  const { elements } = specifier.parent;
  if (elements.length === 1) return [{ start, end, text: own }];
  const at = elements.indexOf(specifier);
  const next = elements[at + 1];
  const before = elements[at - 1];
  const unused =
    next !== undefined
      ? { start: specifier.getStart(file), end: next.getStart(file), text: '' }
      : { start: before?.getEnd() ?? specifier.getStart(file), end: specifier.getEnd(), text: '' };
  return [below, unused];
}

/** How often the name stands in the file as an identifier, its import included. */
function mentions(file: ts.SourceFile, name: string, compiler: Compiler): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (compiler.isIdentifier(node) && node.text === name) count += 1;
    compiler.forEachChild(node, visit);
  };
  visit(file);
  return count;
}

function quoteOf(declaration: ts.ImportDeclaration, file: ts.SourceFile): string {
  const quote = declaration.moduleSpecifier.getText(file).slice(0, 1);
  return `${quote}sekisho${quote}`;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Later places first, so that earlier ones stay where they are. */
function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce((before, { start, end, text: after }) => before.slice(0, start) + after + before.slice(end), text);
}
