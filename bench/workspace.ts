import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePlan } from './generator/generate-plan.ts';

/** A temporary folder in which everything happens, with the plans by their number of resources. */
export class Workspace {
  readonly directory: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  }

  /** The path of the plan, made when it is first asked for. Each has a folder of its own: a plan is joined with what lies beside it. */
  plan(resources: number): string {
    const folder = this.folder(`plan-${String(resources)}`);
    const path = join(folder, 'plan.json');
    if (!this.#plans.has(resources)) {
      writeFileSync(path, [...generatePlan(resources)].join(''));
      this.#plans.add(resources);
    }
    return path;
  }

  folder(name: string): string {
    const path = join(this.directory, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  readonly #plans = new Set<number>();
}
