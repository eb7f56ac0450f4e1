import { controlsRenderers } from '../../report/controls-table.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { loadFullCatalog } from '../full-catalog.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { runCommand } from '../run-command.ts';

/** `sekisho controls`: lists the catalogue. */
export async function controlsCommand(options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const { controls } = await loadFullCatalog();
    const look = lookOf(options, options.output === null ? process.stdout : null);
    return { text: controlsRenderers[options.format === 'json' ? 'json' : 'text'](controls, look), exitCode: 0 };
  });
}
