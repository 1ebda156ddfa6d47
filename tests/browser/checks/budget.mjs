// `budget`: what a page needs for its first view, markup, styles and scripts, is light enough to come with
// the first packets of a slow connection. Pictures come later and are not counted.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { attribute } from '../site.mjs';

export const name = 'budget';

/** Bytes after gzip -9: what a server may send before the first answer of the reader's machine. */
const BUDGET = 14_000;

export function run({ site, pages, note }) {
  const weigh = scale(site);
  const weights = pages.map((page) => ({ page, parts: partsOf(site, page).map(weigh) }))
    .map(({ page, parts: [html, ...rest] }) => ({ page, html, rest: sum(rest), total: html + sum(rest) }))
    .sort((a, b) => b.total - a.total);
  note(table(weights));
  return weights.filter(({ total }) => total > BUDGET).map(({ page, html, rest, total }) => ({
    rule: 'too-heavy',
    page: page.address,
    text: `${total} bytes (${html} of markup, ${rest} of styles and scripts), ${total - BUDGET} too many`,
  }));
}

/** The page's own address, then those of its styles and scripts; full ones of the site itself are understood. */
function partsOf(site, page) {
  const fetched = page.elements.flatMap((element) => {
    if (element.tagName === 'script') return [attribute(element, 'src')];
    const isStyle = element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet';
    return isStyle ? [attribute(element, 'href')] : [];
  });
  return [page.address, ...fetched.filter(Boolean).map((url) => addressOf(site, page, url))];
}

function addressOf(site, page, url) {
  const { origin, pathname } = new URL(url, site.base + encodeURI(page.address));
  return decodeURIComponent((origin + pathname).slice(site.base.length));
}

/** Weighs a file once; one that is not there weighs nothing, since `links` reports it. */
function scale(site) {
  const known = new Map();
  return (address) => {
    if (!site.files.has(address)) return 0;
    if (!known.has(address)) known.set(address, gzipSync(readFileSync(join(site.folder, address)), { level: 9 }).length);
    return known.get(address);
  };
}

function table(weights) {
  const heaviest = new Map();
  for (const weight of weights) {
    const kind = weight.page.kind ?? '(no kind)';
    const known = heaviest.get(kind) ?? { weight, count: 0 };
    heaviest.set(kind, { ...known, count: known.count + 1 });
  }
  const rows = [...heaviest].map(([kind, { weight, count }]) =>
    [kind, count, weight.total, weight.html, weight.rest, weight.page.address]);
  return [['kind', 'pages', 'heaviest', 'markup', 'rest', 'page'], ...rows]
    .map(([kind, ...cells]) => `${kind.padEnd(20)}${cells.slice(0, 4).map((cell) => `${cell}`.padStart(10)).join('')}  ${cells[4]}`)
    .join('\n');
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
