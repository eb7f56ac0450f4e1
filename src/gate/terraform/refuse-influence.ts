import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SekishoError } from '../../errors.ts';

type Environment = Readonly<NodeJS.ProcessEnv>;

/**
 * Throws a SekishoError for what would make terraform do something else than what its folder says: arguments and variables from the environment, another
 * workspace, providers that are replaced on this machine.
 */
export function refuseInfluence(environment: Environment, directory: string): void {
  refuseVariables(environment);
  refuseWorkspace(environment, directory);
  refuseReplacedProviders(environment);
}

const influential = /^(?:TF_CLI_ARGS(?:_.*)?|TF_VAR_.*|TF_WORKSPACE|TF_REATTACH_PROVIDERS)$/u;

function refuseVariables(environment: Environment): void {
  const found = Object.keys(environment).filter((name) => influential.test(name) && environment[name] !== '');
  if (found.length === 0) return;
  throw new SekishoError({
    code: 'ENVIRONMENT_INFLUENCE',
    what: 'the environment would change what terraform does after it was judged',
    // The values may be secrets.
    got: found.sort().join(', '),
    expected: 'none of TF_CLI_ARGS*, TF_VAR_*, TF_WORKSPACE, TF_REATTACH_PROVIDERS',
    fix: `\`unset ${found.sort().join(' ')}\`, and declare in the app what they say`,
  });
}

/** `terraform workspace select` leaves the name in a file. */
function refuseWorkspace(environment: Environment, directory: string): void {
  const data = resolve(directory, environment['TF_DATA_DIR'] ?? '.terraform');
  const path = join(data, 'environment');
  const name = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (name === '' || name === 'default') return;
  throw new SekishoError({
    code: 'WORKSPACE_FOREIGN',
    what: 'another workspace is selected here: the plan would be made against another state',
    file: path,
    got: name,
    expected: 'the default workspace; environments are stacks of their own',
    fix: 'run `terraform workspace select default` in the folder of the stack',
  });
}

/** `dev_overrides` runs a provider that no lock file vouches for. */
function refuseReplacedProviders(environment: Environment): void {
  const found = configurationFiles(environment).find((path) => /\bdev_overrides\b/u.test(withoutComments(path)));
  if (found === undefined) return;
  throw new SekishoError({
    code: 'PROVIDER_REPLACED',
    what: "terraform's settings replace providers by builds of this machine",
    file: found,
    got: 'dev_overrides',
    expected: 'providers as the lock file vouches for them',
    fix: 'name settings without dev_overrides in TF_CLI_CONFIG_FILE',
  });
}

function configurationFiles(environment: Environment): readonly string[] {
  const named = [environment['TF_CLI_CONFIG_FILE'], environment['TERRAFORM_CONFIG']].filter(
    (path): path is string => path !== undefined && path !== '',
  );
  const home = environment['HOME'] ?? homedir();
  const windows = environment['APPDATA'] === undefined ? [] : [join(environment['APPDATA'], 'terraform.rc')];
  const own =
    named.length > 0 ? named : ['.terraformrc', '.tofurc', '.config/opentofu/tofurc'].map((name) => join(home, name));
  const folder = join(home, '.terraform.d');
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.tfrc(?:\.json)?$/u.test(name)) : [];
  return [...own, ...windows, ...more.map((name) => join(folder, name))].filter((path) => existsSync(path));
}

function withoutComments(path: string): string {
  return readFileSync(path, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .replaceAll(/^\s*(?:#|\/\/).*$/gmu, '');
}
