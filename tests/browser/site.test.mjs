// Holds a built site against every check: `node --test-reporter=spec site.test.mjs FOLDER [TEMPLATES]`
// Given a theme's folder of templates, the site must have a page of each.

import { after, before, describe, test } from 'node:test';
import { kindsOfTheme } from './checks/kind.mjs';
import { startChromium } from './chromium.mjs';
import { CHECKS, describe as describeFindings } from './prove.mjs';
import { pagesToShow, readSite } from './site.mjs';

const [folder, templates] = process.argv.slice(2);
if (!folder) throw new Error('which site? node site.test.mjs FOLDER [TEMPLATES]');

const site = readSite(folder);
const shown = pagesToShow(site);
const kinds = templates && kindsOfTheme(templates);
let browser;
before(async () => { browser = await startChromium(); });
after(() => browser?.close());

describe(`${site.pages.length} pages, ${shown.length} of them in a browser`, () => {
  for (const check of CHECKS) {
    test(check.name, async (context) => {
      const note = (text) => context.diagnostic(`\n${text}`);
      const findings = await check.run({ site, pages: site.pages, shown, kinds, browser, note });
      if (findings.length > 0) throw bare(describeFindings(findings));
    });
  }
});

/** An error of which only the message is printed: the page is at fault, not the line that found it. */
function bare(message) {
  return Object.assign(new Error(message), { stack: message });
}
