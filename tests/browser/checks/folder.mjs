// `folder`: the site works when its folder is simply opened, as from a USB stick: pages find their styles and
// pictures, links and redirects lead on, and the search form arrives.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const name = 'folder';

/** How long the browser may take to open a file of this disk. */
const PATIENCE = { timeout: 10_000 };

export async function run({ site, shown, browser }) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const tab = await context.newPage();
  let lost = [];
  tab.on('requestfailed', (request) => {
    const error = request.failure()?.errorText;
    // Pictures that are still on their way when a link is followed are given up; what is not there fails otherwise.
    if (error !== 'net::ERR_ABORTED') lost.push(`${request.url()}: ${error}`);
  });
  const findings = [];
  // 404.html speaks of full addresses, since only a web server ever shows it.
  for (const page of shown.filter(({ address }) => address !== '404.html')) {
    lost = [];
    const faults = await visit(tab, site, page);
    if (lost.length > 0 && faults.length === 0) faults.push({ rule: 'not-loaded', text: lost.join('\n') });
    findings.push(...faults.map((fault) => ({ ...fault, page: page.address })));
  }
  await context.close();
  return findings;
}

async function visit(tab, site, page) {
  const url = pathToFileURL(join(site.folder, page.address)).href;
  await tab.goto(url, { waitUntil: 'load' });
  if (page.redirects) return arrival(await arrivesElsewhere(tab, url), 'redirect', page.address);
  if (!(await isStyled(tab))) return [{ rule: 'not-styled', text: 'no style sheet was applied' }];
  const followed = await follow(tab, site);
  await tab.goto(url, { waitUntil: 'load' });
  return [...arrival(followed, 'link', 'the first link of the main part'), ...arrival(await search(tab), 'form', 'the search form')];
}

function isStyled(tab) {
  return tab.evaluate(() => document.querySelector('link[rel=stylesheet]') === null
    || [...document.styleSheets].some((sheet) => sheet.href?.startsWith('file:')));
}

/** Clicks the first link of the main part that leads to another page of the site; `undefined` if there is none. */
async function follow(tab, site) {
  const here = tab.url();
  const root = pathToFileURL(join(site.folder, '/')).href;
  const links = tab.locator('main a[href]:visible');
  // The property of a link inside a drawing is no string.
  const targets = await links.evaluateAll((all) => all.map((link) => new URL(link.getAttribute('href'), document.baseURI).href.split('#')[0]));
  const index = targets.findIndex((target) => target.startsWith(root) && target.endsWith('.html') && target !== here);
  if (index === -1) return undefined;
  await links.nth(index).click(PATIENCE);
  return arrivesElsewhere(tab, here);
}

async function search(tab) {
  const field = tab.locator('form[action] input[type=search]:visible').first();
  if ((await field.count()) === 0) return undefined;
  const here = tab.url();
  await field.fill('căn cước');
  await field.press('Enter', { noWaitAfter: true });
  return arrivesElsewhere(tab, here);
}

/** Whether the browser leaves the address `here` for a file that is there. */
async function arrivesElsewhere(tab, here) {
  try {
    await tab.waitForURL((url) => url.href !== here, { ...PATIENCE, waitUntil: 'domcontentloaded' });
  } catch {
    return false;
  }
  const url = new URL(tab.url());
  return url.protocol === 'file:' && statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() === true;
}

function arrival(arrived, rule, what) {
  return arrived === false ? [{ rule, text: `${what} leads nowhere` }] : [];
}
