import { Folder } from '@cdktf/provider-google/lib/folder/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';

export interface GuardedFolderProps {
  readonly displayName: string;
  /** Number that guards and projects name it by, recorded after creation; a postcondition compares it with what Google assigned. */
  readonly folder: string;
  /** `organizations/NUMBER` or `folders/NUMBER`; a reference to a folder that is created with it. */
  readonly parent: string;
}

/**
 * A folder that carries guardrails: it can't be deleted by Terraform, and its number is known before Google gave it, so that every policy
 * names it by number and can be judged before anything exists.
 *
 * @example
 * new GuardedFolder(stack, 'Records', { displayName: 'records-prd', folder: '410000000013', parent: 'folders/410000000003' });
 */
export class GuardedFolder extends Construct {
  readonly folder: Folder;

  /** Throws `DeclarationError` for a name, number or parent that Google would refuse. */
  constructor(scope: Construct, id: string, { displayName, folder, parent }: GuardedFolderProps) {
    super(scope, id);
    requireMatch(this, displayName, /^[\p{L}\p{N}][\p{L}\p{N} _-]{1,28}[\p{L}\p{N}]$/u, {
      what: '`displayName` is not usable',
      expected: '3 to 30 letters, digits, spaces, hyphens or underscores',
      fix: 'shorten it, and leave other signs out',
    });
    requireMatch(this, folder, /^\d+$/, {
      what: '`folder` is not the number of a folder',
      expected: 'digits only',
      fix: 'record the number that Google assigned',
    });
    requireMatch(this, parent, /^(organizations|folders)\/\d+$/, {
      what: '`parent` is neither an organisation nor a folder',
      expected: '`organizations/NUMBER` or `folders/NUMBER`',
      fix: 'name where the folder lies: that place carries guards as well',
    });
    this.folder = new Folder(this, 'Resource', {
      displayName,
      parent,
      deletionProtection: true,
      lifecycle: {
        preventDestroy: true,
        postcondition: [
          {
            condition: `\${self.folder_id == "${folder}"}`,
            errorMessage: `the number of ${displayName} is not ${folder}: record the number that Google assigned`,
          },
        ],
      },
    });
  }
}
