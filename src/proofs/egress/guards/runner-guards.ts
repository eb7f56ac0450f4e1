import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type Value } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { typeMatcher } from '../type-matcher.ts';
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
    if (said.size === 0) into.standsBy(`zones.${world.zone.name}`, text('nothing odd', '特異な設定がない'));
  },
};

const own = /^https:\/\/(?:[\w-]+\.)*(?:googleapis|pkg)\.(?:com|dev)(?:[:/]|$)/u;

/** An endpoint that is not Google's gets the runner's token with each call; a universe is a cloud of somebody else's. */
function isOdd(name: string, value: Value): boolean {
  if (value === null || value === '') return false;
  if (name.endsWith('_custom_endpoint'))
    return value instanceof Unknown || typeof value !== 'string' || !own.test(value);
  if (name === 'universe_domain') return value !== 'googleapis.com';
  return (name === 'credentials' || name === 'access_token') && typeof value === 'string';
}
