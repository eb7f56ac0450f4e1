import type { Control, LocalText } from '../policy/catalog.ts';

export type MessageArguments = Readonly<Record<string, string | number | boolean | null>>;

/** A message in both languages, or what is wrong with its template. */
export type Worded = { readonly message: LocalText } | { readonly problem: LocalText };

/**
 * Fills the control's template `key`. An argument that differs by language is given as `name_en` and `name_ja`. A missing template or argument is a
 * `problem`, never a text with a hole.
 */
export function wordMessage(control: Control, key: string, args: MessageArguments): Worded {
  const template = Object.hasOwn(control.messages, key) ? control.messages[key] : undefined;
  if (template === undefined) {
    const known = Object.keys(control.messages).sort().join(', ') || '-';
    return {
      problem: {
        en: `the control has no message \`${key}\` (it has: ${known}); arguments: ${JSON.stringify(args)}`,
        ja: `コントロールにメッセージ \`${key}\` がない(あるもの: ${known})。引数: ${JSON.stringify(args)}`,
      },
    };
  }
  const [inEnglish, inJapanese] = [inLanguage(args, 'en'), inLanguage(args, 'ja')];
  const lacking = [...missingArguments(template.en, inEnglish), ...missingArguments(template.ja, inJapanese)];
  const missing = [...new Set(lacking)].sort();
  if (missing.length > 0) {
    const names = missing.join(', ');
    return {
      problem: {
        en: `message \`${key}\` lacks its arguments ${names}; it got: ${JSON.stringify(args)}`,
        ja: `メッセージ \`${key}\` の引数 ${names} がない。渡されたもの: ${JSON.stringify(args)}`,
      },
    };
  }
  return { message: { en: fill(template.en, inEnglish, 'unset'), ja: fill(template.ja, inJapanese, '未設定') } };
}

/** The arguments, with those of one language under their plain names too. */
function inLanguage(args: MessageArguments, language: 'en' | 'ja'): MessageArguments {
  const suffix = `_${language}`;
  const own = Object.entries(args).filter(([name]) => name.endsWith(suffix));
  if (own.length === 0) return args;
  return { ...args, ...Object.fromEntries(own.map(([name, value]) => [name.slice(0, -suffix.length), value])) };
}

const placeholder = /\{([A-Za-z_][A-Za-z0-9_]*)\}/gu;

function missingArguments(template: string, args: MessageArguments): readonly string[] {
  const names = [...template.matchAll(placeholder)].map((match) => match[1] ?? '');
  return names.filter((name) => !Object.hasOwn(args, name) || args[name] === undefined);
}

function fill(template: string, args: MessageArguments, unset: string): string {
  return template.replace(placeholder, (_, name: string) => {
    const value = args[name];
    return value === null || value === undefined ? unset : String(value);
  });
}
