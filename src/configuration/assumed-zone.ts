import { SekishoError } from '../errors.ts';
import { allowedResourceTypes } from './allowed-resource-types.ts';
import { type Configuration, type DataClass, dataClasses, type Zone } from './configuration.ts';
import { nearestWord } from './nearest-word.ts';

/** The regions of Google Cloud and AWS in Japan. */
const placesInJapan = ['ap-northeast-1', 'ap-northeast-3', 'asia-northeast1', 'asia-northeast2'];

/**
 * The zone for `--assume-zone NAME`, selecting every stack. NAME is a zone of the configuration, or a data class for a zone with built-in
 * defaults: places in Japan, the closed list of types, no handlers and no room. Throws ZONE_UNKNOWN.
 */
export function assumedZone(name: string, configuration: Configuration): Zone {
  const everyStack = { projects: [], accounts: [], folders: [], stacks: ['**'] };
  const declared = configuration.zones.find((zone) => zone.name === name);
  if (declared !== undefined) return { ...declared, select: everyStack };
  if (!isDataClass(name)) throw unknownZone(name, configuration);
  return {
    name,
    dataClass: name,
    select: everyStack,
    allowedPlaces: placesInJapan,
    allowedResourceTypes: allowedResourceTypes[name],
    handlers: [],
    roomNetworks: [],
  };
}

function isDataClass(name: string): name is DataClass {
  const known: readonly string[] = dataClasses;
  return known.includes(name);
}

function unknownZone(name: string, configuration: Configuration): SekishoError {
  const zones = configuration.zones.map((zone) => zone.name).sort();
  const nearest = nearestWord(name, [...zones, ...dataClasses]);
  const declared =
    zones.length === 0 ? '' : `a zone of ${configuration.path ?? 'the configuration'} (${zones.join(', ')}) or `;
  return new SekishoError({
    code: 'ZONE_UNKNOWN',
    what: `there is no zone \`${name}\``,
    got: `--assume-zone ${name}`,
    expected: `${declared}a data class: ${dataClasses.join(', ')}`,
    fix: nearest === null ? 'name one of them' : `did you mean \`${nearest}\`?`,
    ja: {
      what: `\`${name}\` という区域はない`,
      expected: `${zones.length === 0 ? '' : `${configuration.path ?? '設定'} の区域（${zones.join(', ')}）又は`}データ区分: ${dataClasses.join(', ')}`,
      fix: nearest === null ? 'そのいずれかを書く' : `\`${nearest}\` の誤りではないか`,
    },
  });
}
