import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The review checklist of CONTRIBUTING.md, as far as a tool can see it. Formatting and import order are Biome's job, dependencies between folders dependency-cruiser's. */
const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
  complexity: ['error', 12],
};

/** Syntax that this project does without; each message says what to write instead. */
const forbiddenSyntax = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: a default export has a different name at every import.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'Write an `as const` array and derive the union type from it: `(typeof levels)[number]`.',
  },
  { selector: 'TSParameterProperty', message: 'Declare the field and assign it: Node strips types and nothing else.' },
  { selector: 'TSModuleDeclaration', message: 'Use a module (a file), not a namespace.' },
];

/** A cast hides an unchecked assumption; `as const` and `satisfies` do not. */
const casts = {
  selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'Narrow with a type guard or parse with zod instead of casting; `as const` and `satisfies` are fine.',
};

/** A clock or a die of its own would make a report differ from run to run. */
const clocks = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the clock as an argument (`now`): the report must be the same for the same clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the clock as an argument (`now`): the report must be the same for the same clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'The core has no chance in it: derive the value from the input.',
  },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'cdktf.out/', 'node_modules/', '.tools/', 'test/fixtures/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...sizes,
      'no-restricted-syntax': ['error', ...forbiddenSyntax, casts],
      'prefer-const': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Keys of Terraform JSON are data from outside: `values['name']` says so, and tsconfig's noPropertyAccessFromIndexSignature asks for it.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Counts and line numbers in messages are plain; anything else must be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The rule recurses for ever on a recursive type that holds a class (`Value` with `Unknown`), and ends ESLint with it.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A parameter that an interface asks for and this implementation does not need starts with `_`.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, caughtErrors: 'all' },
      ],
    },
  },
  {
    // The core gives the same report for the same input, policy and clock, byte for byte: nothing in it reads the machine.
    files: ['src/{estate,proofs,policy,verdict,report}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Take what you need as an argument: only gate and cli know the process.' },
        { name: 'fetch', message: 'The core reaches no network.' },
      ],
      'no-restricted-syntax': ['error', ...forbiddenSyntax, casts, ...clocks],
    },
  },
  {
    // A command line and a script talk through the console.
    files: ['scripts/**/*.ts', 'bench/**/*.ts', 'src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // A construct's constructor and a stack are a list of declarations: cutting it in pieces to count lines makes it harder to read, and creating children is what `new` is for in cdktf.
    files: ['constructs/**/*.ts', 'stacks/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // `describe` holds a file's tests in one function, builders of fixtures may cast, and a table of cases is long by nature.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      'no-console': 'off',
    },
  },
  {
    // Tools read the default export of their configuration.
    files: ['*.config.ts', 'test/support/*-reporter.ts'],
    rules: { 'no-restricted-syntax': ['error', ...forbiddenSyntax.slice(1), casts] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.base],
    rules: { ...sizes, 'prefer-const': 'error', 'no-var': 'error' },
  },
);
