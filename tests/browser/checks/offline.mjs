// `offline`: a page shown in a browser asks no other host for anything, and the browser has no complaint:
// no error of a script, nothing its policy had to stop, nothing missing.

import { openTab, show } from '../chromium.mjs';

export const name = 'offline';

export async function run({ site, shown, browser }) {
  let seen;
  const tab = await openTab(browser, site, {}, (url) => {
    if (!url.startsWith(site.base)) seen.push({ rule: 'other-host', text: url });
  });
  tab.on('pageerror', (error) => seen.push({ rule: 'script-error', text: error.message }));
  tab.on('console', (message) => {
    if (message.type() === 'error' && !aboutOtherHost(site, message)) seen.push({ rule: ruleOf(message), text: message.text() });
  });
  const findings = [];
  for (const page of shown) {
    seen = [];
    await show(tab, site, page);
    // What was stopped is told in a message that may come after the page is there.
    await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
    findings.push(...seen.map((fault) => ({ ...fault, page: page.address })));
  }
  await tab.context().close();
  return findings;
}

/** A request that was refused is found as such; the browser's message about its failure adds nothing. */
function aboutOtherHost(site, message) {
  const { url } = message.location();
  return message.text().startsWith('Failed to load resource') && !url.startsWith(site.base);
}

function ruleOf(message) {
  return message.text().includes('Content Security Policy') ? 'policy-violation' : 'console';
}
