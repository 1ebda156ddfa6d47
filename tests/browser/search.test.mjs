// Searching as readers do, in a real browser: `node --test search.test.mjs FOLDER`, with the sample site.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { startChromium } from './chromium.mjs';
import { serve } from './server.mjs';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which site? node --test search.test.mjs FOLDER');

const FIELD = 'main input[name=q]';
const TITLES = '.bt-found__list h2';
const PAGE = 'tim-kiem.html';

let browser;
let server;
before(async () => {
  browser = await startChromium();
  server = await serve(folder, '/cong/ban-tin/');
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens the search page; `asked` are the addresses that it asked for. */
async function open(base, { query = '', ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  const asked = [];
  const faults = [];
  tab.on('request', (request) => asked.push(request.url()));
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => { if (/Content Security Policy/.test(message.text())) faults.push(message.text()); });
  await tab.goto(base + PAGE + query);
  return { tab, asked, faults, close: () => context.close() };
}

const titles = async (tab) => (await tab.locator(TITLES).allInnerTexts()).map((title) => title.trim());

/** Waits until the results are those of a query. */
const settled = (tab, query) =>
  tab.waitForFunction((text) => document.querySelector('.bt-found__status')?.textContent.includes(`“${text}”`), query);

for (const [name, base] of [['below a path', () => server.url], ['from a disk', () => `${pathToFileURL(folder)}/`]]) {
  describe(name, () => {
    test('nothing of the index is loaded before the field is used', async () => {
      const { tab, asked, close } = await open(base());
      await tab.waitForTimeout(300);
      assert.deepEqual(asked.filter((url) => /\/assets\/search[/.]/.test(url)), []);
      await tab.focus(FIELD);
      await tab.waitForFunction(() => document.readyState === 'complete');
      await tab.waitForTimeout(200);
      assert.ok(asked.some((url) => url.endsWith('/assets/search/head.js')));
      await close();
    });

    test('results come while one types, without marks', async () => {
      const { tab, faults, close } = await open(base());
      await tab.locator(FIELD).pressSequentially('thuong xuan');
      await settled(tab, 'thuong xuan');
      assert.match((await titles(tab))[0], /Thường Xuân/);
      assert.ok(await tab.locator('.bt-found mark').count() > 0, 'what matched is marked');
      assert.equal(await tab.locator('[data-browse]').isVisible(), false);
      assert.deepEqual(faults, []);
      await close();
    });
  });
}

test('an address with a query shows its results, and the back button the ones before', async () => {
  const { tab, close } = await open(server.url, { query: '?q=xa+nhe' });
  await settled(tab, 'xa nhe');
  await tab.locator('.bt-found__note', { hasText: /Xá Nhè.*Sáng Nhè/ }).waitFor({ timeout: 5_000 });
  await tab.fill(FIELD, 'cửa lò');
  await tab.press(FIELD, 'Enter');
  await settled(tab, 'cửa lò');
  assert.match(tab.url(), /q=c%E1%BB%ADa(%20|\+)l%C3%B2/);
  await tab.goBack();
  await settled(tab, 'xa nhe');
  assert.equal(await tab.inputValue(FIELD), 'xa nhe');
  await close();
});

test('a filter shows as many results as it says', async () => {
  const { tab, close } = await open(server.url, { query: '?q=căn+cước' });
  await settled(tab, 'căn cước');
  await tab.click('.bt-found__filters summary');
  const kinds = tab.locator('.bt-found__filters select[name=kind]');
  await kinds.waitFor();
  const label = await kinds.locator('option[value=bulletin]').innerText();
  const count = Number(/\((\d+)\)/.exec(label)[1]);
  await kinds.selectOption('bulletin');
  await tab.waitForFunction((number) => document.querySelector('.bt-found__status').textContent.includes(String(number)), count);
  while (await tab.locator('.bt-found__more').isVisible()) {
    const before = await tab.locator(TITLES).count();
    await tab.click('.bt-found__more');
    await tab.waitForFunction(([css, number]) => document.querySelectorAll(css).length > number, [TITLES, before]);
  }
  assert.equal((await titles(tab)).length, count);
  assert.match(tab.url(), /kind=bulletin/);
  await close();
});

test('the keyboard leads from the field to the results and back', async () => {
  const { tab, close } = await open(server.url, { query: '?q=đề+án+06' });
  await settled(tab, 'đề án 06');
  const focused = () => tab.evaluate(() => document.activeElement.closest('li')?.querySelector('h2').innerText ?? document.activeElement.name);
  await tab.focus(FIELD);
  await tab.keyboard.press('ArrowDown');
  const [first, second] = await titles(tab);
  assert.equal(await focused(), first);
  await tab.keyboard.press('ArrowDown');
  assert.equal(await focused(), second);
  await tab.keyboard.press('Escape');
  assert.equal(await focused(), 'q');
  await close();
});

test('what is typed before the client has come is searched', async () => {
  const { tab, close } = await open(server.url);
  await tab.route(/\/assets\/search\.[^/]*$/, async (route) => {
    await tab.locator(FIELD).pressSequentially('cửa lò');
    await route.continue();
  });
  await tab.focus(FIELD);
  await settled(tab, 'cửa lò');
  assert.equal(await tab.inputValue(FIELD), 'cửa lò');
  await close();
});

test('a query that is read otherwise than it was typed says so', async () => {
  const { tab, close, faults } = await open(server.url, { query: '?q=thuong+suan' });
  await settled(tab, 'thuong suan');
  await tab.locator('.bt-found__note', { hasText: 'thuong xuan' }).waitFor({ timeout: 5_000 });
  assert.deepEqual(faults, []);
  await close();
});

test('what was found is announced, and so is that nothing was', async () => {
  const { tab, close } = await open(server.url, { query: '?q=qqqqqqqq' });
  const status = tab.getByRole('status');
  await settled(tab, 'qqqqqqqq');
  assert.match(await status.innerText(), /Không có kết quả/);
  assert.ok(await tab.locator('[data-browse]').isVisible(), 'the ways to browse stay');
  await close();
});

test('without script the page offers ways to browse, and the form leads to it', async () => {
  const { tab, close } = await open(server.url, { javaScriptEnabled: false });
  assert.ok(await tab.locator('[data-browse] a').count() > 10);
  await tab.goto(server.url);
  await tab.fill('header input[name=q]', 'cửa lò');
  await tab.press('header input[name=q]', 'Enter');
  assert.match(tab.url(), /tim-kiem\.html\?q=/);
  await close();
});

test('on a slow line the first results take three requests in a row after the page', async () => {
  const { tab, close } = await open(server.url);
  const session = await tab.context().newCDPSession(tab);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await tab.focus(FIELD);
  const began = [];
  tab.on('requestfinished', (request) => began.push(request.timing()));
  await tab.fill(FIELD, 'thường xuân');
  await settled(tab, 'thường xuân');
  await tab.locator(TITLES).first().waitFor();
  // Requests that began before another of the chain had ended belong to one step.
  assert.ok(chain(began) <= 3, `${chain(began)} in a row`);
  await close();
});

/** The longest row of requests of which each began after the one before had ended. */
function chain(timings) {
  const spans = timings.map(({ startTime, responseEnd }) => [startTime, startTime + responseEnd]).sort((a, b) => a[1] - b[1]);
  let steps = 0;
  let end = -Infinity;
  for (const [start, finish] of spans) {
    if (start >= end) {
      steps += 1;
      end = finish;
    }
  }
  return steps;
}
