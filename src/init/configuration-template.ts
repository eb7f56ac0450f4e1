import type { Language } from '../report/renderer.ts';

/** What is known of a project before anybody wrote anything down. */
export interface KnownProject {
  readonly stacks: readonly string[];
  /** Google Cloud projects that its providers and resources name. */
  readonly projects: readonly string[];
}

/** `sekisho.yaml` for a project that has none: valid as it is, with an example of a zone to be completed by people who know where the data is. */
export function configurationTemplate({ stacks, projects }: KnownProject, language: Language): string {
  const words = texts[language];
  return `${comment(words.head)}version: 1

${comment(words.zones)}zones: []
#  - name: remote-sensing-prd
#    data_class: remote-sensing        # ${words.classes}
#    select:
#      projects: ${list(projects, 'my-project')}
#      stacks: ${list(stacks, 'my-stack')}
#    allowed_places: [asia-northeast1]
#    handlers: ["user:someone@example.jp"]
#    room_networks: [203.0.113.16/28]

${comment(words.severities)}blocking_severities: [critical, high, medium]

${comment(words.waivers)}waivers: []

${comment(words.attestations)}attestations: []
`;
}

interface Texts {
  readonly head: string;
  readonly zones: string;
  readonly classes: string;
  readonly severities: string;
  readonly waivers: string;
  readonly attestations: string;
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    head: 'What the checkpoint has to know and the infrastructure code can not say. `sekisho explain ID` tells what a control asks for.',
    zones:
      'Which data is where. Without a zone, controls that need to know are unknown: not proven is not passed.\nComplete the example and remove the line with `[]`.',
    classes: 'remote-sensing, ttc (command and telemetry) or business',
    severities: 'What stops a change. critical can not be left out.',
    waivers: 'Findings that are set aside: each with article, reason, author, approver, evidence and end.',
    attestations: 'What people vouch for, because no machine can see it (rooms, training, contracts).',
  },
  ja: {
    head: 'インフラのコードからは分からず、関門が知るべきこと。`sekisho explain ID` がコントロールの求める内容を説明する。',
    zones:
      'どのデータがどこにあるか。区域がなければ、それを要するコントロールは未知となる(未証明は合格ではない)。\n例を完成させ、`[]` の行を消す。',
    classes: 'remote-sensing、ttc(指令・テレメトリ)、business のいずれか',
    severities: '変更を止める重大度。critical は外せない。',
    waivers: '例外とする指摘。条文・理由・申請者・承認者・根拠・期限を付ける。',
    attestations: '機械では確認できず、人が保証する事項(部屋、教育、契約)。',
  },
};

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('');
}

function list(names: readonly string[], example: string): string {
  return JSON.stringify(names.length === 0 ? [example] : names);
}
