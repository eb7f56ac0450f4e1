import { describe, expect, it } from 'vitest';
import { environmentNames, environments } from '../../stacks/environments.ts';
import { refuseStrangers } from '../../stacks/refuse-strangers.ts';

const { dev } = environments;
const [station] = dev.control.stations;

describe('an environment', () => {
  it.each(environmentNames)('%s names nobody and no place that it must not', (name) => {
    expect(() => {
      refuseStrangers(environments[name]);
    }).not.toThrow();
  });

  it.each([
    [
      'records in another country',
      { ...dev, isolated: { ...dev.isolated, region: 'us-central1' } },
      'environments.dev: `isolated.region` is not in Japan: got "us-central1", expected asia-northeast1',
    ],
    [
      'a zone of another region',
      { ...dev, isolated: { ...dev.isolated, zones: ['asia-northeast2-a'] } },
      '`isolated.zones` names a zone of another region: got "asia-northeast2-a"',
    ],
    [
      'an edge in another country',
      { ...dev, edge: { ...dev.edge, region: 'us-east-1' } },
      '`edge.region` is not in Japan: got "us-east-1"',
    ],
    [
      'a receiver that the licence does not list',
      { ...dev, control: { ...dev.control, stations: [{ ...station, name: 'station-abroad' }] } },
      'a ground station is not a registered receiver: got "station-abroad", expected one of station-north',
    ],
    [
      'a handler of somebody else',
      { ...dev, isolated: { ...dev.isolated, handlers: ['user:handler@example.com'] } },
      'a handler has no address of ours: got "user:handler@example.com"',
    ],
    [
      'a handler with our domain as a part of his',
      { ...dev, isolated: { ...dev.isolated, handlers: ['user:handler@notexample.jp'] } },
      'a handler has no address of ours',
    ],
    [
      'data from another environment',
      { ...dev, isolated: { ...dev.isolated, groundStation: environments.prd.isolated.groundStation } },
      '`isolated.groundStation` is no account of satellite control',
    ],
    [
      'images from another environment',
      { ...dev, isolated: { ...dev.isolated, imagePusher: environments.prd.isolated.imagePusher } },
      '`isolated.imagePusher` is no account of delivery',
    ],
  ])('is refused with %s', (_, environment, message) => {
    expect(() => {
      refuseStrangers(environment as typeof dev);
    }).toThrow(message);
  });
});
