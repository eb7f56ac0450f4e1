import ts from 'typescript';
import { expect, test } from 'vitest';
import { wrapApp } from '../../../src/init/wrap-app.ts';

const baseline = 'sekisho-baseline.json';

test.each([
  [
    'an App among other imports',
    `import { Construct } from "constructs";
import { App, TerraformStack } from "cdktf";

class MyStack extends TerraformStack {}
const app = new App();
new MyStack(app, "records");
app.synth();
`,
    `import { Construct } from "constructs";
import { TerraformStack } from "cdktf";
import { CheckedApp } from "sekisho";

class MyStack extends TerraformStack {}
const app = new CheckedApp({ baseline: 'sekisho-baseline.json' });
new MyStack(app, "records");
app.synth();
`,
  ],
  [
    'an App alone in its import, in the middle of others',
    `import 'dotenv/config';\nimport { App } from 'cdktf';\nimport { S } from './s';\nconst app = new App({});\n`,
    `import 'dotenv/config';\nimport { CheckedApp } from 'sekisho';\nimport { S } from './s';\nconst app = new CheckedApp({ baseline: 'sekisho-baseline.json' });\n`,
  ],
  [
    'an App with options',
    `import { TerraformStack, App } from 'cdktf';\nconst app = new App({ outdir: 'out' });\n`,
    `import { TerraformStack } from 'cdktf';\nimport { CheckedApp } from 'sekisho';\nconst app = new CheckedApp({ baseline: 'sekisho-baseline.json', outdir: 'out' });\n`,
  ],
  [
    'an App whose options are a variable, and whose class is used as a type too',
    `import { App } from 'cdktf';\nconst options = {};\nconst app: App = new App(options);\n`,
    `import { App } from 'cdktf';\nimport { CheckedApp } from 'sekisho';\nconst options = {};\nconst app: App = new CheckedApp({ ...(options), baseline: 'sekisho-baseline.json' });\n`,
  ],
  [
    'an App by another name',
    `import { App as Root, TerraformStack } from 'cdktf';\nnew Root;\n`,
    `import { TerraformStack } from 'cdktf';\nimport { CheckedApp } from 'sekisho';\nnew CheckedApp({ baseline: 'sekisho-baseline.json' });\n`,
  ],
  [
    'an App of the whole module, with Windows line ends',
    `import * as cdktf from 'cdktf';\r\nconst app = new cdktf.App();\r\n`,
    `import * as cdktf from 'cdktf';\r\nimport { CheckedApp } from 'sekisho';\r\nconst app = new CheckedApp({ baseline: 'sekisho-baseline.json' });\r\n`,
  ],
])('%s is wrapped', (_name, before, after) => {
  expect(wrapApp(before, baseline, ts)).toEqual({ wrapped: true, text: after });
});

test.each([
  ['no-app', `import { TerraformStack } from 'cdktf';\nnew TerraformStack();\n`],
  ['no-app', `import { App } from 'cdktf';\nexport const make = (one: typeof App) => one;\n// new App()\n`],
  ['no-import', `import { App } from './app';\nnew App();\n`],
  ['no-import', `const { App } = require('cdktf');\nnew App();\n`],
  ['already', `import { App } from 'cdktf';\nimport { CheckedApp } from 'sekisho';\nnew App();\n`],
])('%s: a file is left alone', (reason, text) => {
  expect(wrapApp(text, baseline, ts)).toEqual({ wrapped: false, reason });
});
