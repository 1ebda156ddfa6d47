// Starts Debian's Chromium and shows a site in it at its public address, without any network: every request
// for the site's own address is answered from the folder, every other one is refused and remembered.

import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { mediaType } from './server.mjs';

const PROGRAMS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// The sandbox does not work for root, which continuous integration often is; nothing but our own pages is loaded.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Starts the browser; the caller closes it. */
export async function startChromium() {
  const executablePath = PROGRAMS.filter(Boolean).find(isProgram);
  if (!executablePath) throw new Error('no Chromium: install it, or name the program in the variable CHROMIUM');
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens a tab that shows `site` at its public address; with what `site.headers(address)` gives for each file, if the
 * site has that.
 *
 * `options` are those of a Playwright context. What the page asked of another host, and what of the site was
 * not there, is told to `refused(url)`.
 */
export async function openTab(browser, site, options = {}, refused = () => {}) {
  const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce', ...options });
  await context.route('**/*', (route) => answer(site, route, refused));
  return context.newPage();
}

/** Goes to a page of the site and waits until all of it is there. */
export async function show(tab, site, page) {
  await tab.goto(site.base + encodeURI(page.address), { waitUntil: 'load' });
}

async function answer(site, route, refused) {
  const url = route.request().url().split(/[?#]/)[0];
  const address = url.startsWith(site.base) ? decodeURIComponent(url.slice(site.base.length)) : undefined;
  if (address === undefined || !site.files.has(address)) {
    refused(url);
    await (address === undefined ? route.abort() : route.fulfill({ status: 404, body: '' }));
    return;
  }
  const headers = { ...site.headers?.(address), 'content-type': mediaType(address) };
  await route.fulfill({ status: 200, headers, body: body(site, address) });
}

// A redirect page is looked at as one sees it where redirects are switched off; else it would be gone at once.
function body(site, address) {
  const redirects = site.byAddress.get(address)?.redirects;
  const bytes = readFileSync(join(site.folder, address));
  return redirects ? bytes.toString().replace(/<meta[^>]+http-equiv="?refresh[^>]*>/i, '') : bytes;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
