// `script-off`: whoever has no script sees everything that others see when they come to a page.

import { openTab, show } from '../chromium.mjs';

export const name = 'script-off';

export async function run({ site, shown, browser }) {
  const withScript = await openTab(browser, site);
  const without = await openTab(browser, site, { javaScriptEnabled: false });
  const findings = [];
  for (const page of shown) {
    const everyone = new Set(await readLines(without, site, page));
    const missing = (await readLines(withScript, site, page)).filter((line) => !everyone.has(line));
    if (everyone.size === 0) findings.push({ rule: 'empty', page: page.address, text: 'the main part says nothing' });
    if (missing.length > 0) findings.push({ rule: 'needs-script', page: page.address, text: missing.slice(0, 5).join('\n') });
  }
  await Promise.all([withScript.context().close(), without.context().close()]);
  return findings;
}

/** The lines of text in the page's main part, as far as they are visible. */
async function readLines(tab, site, page) {
  await show(tab, site, page);
  const text = await tab.evaluate(() => document.querySelector('main')?.innerText ?? '');
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}
