import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard, ReadingCollector } from '../guard.ts';
import { readPath } from '../read-path.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { text } from './texts.ts';

/** True for one of the places where data of the zone may lie, and for what lies in it. */
export function isPlace(world: ZoneWorld, location: string): boolean {
  const place = location.toLowerCase();
  return world.zone.allowedPlaces.some((allowed) => place === allowed || place.startsWith(`${allowed}-`));
}

const hardware = ['HSM', 'EXTERNAL', 'EXTERNAL_VPC'];

/** Class K and R: keys live in hardware, in rings that lie where the zone's data may lie. */
export const keysInHardware: Guard = {
  proof: 'K',
  text: text('every key is HSM in a ring at a place of the zone', '全ての鍵が HSM で、区域の場所の鍵リングにある'),
  read: (world, into) => {
    const keys = world.inside('google_kms_crypto_key');
    for (const key of keys) judgeKey(world, key, into);
    if (keys.length === 0) into.standsBy(`zones.${world.zone.name}`, text('the zone has no key', '区域に鍵がない'));
  },
};

function judgeKey(world: ZoneWorld, key: Resource, into: ReadingCollector): void {
  const level = readPath(key, 'version_template.protection_level')[0]?.value ?? 'SOFTWARE';
  const ring = world.targets(key, 'key_ring').find(({ type }) => type === 'google_kms_key_ring');
  const place = ring === undefined ? new Unknown('missing') : (scalarOf(ring.values, 'location') ?? '');
  if (level instanceof Unknown || place instanceof Unknown) {
    const decides = text('its protection level and the place of its ring', '保護レベルと鍵リングの場所');
    into.unknown(key, 'version_template.0.protection_level', decides);
  } else if (!hardware.includes(level)) {
    into.missing(text(`${key.address} is ${level}`, `${key.address} は ${level} である`), key);
  } else if (isPlace(world, place)) into.stands(key, text(`${level}, ${place}`, `${level}、${place}`));
  else into.missing(text(`${key.address} lies in ${place}`, `${key.address} は ${place} にある`), key);
}

/** Class R: backups stay at a place of the zone and under a key of the zone. */
export const backupsInZone: Guard = {
  proof: 'R',
  text: text(
    'every backup plan lies in the zone’s places under the zone’s key',
    '全バックアップ計画が区域の場所・区域の鍵による',
  ),
  read: (world, into) => {
    const plans = world.inside('google_gke_backup_backup_plan');
    for (const plan of plans) {
      const place = scalarOf(plan.values, 'location');
      const key = world.targets(plan, 'backup_config').find(({ type }) => type === 'google_kms_crypto_key');
      if (place instanceof Unknown) into.unknown(plan, 'location', text('where it lies', '場所'));
      else if (place === null || !isPlace(world, place)) {
        into.missing(
          text(`${plan.address} lies in ${place ?? 'no place'}`, `${plan.address} は ${place ?? '不明な場所'} にある`),
          plan,
        );
      } else if (key === undefined || !world.isInside(key)) {
        into.missing(text(`${plan.address} has no key of the zone`, `${plan.address} に区域の鍵がない`), plan);
      } else into.stands(plan, text(`${place}, ${key.address}`, `${place}、${key.address}`));
    }
    if (plans.length === 0) into.standsBy(`zones.${world.zone.name}`, text('no backup plan', 'バックアップ計画がない'));
  },
};

/** Class K: every sink of the zone, and every aggregated one, ends in a log bucket of the zone or of an evidence zone. */
export const sinksInside: Guard = {
  proof: 'K',
  // What Google logs is of Google's projects: a zone without one has no part in it.
  onlyFor: 'google',
  text: text(
    'every log sink ends in a log bucket of the zone or of evidence',
    '全ログシンクが区域又は証跡のログバケットに終わる',
  ),
  read: (world, into) => {
    const sinks = [
      ...world.inside('google_logging_*_sink'),
      ...world.everywhere('google_logging_folder_sink', 'google_logging_organization_sink'),
    ];
    for (const sink of new Set(sinks)) {
      const destination = scalarOf(sink.values, 'destination');
      if (destination instanceof Unknown) {
        const targets = world.targets(sink, 'destination');
        if (targets.length > 0 && targets.every((target) => isKept(world, target))) {
          into.stands(
            sink,
            text(targets.map(({ address }) => address).join(', '), targets.map(({ address }) => address).join(', ')),
          );
        } else into.unknown(sink, 'destination', text('where the log goes', 'ログの行き先'));
      } else if (destination !== null && isLogBucket(world, destination))
        into.stands(sink, text(destination, destination));
      else {
        const why = text(
          `${sink.address} sends the log to ${destination ?? '?'}`,
          `${sink.address} がログを ${destination ?? '?'} へ送る`,
        );
        into.opens({
          resource: sink,
          why,
          to: `outside:${destination ?? '?'}`,
          barrier:
            sink.type === 'google_logging_project_sink'
              ? { kind: 'perimeter', service: 'logging.googleapis.com' }
              : { kind: 'none' },
        });
      }
    }
    if (sinks.length === 0) into.standsBy(`zones.${world.zone.name}`, text('no sink', 'シンクがない'));
  },
};

/** True for what lies in the zone, or in a zone of evidence. */
export function isKept(world: ZoneWorld, target: Resource): boolean {
  return world.isInside(target) || world.input.zoneOf(target)?.dataClass === 'evidence';
}

function isLogBucket(world: ZoneWorld, destination: string): boolean {
  const named = /^logging\.googleapis\.com\/projects\/([^/]+)\/locations\/([^/]+)\/buckets\//u.exec(destination);
  const [, project, place = ''] = named ?? [];
  if (project === undefined || !isPlace(world, place)) return false;
  const evidence = world.input.configuration.zones.filter(({ dataClass }) => dataClass === 'evidence');
  return world.projects.names.has(project) || evidence.some((zone) => zone.select.projects.includes(project));
}

/** Class K: Google's staff asks before it looks. */
export const accessApproval: Guard = {
  proof: 'K',
  onlyFor: 'google',
  text: text(
    'Access Approval is on for all services of every project',
    '全プロジェクトの全サービスで Access Approval が有効',
  ),
  read: (world, into) => {
    const settings = world.everywhere(
      'google_project_access_approval_settings',
      'google_folder_access_approval_settings',
      'google_organization_access_approval_settings',
    );
    const whole = settings.filter((one) => {
      const mine =
        one.type !== 'google_project_access_approval_settings' ||
        world.isInside(one) ||
        world.targets(one, 'project_id').some((project) => world.projects.has(project));
      const products = readPath(one, 'enrolled_services.cloud_product');
      return mine && products.some(({ value }) => value === 'all');
    });
    for (const one of whole) into.stands(one, text('all services', '全サービス'));
    if (whole.length === 0) into.missing(accessApproval.text, settings[0] ?? null);
  },
};
