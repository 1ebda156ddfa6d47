// What a client loads for queries: `node client.mjs ENGINE FOLDER QUERY…` prints a line for each, parted by tabs:
// the query; bytes, bytes from a host that compresses, and files, with an empty cache; the same behind the query
// seven lines on. The page itself does not count, nor what starts the client: it comes with the page. Five results
// are shown.

import { gzipSync } from 'node:zlib';
import { startChromium } from '../../tests/browser/chromium.mjs';
import { serve } from '../../tests/browser/server.mjs';

const [engine, folder, ...queries] = process.argv.slice(2);

/** How long an answer may take, in milliseconds: a machine that does other work as well is slow. */
const PATIENCE = 300_000;

/** How each engine's files are told apart, and how its client is asked. */
const ENGINES = {
  bantin: { files: /\/assets\/search[./]/, ask: askBantin },
  pagefind: { files: /\/pagefind\//, ask: askPagefind },
};

/** By the page's own interface, so that what that loads beside the results counts as well. */
async function askBantin(tab, query) {
  await tab.focus('main input[name=q]');
  // Before the client is there, Enter would send the form.
  await tab.waitForFunction(() => window.bantinSearch.answer, null, { timeout: PATIENCE });
  await tab.fill('main input[name=q]', query);
  await tab.press('main input[name=q]', 'Enter');
  await tab.waitForFunction((text) => document.querySelector('.bt-found__status')?.textContent.includes(text), query, { timeout: PATIENCE });
}

/** By its library, without its interface: what any page has to load. */
function askPagefind(tab, query) {
  return tab.evaluate(async (text) => {
    const pagefind = await import(new URL('pagefind/pagefind.js', location.href));
    const { results } = await pagefind.search(text);
    await Promise.all(results.slice(0, 5).map((result) => result.data()));
  }, query);
}

/** Asks queries in a new browser; what each of them loaded. */
async function asked(browser, url, line) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  let loading = [];
  tab.on('response', (response) => {
    if (ENGINES[engine].files.test(response.url()) && response.status() === 200) loading.push(response.body());
  });
  await tab.goto(url, { timeout: PATIENCE });
  const loaded = [];
  for (const query of line) {
    await ENGINES[engine].ask(tab, query);
    await tab.waitForTimeout(300);
    await tab.waitForLoadState('networkidle', { timeout: PATIENCE });
    loaded.push(weighed(await Promise.all(loading)));
    loading = [];
  }
  await context.close();
  return loaded;
}

function weighed(bodies) {
  const isCompressed = (body) => body[0] === 0x1f && body[1] === 0x8b;
  const sum = (size) => bodies.reduce((all, body) => all + size(body), 0);
  return [sum((body) => body.length), sum((body) => (isCompressed(body) ? body.length : gzipSync(body).length)), bodies.length];
}

const server = await serve(folder, '/');
const browser = await startChromium();
for (const [at, query] of queries.entries()) {
  const other = queries[(at + 7) % queries.length];
  const [first] = await asked(browser, `${server.url}tim-kiem.html`, [query]);
  const [, following] = await asked(browser, `${server.url}tim-kiem.html`, [other, query]);
  console.log([query, ...first, ...following].join('\t'));
}
await browser.close();
await server.close();
