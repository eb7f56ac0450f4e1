import { describe, expect, it } from 'vitest';
import {
  ResourceTags,
  type ResourceTagsProps,
  TagDictionary,
  type TagDictionaryProps,
} from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declareWords(changes: Partial<TagDictionaryProps> = {}) {
  return synthesize((stack) => {
    new TagDictionary(stack, 'DataClass', {
      organization: '123456789012',
      key: 'data-class',
      description: 'What the law says of the data',
      values: { 'remote-sensing': '281480000000001' },
      ...changes,
    });
  });
}

function bind(changes: Partial<ResourceTagsProps> = {}) {
  return synthesize((stack) => {
    new ResourceTags(stack, 'Tags', {
      resource: 'folders/410000000013',
      dataClass: '281480000000001',
      zone: '281480000000013',
      ...changes,
    });
  });
}

describe('the words of tags', () => {
  it('are values of a key of the organisation, with numbers that are compared with what Google assigned', () => {
    const { parent, short_name } = declareWords().only('google_tags_tag_key');
    expect({ parent, short_name }).toEqual({ parent: 'organizations/123456789012', short_name: 'data-class' });
    const { short_name: value, lifecycle } = declareWords().only('google_tags_tag_value');
    expect({ value, lifecycle }).toEqual({
      value: 'remote-sensing',
      lifecycle: {
        prevent_destroy: true,
        postcondition: [
          {
            condition: '${self.name == "281480000000001"}',
            error_message:
              'the number of tag value remote-sensing is not 281480000000001: record the number that Google assigned',
          },
        ],
      },
    });
  });

  it.each([
    ['no value', { values: {} }, 'the key has no value'],
    ['a number twice', { values: { one: '1', two: '1' } }, '`values` has a number twice'],
    ['a name with capitals', { key: 'DataClass' }, 'a short name is not usable'],
    ['a value without number', { values: { business: 'tagValues/1' } }, 'holds something else than a number'],
    ['an organisation by name', { organization: 'example' }, '`organization` is not the number'],
  ])('refuse %s', (_, changes, message) => {
    expect(() => declareWords(changes)).toThrow(message);
  });
});

describe('tags', () => {
  it('say class and zone of a folder', () => {
    const bindings = Object.values(bind().all('google_tags_tag_binding'));
    expect(bindings.map(({ parent, tag_value }) => [parent, tag_value])).toEqual([
      ['//cloudresourcemanager.googleapis.com/folders/410000000013', 'tagValues/281480000000001'],
      ['//cloudresourcemanager.googleapis.com/folders/410000000013', 'tagValues/281480000000013'],
    ]);
  });

  it.each([
    ['a project by id', { resource: 'projects/rs-isolated-prd' }, 'neither a folder nor a project by number'],
    ['a word', { zone: 'remote-sensing-prd' }, 'a tag value is not named by number'],
  ])('refuse %s', (_, changes, message) => {
    expect(() => bind(changes)).toThrow(message);
  });
});
