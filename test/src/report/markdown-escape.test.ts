import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { markdownCode, markdownTarget, markdownText } from '../../../src/report/markdown-escape.ts';
import { hostileReport, hostileTexts } from './hostile.ts';
import { outsideCode } from './outside-code.ts';
import { theLook } from './report-builder.ts';

const joint = '\u2060';

describe('text in Markdown', () => {
  test.each([
    ['<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['![a](b)', '!\\[a\\](b)'],
    ['@octocat', `@${joint}octocat`],
    ['see #12 and a/b#3', `see \\#${joint}12 and a/b\\#${joint}3`],
    ['GH-4', `GH-${joint}4`],
    ['https://evil.example', `https:${joint}//evil.example`],
    ['www.evil.example', `www${joint}.evil.example`],
    ['a@b.example', `a@${joint}b.example`],
    ['**b** _i_ ~s~ `c` $x$ |', '\\*\\*b\\*\\* \\_i\\_ \\~s\\~ \\`c\\` &#36;x&#36; \\|'],
    ['google_storage_bucket', 'google_storage_bucket'],
    ['# h', '\\# h'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['=== ', '\\==='],
    ['a\nb', 'a\\\\nb'],
  ])('%j becomes %j', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  test('is cut before it is escaped, so that no escape is cut in two', () => {
    expect(markdownText('****', 2)).toBe('\\*\\*…');
  });

  test('never opens a tag, a link or a mention', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...hostileTexts)), (text) => {
        const markdown = markdownText(text);
        expect(markdown).not.toMatch(/<|>|@(?!\u2060)|:\/\/|(?<!\\)(?:\\\\)*[[\]`*|~]|\n/u);
      }),
    );
  });
});

describe('code in Markdown', () => {
  test.each([
    ['a.b["c"]', '`a.b["c"]`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['', '`  `'],
  ])('%j becomes %j', (text, markdown) => {
    expect(markdownCode(text)).toBe(markdown);
  });

  test('ends where it began, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[`a ]*$/u)), (text) => {
        const [, fence = '', inside = '', end] = /^(`+)([\s\S]*?[^`])(`+)$/u.exec(markdownCode(text)) ?? [];
        expect(end).toBe(fence);
        expect([...inside.matchAll(/`+/gu)].filter(([run]) => run.length === fence.length)).toEqual([]);
      }),
    );
  });
});

describe("a link's target", () => {
  test.each([
    ['https://ci.example/run/1', 'https://ci.example/run/1'],
    ['https://ci.example/a)b<c>', 'https://ci.example/a%29b%3Cc%3E'],
    ['javascript:alert(1)', null],
    ['run 1', null],
  ])('of %j is %j', (address, target) => {
    expect(markdownTarget(address)).toBe(target);
  });
});

test.each(hostileTexts)('a whole report in Markdown holds no tag but our own: %j', (text) => {
  const markdown = renderMarkdown(hostileReport(text), theLook());
  const outside = outsideCode(markdown);
  expect(
    [...outside.matchAll(/<[^>]*>/gu)].map(([tag]) => tag).filter((tag) => !/^<\/?(?:details|summary)>$/u.test(tag)),
  ).toEqual([]);
  expect(outside).not.toMatch(/(?<!\\)\]\(|@(?!\u2060)|:\/\//u);
});
