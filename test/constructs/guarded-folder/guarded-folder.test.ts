import { describe, expect, it } from 'vitest';
import { GuardedFolder, type GuardedFolderProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<GuardedFolderProps> = {}) {
  return synthesize((stack) => {
    new GuardedFolder(stack, 'Records', {
      displayName: 'remote-sensing-test',
      folder: '410000000013',
      parent: 'folders/410000000003',
      ...changes,
    });
  });
}

describe('a folder with guards', () => {
  it('can not be deleted, and fails until the recorded number is the one that Google assigned', () => {
    const { '//': _, ...attributes } = declare().only('google_folder');
    expect(attributes).toEqual({
      display_name: 'remote-sensing-test',
      parent: 'folders/410000000003',
      deletion_protection: true,
      lifecycle: {
        prevent_destroy: true,
        postcondition: [
          {
            condition: '${self.folder_id == "410000000013"}',
            error_message:
              'the number of remote-sensing-test is not 410000000013: record the number that Google assigned',
          },
        ],
      },
    });
  });

  it.each([
    ['a number that is none', { folder: 'folders/1' }, '`folder` is not the number of a folder'],
    ['a parent that is a project', { parent: 'projects/1' }, '`parent` is neither an organisation nor a folder'],
    ['a name that Google refuses', { displayName: 'a' }, '`displayName` is not usable'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
