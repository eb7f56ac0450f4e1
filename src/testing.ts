/** For the tests of other projects: `import { toPassPolicies } from 'sekisho/testing'`. */

export {
  type MatcherResult,
  type PolicyMatcherOptions,
  type PolicyMatchers,
  toPassPolicies,
} from './testing/to-pass-policies.ts';
