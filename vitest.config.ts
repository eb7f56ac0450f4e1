import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
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
