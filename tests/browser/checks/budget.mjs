// `budget`: what a page needs for its first view, markup, styles and scripts, is light enough to come with the first
// packets of a slow connection. Pictures come later and are not counted. Maps stand in the markup and are counted
// apart: the page without its maps has the page's budget, and each map has its own. So has a script that a page
// names in `data-client`: it is loaded when someone uses what it is for.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { attribute } from '../site.mjs';

export const name = 'budget';

/** Bytes after gzip -9: what a server may send before the first answer of the reader's machine. */
const BUDGET = 14_000;

/** What a script may weigh that is loaded when it is used. */
const CLIENT_BUDGET = 8_000;

/** What one map may weigh: that of the whole country, which has no scale, and that of a province, which has one. */
const MAP_BUDGET = { country: 40_000, province: 20_000 };

/** A map as the pages have it: its two drawings, in a group of their own that holds no other `div`. */
const MAP = /<div class="bt-map__sheet".*?<\/div>/gs;

export function run({ site, pages, note }) {
  const weigh = scale(site);
  const weights = pages.map((page) => ({ page, parts: partsOf(site, page).map(weigh) }))
    .map(({ page, parts: [html, ...rest] }) => ({ page, html, rest: sum(rest), total: html + sum(rest), clients: sum(clientsOf(site, page).map(weigh)) }))
    .sort((a, b) => b.total - a.total);
  const maps = pages.flatMap((page) => mapsOf(site, page));
  note(`${table(weights)}\n${maps.length} maps, counted apart; the heaviest has ${Math.max(0, ...maps.map(({ bytes }) => bytes))} bytes`);
  const heavyMaps = maps.filter(({ bytes, budget }) => bytes > budget).map(({ page, bytes, budget }) => ({
    rule: 'map-too-heavy',
    page: page.address,
    text: `a map of ${bytes} bytes, ${bytes - budget} too many`,
  }));
  const heavyScripts = weights.filter(({ clients }) => clients > CLIENT_BUDGET).map(({ page, clients }) => ({
    rule: 'scripts-too-heavy',
    page: page.address,
    text: `${clients} bytes of scripts that are loaded when they are used, ${clients - CLIENT_BUDGET} too many`,
  }));
  return [...heavyMaps, ...heavyScripts, ...tooHeavy(weights)];
}

/** Each map of a page with its weight and what it may weigh. */
function mapsOf(site, page) {
  const markup = readFileSync(join(site.folder, page.address), 'utf8');
  return [...markup.matchAll(MAP)].map(([map]) => ({
    page,
    bytes: gzipSync(map, { level: 9 }).length,
    budget: map.includes('bt-map__scale') ? MAP_BUDGET.province : MAP_BUDGET.country,
  }));
}

function tooHeavy(weights) {
  return weights.filter(({ total }) => total > BUDGET).map(({ page, html, rest, total }) => ({
    rule: 'too-heavy',
    page: page.address,
    text: `${total} bytes (${html} of markup, ${rest} of styles and scripts), ${total - BUDGET} too many`,
  }));
}

/** The page's own address, then those of its styles and scripts; full ones are understood. */
function partsOf(site, page) {
  const fetched = page.elements.flatMap((element) => {
    if (element.tagName === 'script') return [attribute(element, 'src')];
    const isStyle = element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet';
    return isStyle ? [attribute(element, 'href')] : [];
  });
  return [page.address, ...fetched.filter(Boolean).map((url) => addressOf(site, page, url))];
}

/** The addresses of the scripts that a page loads when they are used. */
function clientsOf(site, page) {
  const clients = page.elements.map((element) => attribute(element, 'data-client')).filter(Boolean);
  return clients.map((url) => addressOf(site, page, url));
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
    if (!known.has(address)) {
      const bytes = readFileSync(join(site.folder, address));
      const counted = address.endsWith('.html') ? bytes.toString('utf8').replace(MAP, '') : bytes;
      known.set(address, gzipSync(counted, { level: 9 }).length);
    }
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
    [kind, count, weight.total, weight.html, weight.rest, weight.clients, weight.page.address]);
  return [['kind', 'pages', 'heaviest', 'markup', 'rest', 'clients', 'page'], ...rows]
    .map(([kind, ...cells]) => `${kind.padEnd(20)}${cells.slice(0, 5).map((cell) => `${cell}`.padStart(10)).join('')}  ${cells[5]}`)
    .join('\n');
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
