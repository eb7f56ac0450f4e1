import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-project.ts';
import { data, folderOf, outputWith, realTerraform, script, standIn, standInFile } from './support/stand-in.ts';

describe('what changes nothing', () => {
  it('passes arguments, output and exit code through, byte for byte', async () => {
    const folder = temporaryFolder();
    const echo = script(`printf '[%s]' "$@"; printf 'to stderr\\n\\001' >&2; exit 7`);
    const result = await standIn(folder, ['output', '-json', '', 'two words', 'ü\n'], {
      environment: { SEKISHO_TERRAFORM: echo },
    });
    expect(result).toEqual({ exitCode: 7, stdout: '[output][-json][][two words][ü\n]', stderr: 'to stderr\n\u0001' });
  });

  it('says and ends as the real terraform does', async ({ skip }) => {
    const directory = folderOf(outputWith({ a: data('1') }), 'a');
    const commands = [
      ['version', '-json'],
      ['-v'],
      ['init', '-help'],
      ['no-such-command'],
      ['validate', '-json'],
      ['state', 'list'],
    ];
    if ((await realTerraform(directory, ['version'])).exitCode === null) skip('no terraform on PATH');
    for (const command of commands) {
      expect(await standIn(directory, command)).toEqual(await realTerraform(directory, command));
    }
  });

  it('hands signals on, and ends by the signal that ended terraform', async () => {
    const waiting = script('trap "echo got TERM; exit 9" TERM; echo ready; while :; do sleep 0.1; done');
    const deadly = script('echo ready; exec sleep 60');
    const ends: unknown[] = [];
    for (const program of [waiting, deadly]) {
      const child = spawn(process.execPath, [standInFile, 'output'], {
        env: { ...process.env, SEKISHO_TERRAFORM: program },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      await once(child.stdout, 'data');
      child.kill('SIGTERM');
      const [code, signal] = (await once(child, 'close')) as readonly unknown[];
      ends.push([said, code, signal]);
    }
    expect(ends).toEqual([
      ['ready\ngot TERM\n', 9, null],
      ['ready\n', null, 'SIGTERM'],
    ]);
  });
});

describe('the real terraform', () => {
  it('is never the stand-in itself, whatever a script on PATH leads to', async () => {
    const folder = temporaryFolder();
    const circle = script(`exec "${process.execPath}" "${standInFile}" "$@"`);
    const result = await standIn(folder, ['version'], { environment: { SEKISHO_TERRAFORM: circle } });
    expect([result.exitCode, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toContain('error[TERRAFORM_CIRCLE]');
    expect(result.stderr.endsWith('\n')).toBe(true);
  });

  it('is asked for when there is none', async () => {
    const result = await standIn(temporaryFolder(), ['version'], { environment: { PATH: temporaryFolder() } });
    expect([result.exitCode, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toContain('error[TERRAFORM_MISSING]: the real terraform was not found');
  });
});
