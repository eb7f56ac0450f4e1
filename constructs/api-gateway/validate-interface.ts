import type { Construct } from 'constructs';

import { refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import type { ApiBackend, ApiCaller, ApiOperation } from './open-api.ts';

interface Interface {
  readonly backend: ApiBackend;
  readonly callers: readonly ApiCaller[];
  readonly operations: readonly ApiOperation[];
}

/** Refuses an interface with a path that asks nobody, an unknown caller, a key from elsewhere than https, or a backend in the clear. */
export function requireInterface(scope: Construct, { backend, callers, operations }: Interface): void {
  requireMatch(scope, backend.address, /^https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
    what: '`backend.address` is not a name behind TLS',
    expected: '`https://` and a full name such as https://planning.example.jp, without path',
    fix: 'name the entry of the system: the gateway comes through its Cloud Armor and Identity-Aware Proxy as everybody else',
  });
  requireMatch(scope, backend.audience, /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/, {
    what: '`backend.audience` is not an OAuth client',
    expected: '<number>-<letters>.apps.googleusercontent.com',
    fix: 'name the client that Identity-Aware Proxy accepts for programs',
  });
  requireSome(scope, operations, {
    what: 'the interface has no operation',
    expected: 'at least one',
    fix: 'name what can be called; nothing else gets through',
  });
  requireDistinct(
    scope,
    callers.map(({ name }) => name),
    '`callers` has a name twice',
  );
  for (const caller of callers) requireCaller(scope, caller);
  requireOperations(
    scope,
    operations,
    callers.map(({ name }) => name),
  );
}

function requireCaller(scope: Construct, { name, issuer, jwksUri, audiences }: ApiCaller): void {
  requireMatch(scope, name, /^[a-z][a-z0-9_]{0,62}$/, {
    what: 'the name of a caller is not usable',
    expected: 'lower-case letters, digits and underscores',
    fix: 'choose another name',
  });
  requireMatch(
    scope,
    issuer,
    /^(https:\/\/(?!accounts\.google\.com)[^\s/]+(\/\S*)?|[a-z][a-z0-9-]+@[a-z0-9-]+\.iam\.gserviceaccount\.com)$/,
    {
      what: `\`issuer\` of caller ${name} is not one of ours`,
      expected: '`https://` and our identity provider, or the address of one service account',
      fix: 'Google itself signs a token for any audience to anybody who has an account: name the account, which signs its own',
    },
  );
  requireMatch(scope, jwksUri, /^https:\/\/[^\s/]+(\/\S*)?$/, {
    what: `\`jwksUri\` of caller ${name} is not behind TLS`,
    expected: 'an address that starts with https://',
    fix: 'whoever answers in its place could sign tokens',
  });
  requireSome(scope, audiences, {
    what: `caller ${name} has no audience`,
    expected: 'at least one audience',
    fix: 'name it: a token that the same issuer signed for somebody else would be taken',
  });
}

function requireOperations(scope: Construct, operations: readonly ApiOperation[], known: readonly string[]): void {
  requireDistinct(
    scope,
    operations.map(({ method, path }) => `${method} ${path}`),
    '`operations` has a method of a path twice',
  );
  requireDistinct(
    scope,
    operations.map(({ operationId }) => operationId),
    '`operations` has an operationId twice',
  );
  for (const { path, method, callers } of operations) {
    requireMatch(scope, path, /^(\/([a-z0-9-]+|\{[a-z]\w*\}))+$/, {
      what: '`path` of an operation is not usable',
      expected: 'segments of lower-case letters, digits and hyphens, or {names}',
      fix: 'wildcards let through what nobody listed',
    });
    requireSome(scope, callers, {
      what: `${method} ${path} asks nobody who they are`,
      expected: 'at least one caller',
      fix: 'name who may: the address that Google gives the gateway can be reached from anywhere',
    });
    const stranger = callers.find((name) => !known.includes(name));
    if (stranger !== undefined) {
      refuse(scope, {
        what: `${method} ${path} names an unknown caller`,
        got: stranger,
        expected: `one of ${known.join(', ')}`,
        fix: 'declare it in `callers`',
      });
    }
  }
}
