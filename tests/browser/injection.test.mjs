// Shows that what got into a page does nothing there: `node --test-reporter=spec injection.test.mjs FOLDER`
// Every way in is tried on a page of each kind, held by the page's own policy, then by the headers of `_headers` alone;
// and on a page without either, where each must work, so that a way that never worked proves nothing.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openTab, show, startChromium } from './chromium.mjs';
import { headersFor } from './headers.mjs';
import { readSite } from './site.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('which site? node injection.test.mjs FOLDER');

const OTHER = 'https://other.example';
const POLICY = /<meta[^>]+http-equiv="?Content-Security-Policy[^>]*>/i;

/** What runs adds its name to `ran`. */
const runs = (name, where = 'window') => `(${where}.ran = ${where}.ran || []).push('${name}')`;

/** What is put into a page, with `{id}` at the element to click, if it waits for one. Each runs or asks another host. */
const WAYS = [
  { name: 'a script in the page', markup: `<script>${runs('script')}</script>` },
  { name: 'an event handler', markup: `<img src="khong-co.png" alt="" onerror="${runs('handler')}">` },
  { name: 'a handler that waits', markup: `<button type="button" id="{id}" onclick="${runs('click')}">a</button>` },
  { name: 'a javascript: link', markup: `<a id="{id}" href="javascript:void(${runs('link')})">a</a>` },
  { name: 'a javascript: frame', markup: `<iframe src="javascript:void(${runs('frame', 'parent')})"></iframe>` },
  { name: 'a frame with a page in it', markup: `<iframe srcdoc="&lt;script&gt;${runs('srcdoc', 'parent')}&lt;/script&gt;"></iframe>` },
  { name: 'a script of a drawing', markup: `<svg><script>${runs('svg')}</script></svg>` },
  { name: "another host's script", markup: `<script src="${OTHER}/a.js"></script>` },
  { name: "another host's module", markup: `<script type="module" src="${OTHER}/b.js"></script>` },
  { name: "another host's picture", markup: `<img src="${OTHER}/a.png" alt="">` },
  { name: "another host's frame", markup: `<iframe src="${OTHER}/"></iframe>` },
  { name: "another host's style sheet", markup: `<link rel="stylesheet" href="${OTHER}/a.css">` },
  { name: "another host's object", markup: `<object data="${OTHER}/a.svg" type="image/svg+xml"></object>` },
  { name: "another host's sound", markup: `<audio src="${OTHER}/a.mp3" preload="auto"></audio>` },
  { name: 'a picture by a style', markup: `<div style="background: url(${OTHER}/b.png); height: 9px">a</div>` },
  { name: 'a form to another host', markup: `<form action="${OTHER}/form"><button id="{id}">a</button></form>` },
  // Only the first base of a page counts, and ours have none.
  { name: 'another base for what follows', markup: `<base href="${OTHER}/"><img src="base.png" alt="">` },
];

const copy = mkdtempSync(join(tmpdir(), 'bantin-injection-'));
cpSync(folder, copy, { recursive: true });
const original = readSite(folder);
const kinds = new Map(original.pages.map((page) => [page.kind, page]));
const planted = plantAll();
const site = readSite(copy);
const headers = headersFor(readFileSync(join(folder, '_headers'), 'utf8'));
let browser;

before(async () => { browser = await startChromium(); });
after(async () => {
  await browser?.close();
  rmSync(copy, { recursive: true });
});

test('there are pages of many kinds', () => assert.ok(kinds.size > 8, [...kinds.keys()].join(' ')));

for (const kind of kinds.keys()) {
  describe(kind ?? 'a page of no kind', () => {
    test('its own policy stops all of it', () => stopsAll(kind, 'policy', site));
    test('the headers alone stop all of it', () => stopsAll(kind, 'bare', { ...site, headers }));
  });
}

test('without a policy each of them works', async () => {
  for (const [index, { name }] of WAYS.entries()) {
    const did = await visit(site, planted.get(`alone ${index}`));
    assert.ok(did.length > 0, `«${name}» does nothing, so stopping it shows nothing`);
  }
});

test('no other site can show a page in a frame', async () => {
  for (const [held, framed] of [[{ ...site, headers }, false], [site, true]]) {
    const tab = await openTab(browser, held);
    const page = `${OTHER}/frame.html`;
    await tab.context().route(page, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${site.base}index.html"></iframe>` }));
    await tab.goto(page, { waitUntil: 'load' });
    assert.equal(tab.frames().some((frame) => frame.url() === `${site.base}index.html`), framed);
    await tab.context().close();
  }
});

async function stopsAll(kind, holding, held) {
  assert.deepEqual(await visit(held, planted.get(`${kind} ${holding}`)), []);
}

/** Opens a page and clicks what waits for it; what then ran, and which other hosts were asked. */
async function visit(held, address) {
  const did = [];
  const tab = await openTab(browser, held, {}, (url) => { if (url.startsWith(OTHER)) did.push(url); });
  await show(tab, held, { address });
  for (const index of WAYS.keys()) {
    // What worked may have led the tab away.
    await tab.evaluate((id) => document.getElementById(id)?.click(), `zq-${index}`).catch(() => {});
  }
  // Handlers and requests may come after the page is there.
  await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); })).catch(() => {});
  const ran = await tab.evaluate(() => window.ran ?? []).catch(() => []);
  await tab.context().close();
  return [...did, ...ran];
}

/** Writes pages with all ways in, of each kind, with the page's policy and without; and home pages with one each. */
function plantAll() {
  const addresses = new Map();
  const plant = (name, page, html, ways) => {
    const end = html.includes('</main>') ? '</main>' : '</body>';
    const address = posix.join(dirname(page.address), `planted-${addresses.size}.html`);
    // A page that leads on at once would be gone before anything is seen.
    const staying = html.replace(/<meta[^>]+http-equiv="?refresh[^>]*>/i, '');
    const markup = ways.map((way) => way.markup.replace('{id}', `zq-${WAYS.indexOf(way)}`)).join('\n');
    writeFileSync(join(copy, address), staying.replace(end, `${markup}${end}`));
    addresses.set(name, address);
  };
  for (const [kind, page] of kinds) {
    plant(`${kind} policy`, page, page.html, WAYS);
    plant(`${kind} bare`, page, page.html.replace(POLICY, ''), WAYS);
  }
  const home = kinds.get('home');
  WAYS.forEach((way, index) => plant(`alone ${index}`, home, home.html.replace(POLICY, ''), [way]));
  return addresses;
}
