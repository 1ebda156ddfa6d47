// Shows that every check fails on the fault it is for, and on no other: `node --test-reporter=spec faults.test.mjs FOLDER`
// Works on a copy of a built site, in which each fault has a page of its own beside the page it was made from,
// so that one run of the checks finds them all.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import { startChromium } from './chromium.mjs';
import { FAULTS, FILES, FOUND_ELSEWHERE, MISSING_KIND } from './faults.mjs';
import { CHECKS, prove } from './prove.mjs';
import { readSite } from './site.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('which site? node faults.test.mjs FOLDER');
// Says what is wrong with the folder before anything is made that would have to be taken away again.
readSite(folder);

const copy = mkdtempSync(join(tmpdir(), 'bantin-faults-'));
const planted = plantAll();
let findings;

before(async () => {
  const site = readSite(copy);
  const pages = planted.map((address) => site.byAddress.get(address));
  const browser = await startChromium();
  try {
    findings = await prove({ site, pages, shown: pages, kinds: ['bulletin', MISSING_KIND], browser });
  } finally {
    await browser.close();
  }
});

after(() => rmSync(copy, { recursive: true }));

FAULTS.forEach((fault, index) => {
  test(fault.name, () => {
    const found = findings.filter(({ page }) => page === planted[index]);
    const names = [...new Set(found.map(({ check, rule }) => `${check}/${rule}`))].sort();
    const texts = found.map(({ text }) => text);
    assert.deepEqual(names, fault.finds, `found [${names}], not [${fault.finds}]\n${texts.join('\n')}`);
    if (fault.says) assert.ok(texts.some((text) => fault.says.test(text)), `none matches ${fault.says}\n${texts.join('\n')}`);
  });
});

test('nothing else is blamed', () => {
  const elsewhere = findings.filter(({ page }) => !planted.includes(page));
  assert.deepEqual(elsewhere.map(({ page, check, rule }) => `${page}: ${check}/${rule}`), FOUND_ELSEWHERE);
});

test('no check is without its fault', () => {
  const shown = new Set(FAULTS.flatMap(({ finds }) => finds).map((finding) => finding.split('/')[0]));
  assert.deepEqual(CHECKS.map(({ name }) => name).filter((name) => !shown.has(name)), []);
});

/** Copies the site, plants each fault, and gives the addresses of the planted pages in the order of FAULTS. */
function plantAll() {
  cpSync(folder, copy, { recursive: true });
  const site = readSite(copy);
  const bulletin = pageToSpoil(site);
  mkdirSync(join(copy, 'planted'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(copy, 'planted', name), text);
  return FAULTS.map(({ name, plant, where }, index) => {
    const good = where ? site.byAddress.get(where) : bulletin;
    const up = '../'.repeat(good.address.split('/').length - 1);
    const html = plant(good.html).replaceAll('{up}', up).replaceAll('{base}', site.base);
    assert.notEqual(html, good.html, `«${name}» found no place in ${good.address}`);
    const address = where ?? posix.join(dirname(good.address), `planted-${index}.html`);
    writeFileSync(join(copy, address), html);
    return address;
  });
}

/** The lightest bulletin: it has room for a fault without becoming too heavy. */
function pageToSpoil(site) {
  const bulletins = site.pages.filter(({ kind }) => kind === 'bulletin').sort((a, b) => a.html.length - b.html.length);
  assert.ok(bulletins.length > 0, 'the site has no page of the kind "bulletin"');
  return bulletins[0];
}
