import type { Construct } from 'constructs';

import { isKnown, requireDistinct, requireMatch } from '../declaration/index.ts';
import type { PerimeterWriter } from './perimeter-boundary.ts';

/** Refuses a writer that is no single account of a single project, or that could read. */
export function requireWriters(scope: Construct, writers: readonly PerimeterWriter[]): void {
  requireDistinct(
    scope,
    writers.map(({ title }) => title),
    '`writers` has a title twice',
  );
  for (const { title, identity, sourceProjectNumber, service, methods } of writers) {
    requireMatch(scope, identity, /^serviceAccount:[^\s@*]+@[^\s@*]+\.iam\.gserviceaccount\.com$/, {
      what: `writer ${title} is not one service account`,
      expected: '`serviceAccount:` and its address',
      fix: 'name the account; people enter from the room',
    });
    if (isKnown(sourceProjectNumber)) {
      requireMatch(scope, sourceProjectNumber, /^\d+$/, {
        what: `writer ${title} comes from no project`,
        expected: 'the number of its project, digits only',
        fix: 'name the project: its account alone could be used from anywhere',
      });
    }
    if (service === 'storage.googleapis.com') {
      requireMatch(scope, (methods ?? ['*']).join(','), /^google\.storage\.objects\.create$/, {
        what: `writer ${title} can do more than create objects`,
        expected: 'the only method google.storage.objects.create',
        fix: 'a writer that reads is a way out',
      });
    }
  }
}
