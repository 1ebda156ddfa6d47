// The browser's half of the search against the program's: `node --test client.test.mjs FOLDER ROOT BANTIN`, with
// the published folder, the folder it was built from, and the program.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { SCRIPTS, minified } from './client.mjs';

const [folder, root, bantin] = process.argv.slice(2);
if (!bantin) throw new Error('which site? node --test client.test.mjs FOLDER ROOT BANTIN');

const here = (path) => new URL(`../../${path}`, import.meta.url);

/** What the client may weigh, its interface included, and what starts it. */
const BUDGETS = { search: 8_000, 'search-start': 500 };

let search;
before(async () => {
  search = start(['search-start', 'search'].map(published));
  assert.ok(await search.open(), 'the head of the index is read');
});

/** A script as the site has it. */
function published(script) {
  const name = readdirSync(join(folder, 'assets')).find((name) => new RegExp(`^${script}\\.[0-9a-f]+\\.js$`).test(name));
  return readFileSync(join(folder, 'assets', name), 'utf8');
}

/** Runs the client without a page: its scripts are read from the folder. */
function start(scripts) {
  const load = (element) => {
    const path = join(folder, 'assets', element.src);
    setTimeout(() => {
      if (!existsSync(path)) return element.onerror();
      vm.runInContext(readFileSync(path, 'utf8'), context);
      element.onload();
    });
  };
  const document = {
    currentScript: { dataset: { client: 'search.js' }, closest: () => ({ querySelector: () => ({ q: { addEventListener() {} } }) }) },
    createElement: () => ({ remove() {} }),
    head: { appendChild: load },
    querySelector: () => null,
  };
  const context = vm.createContext({ document, location: { search: '' } });
  context.window = context;
  scripts.forEach((script) => vm.runInContext(script, context));
  return context.bantinSearch;
}

test('the theme has the scripts that their sources give', () => {
  for (const script of SCRIPTS) {
    assert.equal(readFileSync(script.published, 'utf8'), minified(script), 'run `npm run client --prefix tests/browser`');
  }
});

for (const [script, budget] of Object.entries(BUDGETS)) {
  test(`${script} weighs at most ${budget} bytes`, (context) => {
    const { length } = gzipSync(published(script), { level: 9 });
    context.diagnostic(`${length} bytes`);
    assert.ok(length <= budget);
  });
}

test('both analysers read every vector alike', () => {
  const vectors = JSON.parse(readFileSync(here('tests/search/analyser.json'), 'utf8'));
  assert.ok(vectors.length > 300);
  for (const [text, expected] of vectors) {
    const tokens = search.analyse(text).map(({ fold, signature, begins, number }) => [fold, signature, +begins, +number]);
    assert.deepEqual(JSON.parse(JSON.stringify(tokens)), expected, JSON.stringify(text));
  }
});

test('both rank every query of the list alike', async () => {
  const lines = readFileSync(here('tests/search/queries.tsv'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  const queries = lines.map((line) => line.split('\t')).map((cells) => cells[QUERY]);
  assert.ok(queries.length >= 150);
  for (const query of queries) {
    const { hits } = await search.answer(query);
    const ours = [];
    for (const [score, id] of hits.slice(0, 10)) ours.push([(await search.shown(id))[5], score]);
    const theirs = JSON.parse(execFileSync(bantin, ['search', query, '--root', root, '--limit', '10', '--format', 'json'], { encoding: 'utf8' }));
    assert.deepEqual(ours, theirs.map(({ address, score }) => [address, score]), query);
  }
});

/** The column of the list that holds what was typed. */
const QUERY = 1;
