import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type Value } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { typeMatcher } from '../type-matcher.ts';
import { stacksOfGuards } from './service-guards.ts';
import { text } from './texts.ts';

/** Data sources that ask a cloud, or compute; those that bring secrets to the runner are judged one by one. */
const plainSources = typeMatcher(['google_*', 'aws_*', 'archive_file', 'null_data_source', 'template_*', 'tls_*']);

/** Class A: the closed world of data sources: one whose provider nobody thought of calls whomever it likes, as early as in a plan. */
export const knownDataSources: Guard = {
  proof: 'A',
  text: text(
    'data sources in the stacks of the zone ask clouds only, or are on its list as `data.TYPE`',
    '区域のスタックのデータソースはクラウドだけに問い合わせるか、一覧に `data.TYPE` として載る',
  ),
  read: (world, into) => {
    const sources = world.input.estate.resources.filter((one) => one.mode === 'data' && world.isInside(one));
    const listed = typeMatcher(world.zone.allowedResourceTypes ?? []);
    const strange = sources.filter((one) => {
      const type = one.type.replace(/^data\./u, '');
      return !plainSources(type) && !listed(`data.${type}`) && !isStateInCloud(one, type);
    });
    for (const one of strange) {
      into.missing(text(`${one.address} calls somebody by itself`, `${one.address} が独自に呼び出す`), one);
    }
    if (strange.length === 0)
      into.standsBy(
        `zones.${world.zone.name}`,
        text(`${String(sources.length)} of them`, `${String(sources.length)} 件`),
      );
  },
};

/** The state of another stack where clouds keep it; over HTTP the address itself can carry something. */
function isStateInCloud({ values }: Resource, type: string): boolean {
  const backend = scalarOf(values, 'backend');
  return type === 'terraform_remote_state' && (backend === 'gcs' || backend === 's3');
}

/**
 * Class A: the closed world of what else a configuration may hold: blocks that bring something to the runner without being resources, states that lie with
 * others, and providers of others, each of which is a program that runs with the runner's identity. A list with a type of such a provider lets it run.
 */
export const nothingUnmodelled: Guard = {
  proof: 'A',
  text: text(
    'the stacks of the zone hold no ephemeral or check block, no state or provider of others',
    '区域のスタックに ephemeral・check ブロック、他者の state・プロバイダーがない',
  ),
  read: (world, into) => {
    const listed = world.zone.allowedResourceTypes ?? [];
    const names = new Set([...world.stacks(), ...stacksOfGuards(world)]);
    const stacks = world.input.estate.stacks.filter(({ name }) => names.has(name));
    const found = stacks.flatMap(({ name, unmodelled }) =>
      unmodelled
        .filter(({ provider }) => provider === null || isOfClouds(provider) || !isListed(listed, provider))
        .map((one) => `${name}: ${one.text}`),
    );
    for (const said of found) into.missing(text(said, said));
    if (found.length === 0)
      into.standsBy(
        `zones.${world.zone.name}`,
        text(`none in ${String(stacks.length)} stacks`, `${String(stacks.length)} スタックになし`),
      );
  },
};

function isListed(listed: readonly string[], provider: string): boolean {
  return listed.some((type) => type.replace(/^data\./u, '').startsWith(`${provider}_`));
}

/** Types of these are listed for the providers of the clouds themselves. */
function isOfClouds(provider: string): boolean {
  return ['google', 'google-beta', 'aws', 'awscc'].includes(provider);
}

/** Class L: the provider calls Google, with an identity that is not written down. */
export const providersPlain: Guard = {
  proof: 'L',
  text: text(
    'providers of the zone call Google’s own endpoints, with no credentials written in them',
    '区域のプロバイダーが Google 自身のエンドポイントを呼び、資格情報が書かれていない',
  ),
  read: (world, into) => {
    const found = new Map<Resource['provider']['values'], Resource>();
    for (const resource of world.inventory()) {
      if (resource.type.startsWith('google_')) found.set(resource.provider.values, resource);
    }
    const odd = [...found].flatMap(([values, resource]) =>
      Object.entries(values)
        .filter(([name, value]) => isOdd(name, value))
        .map(([name]) => ({ said: `${resource.stack}: provider ${resource.provider.key}: ${name}`, resource })),
    );
    const said = new Map(odd.map((one) => [one.said, one.resource] as const));
    for (const [words, resource] of said) into.missing(text(words, words), resource);
    const hidden = [...found].flatMap(([values, { stack, provider }]) =>
      identities
        .filter((name) => isHidden(values[name]))
        .map((name) => [stack, `provider.${provider.key}.${name}`] as const),
    );
    for (const [stack, attribute] of hidden)
      into.unknownAt(stack, attribute, text('whose identity it is', '誰の身元か'));
    if (said.size + hidden.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('nothing odd', '特異な設定がない'));
  },
};

const own = /^https:\/\/(?:[\w-]+\.)*(?:googleapis|pkg)\.(?:com|dev)(?:[:/]|$)/u;

/** An endpoint that is not Google's gets the runner's token with each call; a universe is a cloud of somebody else's. */
function isOdd(name: string, value: Value): boolean {
  if (value === null || value === '') return false;
  if (name.endsWith('_custom_endpoint'))
    return value instanceof Unknown || typeof value !== 'string' || !own.test(value);
  if (name === 'universe_domain') return value !== 'googleapis.com';
  // What somebody wrote down is masked before it gets here.
  const isWritten = typeof value === 'string' || (value instanceof Unknown && value.why === 'sensitive');
  return identities.includes(name) && isWritten;
}

/** Attributes by which a provider is somebody in particular. */
const identities: readonly string[] = ['credentials', 'access_token'];

function isHidden(value: Value | undefined): boolean {
  return value instanceof Unknown && value.why !== 'sensitive';
}
