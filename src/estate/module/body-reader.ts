import { isTemplate } from '../expression/parse-expression.ts';
import { isList, textOf, uniqueReferences } from '../expression/value-tools.ts';
import { isValueObject, type Reference, Unknown, type Value, type ValueObject } from '../value.ts';
import type { BlockScope } from './block-scope.ts';
import { evaluateContent } from './content.ts';
import { dynamicSpecifications, expandDynamic } from './dynamic-blocks.ts';
import { isJsonObject, type JsonObject } from './json-blocks.ts';
import { isSecretName, withoutSecret } from './secrets.ts';

/** What Terraform reads of a block itself and gives no provider. */
export const metaArguments: ReadonlySet<string> = new Set([
  '//',
  'count',
  'for_each',
  'provider',
  'lifecycle',
  'depends_on',
  'provisioner',
  'connection',
]);

/** Attributes that are maps by convention: an empty one says nothing, while any other `{}` is a block that is there. */
const mapNames = /(^|_)(labels|tags|tags_all|annotations|metadata|environment|parameters|options|default_attributes)$/;

/** A member of a list of blocks, and the scope that it is written in. */
interface Member {
  readonly content: unknown;
  readonly scope: BlockScope;
}

/** Reads the attributes and blocks of one body, and notes every reference by the dotted path of the attribute that holds it. */
export class BodyReader {
  private found: Map<string, readonly Reference[]> | null = null;
  private readonly type: string;

  /** `type`: the Terraform type of the resource, which decides what is a secret. */
  constructor(type: string) {
    this.type = type;
  }

  /** The references that were read so far. */
  get references(): ReadonlyMap<string, readonly Reference[]> {
    return this.found ?? noReferences;
  }

  /** All attributes but the meta-arguments; nulls and empty collections are left out. */
  body(body: JsonObject, scope: BlockScope): ValueObject {
    return this.members(body, '', scope, metaArguments);
  }

  /** One attribute or block of the body, with what `dynamic` adds to it; undefined when it is not set. */
  attribute(body: JsonObject, name: string, scope: BlockScope): Value | undefined {
    const specifications = dynamicSpecifications(body['dynamic']).get(name) ?? [];
    const value =
      specifications.length === 0
        ? this.value(body[name], { path: name, name, inList: false }, scope)
        : this.withDynamic(name, name, [body[name], specifications], scope);
    return value === undefined || !isSecretName(this.type, name) ? value : withoutSecret(value, this.type, name);
  }

  private members(content: JsonObject, prefix: string, scope: BlockScope, left: ReadonlySet<string>): ValueObject {
    const dynamic = dynamicSpecifications(content['dynamic']);
    const members: Record<string, Value> = {};
    for (const key in content) {
      if (left.has(key) || key === '//' || (key === 'dynamic' && dynamic.size > 0) || dynamic.has(key)) continue;
      const name = this.key(key, scope);
      const value = this.value(content[key], { path: prefix + name, name, inList: false }, scope);
      if (value === undefined) continue;
      setMember(members, name, isSecretName(this.type, name) ? withoutSecret(value, this.type, name) : value);
    }
    for (const [name, specifications] of dynamic) {
      const value = this.withDynamic(name, prefix + name, [content[name], specifications], scope);
      if (value !== undefined) setMember(members, name, value);
    }
    return members;
  }

  /** Names of map entries may be templates; one that is not known keeps its text, so that the entry is not lost. */
  private key(key: string, scope: BlockScope): string {
    return isTemplate(key) ? (textOf(evaluateContent(key, [], scope).value) ?? key) : key;
  }

  private value(content: unknown, at: Place, scope: BlockScope): Value | undefined {
    if (typeof content === 'string') return isTemplate(content) ? this.template(content, at.path, scope) : content;
    if (typeof content === 'number' || typeof content === 'boolean') return content;
    if (Array.isArray(content)) {
      return this.list(
        content.map((member: unknown) => ({ content: member, scope })),
        at.path,
      );
    }
    if (!isJsonObject(content)) return undefined;
    const inner = this.members(content, at.inList ? `${at.path}.` : `${at.path}.0.`, scope, nothing);
    const isEmptyMap = Object.keys(inner).length === 0 && !at.inList && mapNames.test(at.name);
    return isEmptyMap ? undefined : inner;
  }

  private template(text: string, path: string, scope: BlockScope): Value | undefined {
    const { value, references } = evaluateContent(text, [], scope);
    this.note(path, references);
    return withoutEmpty(value);
  }

  private list(members: readonly Member[], path: string): Value | undefined {
    if (members.length === 0) return undefined;
    return members.map(({ content, scope }, index) => {
      const place = { path: `${path}.${index}`, name: '', inList: true };
      return this.value(content, place, scope) ?? (Array.isArray(content) ? [] : null);
    });
  }

  private withDynamic(
    name: string,
    path: string,
    [written, specifications]: readonly [unknown, readonly JsonObject[]],
    scope: BlockScope,
  ): Value | undefined {
    const statics: readonly unknown[] = written === undefined || written === null ? [] : [written].flat();
    const members: Member[] = statics.map((content) => ({ content, scope }));
    for (const specification of specifications) {
      const { blocks, references } = expandDynamic(name, specification, scope);
      this.note(path, references);
      if (blocks instanceof Unknown) return blocks;
      members.push(...blocks);
    }
    return this.list(members, path);
  }

  private note(path: string, references: readonly Reference[]): void {
    if (references.length === 0) return;
    this.found ??= new Map();
    const earlier = this.found.get(path);
    this.found.set(path, uniqueReferences(earlier === undefined ? references : [...earlier, ...references]));
  }
}

const noReferences: ReadonlyMap<string, readonly Reference[]> = new Map();

interface Place {
  readonly path: string;
  readonly name: string;
  /** The value is a member of a list, whose index the path has already. */
  readonly inList: boolean;
}

/** An own member of any name: assigning to `__proto__` would change the object's nature instead. */
function setMember(members: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') Object.defineProperty(members, name, { value, enumerable: true });
  else members[name] = value;
}

const nothing: ReadonlySet<string> = new Set();

/** What an expression gives is never a block, so nothing is lost with what is empty. */
function withoutEmpty(value: Value): Value | undefined {
  if (value === null) return undefined;
  if (isList(value)) return value.length === 0 ? undefined : value.map((member) => withoutEmpty(member) ?? member);
  if (!isValueObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, member]): [string, Value][] => {
    const kept = withoutEmpty(member);
    return kept === undefined ? [] : [[key, kept]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
