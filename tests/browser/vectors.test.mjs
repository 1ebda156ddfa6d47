// Both analysers of the search on texts that the program's half was given: `node vectors.test.mjs FILE`, with
// what it made of each, as `ANALYSER_VECTORS=FILE cargo test --test it -- --ignored analyser::` writes it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const [file] = process.argv.slice(2);
if (!file) throw new Error('which vectors? node vectors.test.mjs FILE');

const script = new URL('../../themes/default/assets/search.js', import.meta.url);

test('both analysers read every random text alike', (context) => {
  const page = vm.createContext({ document: { querySelector: () => null } });
  page.window = page;
  // What starts the client makes this.
  page.bantinSearch = {};
  vm.runInContext(readFileSync(script, 'utf8'), page);
  const vectors = JSON.parse(readFileSync(file, 'utf8'));
  context.diagnostic(`${vectors.length} texts`);
  assert.ok(vectors.length > 0);
  for (const [text, expected] of vectors) {
    const tokens = page.bantinSearch.analyse(text).map(({ fold, signature, begins, number }) => [fold, signature, +begins, +number]);
    assert.deepEqual(JSON.parse(JSON.stringify(tokens)), expected, JSON.stringify(text));
  }
});
