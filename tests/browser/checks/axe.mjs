// `axe`: axe-core finds nothing against WCAG 2.2, levels A and AA, on a phone and on a desk, by day and by night.

import axe from 'axe-core';
import { openTab, show } from '../chromium.mjs';

export const name = 'axe';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const VARIANTS = [360, 1280].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));

export async function run({ site, shown, browser }) {
  const tab = await openTab(browser, site);
  const findings = [];
  for (const page of shown) {
    await show(tab, site, page);
    await tab.evaluate(axe.source);
    findings.push(...(await violations(tab)).map((violation) => ({ ...violation, page: page.address })));
  }
  await tab.context().close();
  return findings;
}

/** The violations of the page shown, each once, with the variants it was found in. */
async function violations(tab) {
  const found = new Map();
  for (const { width, colorScheme } of VARIANTS) {
    await tab.setViewportSize({ width, height: 800 });
    await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const { id, nodes } of await tab.evaluate(runAxe, TAGS)) {
      const known = found.get(id) ?? { variants: [], nodes };
      found.set(id, { ...known, variants: [...known.variants, `${width} ${colorScheme}`] });
    }
  }
  return [...found].map(([rule, { variants, nodes }]) => ({
    rule,
    text: `at ${variants.join(', ')}\n${nodes.slice(0, 3).map(({ target, failure }) => `${target}: ${failure}`).join('\n')}`,
  }));
}

/** Runs in the page. The rule on the size of targets is off by default, though part of WCAG 2.2 AA. */
async function runAxe(tags) {
  const { violations: found } = await globalThis.axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
    preload: false,
  });
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => ({ target: target.join(' '), failure: failureSummary })),
  }));
}
