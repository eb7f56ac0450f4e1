import { createHash } from 'node:crypto';
import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { type ErrorParts, reasonOf, SekishoError } from '../errors.ts';
import { checkMeaning } from './check-meaning.ts';
import type { Configuration } from './configuration.ts';
import { configurationSchema } from './configuration-schema.ts';
import { explainIssue } from './explain-issue.ts';
import { ConfigurationError, type Mistake, type Path, pathText } from './mistake.ts';
import { toConfiguration } from './to-configuration.ts';

/** More aliases than this are an attack or an accident. */
const maxAliases = 100;

/**
 * The configuration that a text of `sekisho.yaml` says. `path` is for messages. Pure. Throws {@link ConfigurationError} with every
 * mistake at once, each with its line and column.
 */
export function parseConfiguration(text: string, path: string): Configuration {
  const written = new WrittenDocument(text, path);
  const data = written.read();
  const parsed = configurationSchema.safeParse(data);
  const mistakes = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, data))),
    ...checkMeaning(data),
  ];
  written.refuse(mistakes);
  if (!parsed.success) throw new Error('a configuration that has no mistake does not parse');
  const sha256 = createHash('sha256').update(text).digest('hex');
  return toConfiguration(parsed.data, { path, sha256, sourceOf: (at) => written.sourceOf(at) });
}

/** The text of a configuration with its positions. */
class WrittenDocument {
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string, file: string) {
    this.#file = file;
    const options = { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true, merge: false };
    try {
      this.#document = parseDocument(text, options);
    } catch (cause) {
      throw unreadable(file, cause);
    }
  }

  /** The data, if the YAML can be read at all; repeated keys wait until {@link refuse}. */
  read(): unknown {
    const fatal = this.#yamlErrors().filter((error) => error.code !== 'DUPLICATE_KEY');
    if (fatal.length > 0) this.refuse([]);
    try {
      return this.#document.toJS({ maxAliasCount: maxAliases });
    } catch (cause) {
      throw unreadable(this.#file, cause);
    }
  }

  /** Throws when anything is wrong, the YAML's own errors among it, in the order of the file. */
  refuse(mistakes: readonly Mistake[]): void {
    const all = [
      ...this.#yamlErrors().map((error) => this.#partsOfYaml(error)),
      ...mistakes.map((mistake) => this.#partsOf(mistake)),
    ].sort((one, other) => one.offset - other.offset);
    const [first, ...rest] = all.map(({ parts }) => parts);
    if (first !== undefined) throw new ConfigurationError([first, ...rest]);
  }

  /** `sekisho.yaml:12:5`. */
  sourceOf(path: Path): string {
    return this.#at(this.#offsetOf(path, 'value'));
  }

  #yamlErrors(): readonly YAMLError[] {
    return [...this.#document.errors, ...this.#document.warnings];
  }

  #partsOfYaml(error: YAMLError): { readonly offset: number; readonly parts: ErrorParts } {
    const [offset] = error.pos;
    const twice = error.code === 'DUPLICATE_KEY';
    const parts = {
      code: 'CONFIGURATION_INVALID',
      what: twice ? 'a key is written twice' : 'the file is not valid YAML',
      got: error.message,
      expected: twice ? 'each key once' : 'YAML 1.2',
      fix: twice ? 'delete one of the two, or join what they say' : 'correct the line; mind indentation and quotes',
      file: this.#at(offset),
      ja: {
        what: twice ? '同じキーが二度書かれている' : 'YAML として正しくない',
        expected: twice ? '各キーは一度だけ' : 'YAML 1.2',
        fix: twice ? '一方を削除するか、内容をまとめる' : 'その行を直す（字下げと引用符に注意）',
      },
    };
    return { offset, parts };
  }

  #partsOf(mistake: Mistake): { readonly offset: number; readonly parts: ErrorParts } {
    const { path, at, what, got, expected, fix, ja } = mistake;
    const offset = this.#offsetOf(path, at);
    const place = path.length === 0 ? {} : { place: pathText(path) };
    return {
      offset,
      parts: { code: 'CONFIGURATION_INVALID', what, got, expected, fix, ja, file: this.#at(offset), ...place },
    };
  }

  #at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    // An empty file has no lines to count.
    return `${this.#file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  }

  /** Where the path stands; what is missing stands where its parent does. */
  #offsetOf(path: Path, at: 'key' | 'value'): number {
    if (path.length === 0) return this.#document.contents?.range[0] ?? 0;
    const own = at === 'key' ? this.#keyOffset(path) : this.#valueOffset(path);
    return own ?? this.#offsetOf(path.slice(0, -1), 'value');
  }

  #valueOffset(path: Path): number | null {
    const node = this.#document.getIn(path, true);
    return isNode(node) ? (node.range?.[0] ?? null) : null;
  }

  #keyOffset(path: Path): number | null {
    const node = path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    const parent = isAlias(node) ? node.resolve(this.#document) : node;
    if (!isMap(parent)) return null;
    const key = parent.items.map((pair) => pair.key).find((one) => isScalar(one) && String(one.value) === path.at(-1));
    return isScalar(key) ? (key.range?.[0] ?? null) : null;
  }
}

function unreadable(file: string, cause: unknown): SekishoError {
  return new SekishoError({
    code: 'CONFIGURATION_INVALID',
    what: 'the configuration can not be read as YAML',
    got: reasonOf(cause),
    expected: `plain YAML 1.2 with at most ${maxAliases} aliases`,
    fix: 'write it out without anchors',
    ja: {
      what: '設定を YAML として読めない',
      expected: `エイリアス ${maxAliases} 個以下の YAML 1.2`,
      fix: 'アンカーを使わずに書く',
    },
    file,
    cause,
  });
}
