import type { LocalText } from '../policy/catalog.ts';
import { egressWords } from './egress-words.ts';
import { bullet, filled, heading, joined, pageFor } from './page.ts';
import type { Language, LookOptions } from './renderer.ts';

/** What the table of exits says of one exit. */
export interface ExitEntry {
  readonly id: string;
  readonly title: LocalText;
  readonly proof: 'A' | 'K' | 'R' | 'E' | 'L' | 'P' | 'X';
  readonly guards: readonly { readonly proof: ExitEntry['proof']; readonly text: LocalText }[];
  readonly after: readonly { readonly probe: LocalText; readonly due: LocalText }[];
  readonly attestedBy: readonly string[];
  readonly story: LocalText;
  readonly residual: LocalText;
}

/** An exit for a person: why it is one, how it is closed, what is due after apply, what remains. */
export function renderExitEntry(exit: ExitEntry, options: LookOptions): string {
  const page = pageFor(options);
  const { language } = options;
  const { explain, proofs } = egressWords[language];
  const guards = exit.guards.flatMap(({ proof, text }) => bullet(page, `[${proof}] ${text[language]}`));
  const people = exit.attestedBy.map((requirement) => `[X] ${proofs.X}: ${requirement}`);
  return joined([
    page.colors.bold(`${exit.id}  ${exit.title[language]}`),
    ...filled(page, `${explain.proof} ${exit.proof}: ${proofs[exit.proof]}`, '', page.colors.dim),
    ...heading(page, explain.story),
    ...filled(page, exit.story[language]),
    ...heading(page, explain.guards),
    ...guards,
    ...people.flatMap((one) => bullet(page, one)),
    ...(exit.after.length === 0 ? [] : heading(page, explain.after)),
    ...exit.after.flatMap(({ probe, due }) => bullet(page, `${probe[language]} (${due[language]})`)),
    ...heading(page, explain.residual),
    ...filled(page, exit.residual[language]),
  ]);
}

/** An exit for programs. */
export function exitEntryDocument(exit: ExitEntry, language: Language): object {
  return {
    id: exit.id,
    title: exit.title[language],
    proof: exit.proof,
    guards: exit.guards.map(({ proof, text }) => ({ proof, text: text[language] })),
    after: exit.after.map(({ probe, due }) => ({ probe: probe[language], due: due[language] })),
    attestedBy: exit.attestedBy,
    story: exit.story[language],
    residual: exit.residual[language],
  };
}
