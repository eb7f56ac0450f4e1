/** How the project installs its packages, by its lock file. */
export type PackageManager = 'npm' | 'npm-without-lock' | 'yarn' | 'pnpm';

export interface WorkflowOptions {
  readonly packageManager: PackageManager;
  /** The project's folder within the repository; empty for its root. */
  readonly folder: string;
  readonly baseline: string;
}

const install: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['npm ci'],
  'npm-without-lock': ['npm install --no-audit --no-fund'],
  yarn: ['corepack enable', 'yarn install --immutable'],
  pnpm: ['corepack enable', 'pnpm install --frozen-lockfile'],
};

/** A workflow that judges every pull request with annotations on the lines: no secret, no write permission, actions pinned. */
export function workflowTemplate({ packageManager, folder, baseline }: WorkflowOptions): string {
  const where =
    folder === '' ? '' : `    defaults:\n      run:\n        working-directory: ${JSON.stringify(folder)}\n`;
  const steps = [...install[packageManager], `npx --no-install sekisho check --baseline ${baseline} --format github`];
  return `name: Sekisho

on:
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
${where}    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@249970729cb0ef3589644e2896645e5dc5ba9c38 # v6.5.0
        with:
          node-version: '22'
${steps.map((step) => `      - run: ${step}\n`).join('')}`;
}
