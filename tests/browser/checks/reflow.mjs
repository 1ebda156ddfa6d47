// `reflow`: no page has to be moved sideways to be read (WCAG 2.2, 1.4.10), from the narrowest width on.
// What scrolls inside itself, as wide tables do, is no fault.

import { attribute } from '../site.mjs';
import { openTab, show } from '../chromium.mjs';

export const name = 'reflow';

const WIDTHS = [320, 480, 768, 1280];

export async function run({ site, shown, browser }) {
  const tab = await openTab(browser, site);
  const findings = shown.filter((page) => !fitsPhones(page))
    .map((page) => ({ rule: 'no-viewport', page: page.address, text: 'phones will show the layout for a desk, made small' }));
  for (const page of shown) {
    await show(tab, site, page);
    const wide = await tooWide(tab);
    if (wide.length > 0) findings.push({ rule: 'sideways', page: page.address, text: wide.join('\n') });
  }
  await tab.context().close();
  return findings;
}

function fitsPhones(page) {
  return page.elements.some((element) => element.tagName === 'meta' && attribute(element, 'name') === 'viewport'
    && /width=device-width/.test(attribute(element, 'content') ?? ''));
}

async function tooWide(tab) {
  const found = [];
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 640 });
    const culprit = await tab.evaluate(widestElement);
    if (culprit) found.push(`at ${width} px: ${culprit}`);
  }
  return found;
}

/** Runs in the page: what makes it wider than the window, `null` if it is not. */
function widestElement() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const reach = (element) => element.getBoundingClientRect().right;
  const widest = [...document.body.querySelectorAll('*')].filter((element) => reach(element) >= scrollWidth - 1).pop();
  const names = widest ? `<${widest.localName} class="${widest.getAttribute('class') ?? ''}">` : 'something';
  return `${names} makes the page ${scrollWidth} px wide`;
}
