import { AnnotationMetadataEntryType, type App } from 'cdktf';

const errorLevel: string = AnnotationMetadataEntryType.ERROR;

/**
 * Error Annotations anywhere in the app, `[construct path] message`. cdktf looks for them below stacks only, and its CLI has the app write its files in
 * spite of them.
 */
export function errorAnnotations(app: App): readonly string[] {
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter((entry) => entry.type === errorLevel)
        .map((entry) => `[${construct.node.path}] ${String(entry.data)}`),
    );
}

/** The errors of validations, when that is what cdktf threw; without its advice to skip them, which does not help here. */
export function failedValidations(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const list = /^(?:App-level v|V)alidation failed with the following errors:\n([\s\S]*)$/.exec(error.message)?.[1];
  if (list === undefined) return [];
  const own = list.split(/\n(?:Validations allow for |To skip validations|If you wish to ignore )/)[0] ?? list;
  return own
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
