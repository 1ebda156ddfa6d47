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

/** What is put into a page, and the element to click, if it waits for one. Each sets `ran` or asks another host. */
const WAYS = [
  { name: 'a script in the page', markup: "<script>window.ran = 'script'</script>" },
  { name: 'an event handler', markup: '<img src="khong-co.png" alt="" onerror="window.ran = \'handler\'">' },
  { name: 'a handler that waits', markup: '<button id="zq" onclick="window.ran = \'click\'">a</button>', click: '#zq' },
  { name: 'a javascript: link', markup: '<a id="zq" href="javascript:void(window.ran = \'link\')">a</a>', click: '#zq' },
  { name: 'a javascript: frame', markup: '<iframe src="javascript:void(parent.ran = \'frame\')"></iframe>' },
  { name: 'a frame with a page in it', markup: '<iframe srcdoc="&lt;script&gt;parent.ran = \'srcdoc\'&lt;/script&gt;"></iframe>' },
  { name: 'a script of a drawing', markup: "<svg><script>window.ran = 'svg'</script></svg>" },
  { name: "another host's script", markup: `<script src="${OTHER}/a.js"></script>` },
  { name: "another host's module", markup: `<script type="module" src="${OTHER}/a.js"></script>` },
  { name: "another host's picture", markup: `<img src="${OTHER}/a.png" alt="">` },
  { name: "another host's frame", markup: `<iframe src="${OTHER}/"></iframe>` },
  { name: "another host's style sheet", markup: `<link rel="stylesheet" href="${OTHER}/a.css">` },
  { name: "another host's object", markup: `<object data="${OTHER}/a.svg" type="image/svg+xml"></object>` },
  { name: "another host's sound", markup: `<audio src="${OTHER}/a.mp3" preload="auto"></audio>` },
  { name: 'a picture by a style', markup: `<div style="background: url(${OTHER}/a.png); height: 9px">a</div>` },
  { name: 'a form to another host', markup: `<form action="${OTHER}/"><button id="zq">a</button></form>`, click: '#zq' },
  {
    name: 'another base for what follows',
    markup: `<base href="${OTHER}/"><img src="a.png" alt="">`,
    // Only the first base of a page counts, and ours have none.
  },
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
    const did = await visit(site, planted.get(`home bare ${index}`), WAYS[index]);
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
  for (const [index, way] of WAYS.entries()) {
    const did = await visit(held, planted.get(`${kind} ${holding} ${index}`), way);
    assert.deepEqual(did, [], way.name);
  }
}

/** Opens a page and does what the way waits for; what then ran, and which other hosts were asked. */
async function visit(held, address, way) {
  const did = [];
  const tab = await openTab(browser, held, {}, (url) => { if (url.startsWith(OTHER)) did.push(url); });
  await show(tab, held, { address });
  if (way.click) await tab.locator(way.click).click({ noWaitAfter: true, timeout: 5000 });
  // Handlers and requests may come after the page is there.
  await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 50)); })).catch(() => {});
  const ran = await tab.evaluate(() => window.ran).catch(() => undefined);
  await tab.context().close();
  return ran === undefined ? did : [...did, ran];
}

/** Writes each way into a page of each kind, with the page's policy and without; by "kind holding index". */
function plantAll() {
  const addresses = new Map();
  for (const [kind, page] of kinds) {
    WAYS.forEach(({ markup }, index) => {
      for (const [holding, html] of [['policy', page.html], ['bare', page.html.replace(POLICY, '')]]) {
        const end = html.includes('</main>') ? '</main>' : '</body>';
        const address = posix.join(dirname(page.address), `planted-${kind}-${holding}-${index}.html`);
        // A page that leads on at once would be gone before anything is seen.
        const staying = html.replace(/<meta[^>]+http-equiv="?refresh[^>]*>/i, '');
        writeFileSync(join(copy, address), staying.replace(end, `${markup}${end}`));
        addresses.set(`${kind} ${holding} ${index}`, address);
      }
    });
  }
  return addresses;
}
