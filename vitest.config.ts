import { defineConfig } from 'vitest/config';

/** Tests that only construct and synthesize: one import of all providers' classes serves them all, which saves most of their time. */
const declared = ['test/constructs/**/*.test.ts', 'test/stacks/**/*.test.ts'];

/** Tests that install the checkpoint, which changes cdktf's own classes for the rest of the process: whatever shared it would synthesize otherwise. */
const installing = ['test/stacks/bad-input.test.ts', 'test/stacks/prd-mutations.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'declared', include: declared, exclude: installing, isolate: false } },
      { extends: true, test: { name: 'installing', include: installing } },
      { extends: true, test: { name: 'checked', include: ['test/**/*.test.ts'], exclude: declared } },
    ],
    globalSetup: './test/support/bundled-commands.ts',
    // Real programs run in many tests (terraform, cdktf, opa, npm): a process each, and no more of them than the cores of a small CI machine.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globals: false,
    watch: false,
    // A test file without a test, or a run without a file, is a mistake, never a pass.
    passWithNoTests: false,
    reporters: ['default', './test/support/outcome-reporter.ts'],
  },
});
