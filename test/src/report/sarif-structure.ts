/** What the tests read of a SARIF log. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly SarifRun[];
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly SarifRule[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly exitCode: number;
    readonly toolExecutionNotifications: readonly {
      readonly level: string;
      readonly message: { readonly text: string };
    }[];
  }[];
  readonly results: readonly SarifResult[];
}

interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[]; readonly 'security-severity': string };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly kind?: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
  readonly baselineState?: string;
}

/** Properties that the schema of SARIF 2.1.0 (OASIS) has for these objects; all of them forbid others. */
const allowed = {
  log: ['$schema', 'version', 'runs', 'inlineExternalProperties', 'properties'],
  run: 'tool invocations conversion language versionControlProvenance originalUriBaseIds artifacts logicalLocations graphs results automationDetails runAggregates baselineGuid redactionTokens defaultEncoding defaultSourceLanguage newlineSequences columnKind externalPropertyFileReferences threadFlowLocations taxonomies addresses translations policies webRequests webResponses specialLocations properties'.split(
    ' ',
  ),
  driver:
    'guid name organization product productSuite shortDescription fullDescription fullName version semanticVersion dottedQuadFileVersion releaseDateUtc downloadUri informationUri globalMessageStrings notifications rules taxa locations language contents isComprehensive localizedDataSemanticVersion minimumRequiredLocalizedDataSemanticVersion associatedComponent translationMetadata supportedTaxonomies properties'.split(
      ' ',
    ),
  rule: 'id deprecatedIds guid deprecatedGuids name deprecatedNames shortDescription fullDescription messageStrings defaultConfiguration helpUri help relationships properties'.split(
    ' ',
  ),
  result:
    'ruleId ruleIndex rule kind level message analysisTarget locations guid correlationGuid occurrenceCount partialFingerprints fingerprints stacks codeFlows graphs graphTraversals relatedLocations suppressions baselineState rank attachments hostedViewerUri workItemUris provenance fixes taxa webRequest webResponse properties'.split(
      ' ',
    ),
} as const;

const levels = ['none', 'note', 'warning', 'error'];

/** What in a log breaks the schema or what GitHub asks of a result; empty when nothing does. */
export function checkSarif(log: SarifLog): readonly string[] {
  const problems = [
    ...(log.version === '2.1.0' ? [] : [`version ${log.version}`]),
    ...strange('log', log, allowed.log),
    ...(log.runs.length === 1 ? [] : [`${log.runs.length} runs`]),
  ];
  return [...problems, ...log.runs.flatMap((run, at) => checkRun(run, `runs.${at}`))];
}

function checkRun(run: SarifRun, path: string): readonly string[] {
  const { rules } = run.tool.driver;
  const ids = rules.map(({ id }) => id);
  return [
    ...strange(path, run, allowed.run),
    ...strange(`${path}.tool.driver`, run.tool.driver, allowed.driver),
    ...(new Set(ids).size === ids.length ? [] : [`${path}: rules repeat`]),
    ...rules.flatMap((rule, at) => checkRule(rule, `${path}.rules.${at}`)),
    ...run.results.flatMap((result, at) => checkResult(result, rules, `${path}.results.${at}`)),
  ];
}

function checkRule(rule: SarifRule, path: string): readonly string[] {
  const texts = [rule.shortDescription.text, rule.help.text, rule.help.markdown];
  const { tags, 'security-severity': severity } = rule.properties;
  return [
    ...strange(path, rule, allowed.rule),
    ...(texts.every((text) => text !== '') ? [] : [`${path}: an empty text`]),
    ...(levels.includes(rule.defaultConfiguration.level) ? [] : [`${path}: level`]),
    ...(tags.length <= 20 && Number(severity) > 0 && Number(severity) <= 10 ? [] : [`${path}: properties`]),
  ];
}

function checkResult(result: SarifResult, rules: readonly SarifRule[], path: string): readonly string[] {
  const kindFits = (result.kind ?? 'fail') === 'fail' || result.level === 'none';
  return [
    ...strange(path, result, allowed.result),
    ...(rules[result.ruleIndex]?.id === result.ruleId ? [] : [`${path}: rule ${result.ruleIndex}`]),
    ...(levels.includes(result.level) && kindFits ? [] : [`${path}: level ${result.level}`]),
    ...(result.message.text === '' ? [`${path}: no message`] : []),
    ...(result.locations.length === 1 ? [] : [`${path}: ${result.locations.length} locations`]),
    ...(Object.values(result.partialFingerprints).every((print) => print !== '') ? [] : [`${path}: fingerprint`]),
    ...result.locations.flatMap(({ physicalLocation: { artifactLocation, region } }) => [
      ...(isRelative(artifactLocation.uri) ? [] : [`${path}: uri ${artifactLocation.uri}`]),
      ...(Number.isInteger(region.startLine) && region.startLine >= 1 ? [] : [`${path}: line ${region.startLine}`]),
    ]),
  ];
}

/** A relative reference of RFC 3986 that stays below its base. */
function isRelative(uri: string): boolean {
  const base = new URL('https://base.example/root/');
  if (uri === '' || !/^[\w.!~*'()%/-]+$/u.test(uri) || uri.startsWith('/')) return false;
  return new URL(uri, base).href.startsWith(base.href) && !uri.split('/').includes('..');
}

function strange(path: string, value: object, known: readonly string[]): readonly string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${path}: property ${key}`);
}
