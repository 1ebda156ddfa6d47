// A built site as the checks see it: its files, its pages parsed, and where it says it is published.
// Reads once; changes nothing and judges nothing.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parse } from 'parse5';

/** Where a site that names no address of its own is shown: a name that can belong to nobody (RFC 2606). */
const NOWHERE = 'https://site.example/';

/** Up to this many pages, a browser looks at every one. */
const FEW_PAGES = 40;

/**
 * Reads the site in `folder`.
 *
 * `base` is the address the home page's canonical link stands below, always ending in "/"; `hasBase`
 * says whether there was one. Addresses are relative to the folder, with "/" on every system.
 */
export function readSite(folder) {
  const root = resolve(folder);
  if (!existsSync(root)) throw new Error(`no site in ${root}`);
  const files = new Set(listFiles(root));
  const pages = [...files].filter((file) => file.endsWith('.html')).sort().map((file) => readPage(root, file));
  if (pages.length === 0) throw new Error(`no page in ${root}`);
  const canonical = canonicalOf(pages.find((page) => page.address === 'index.html'));
  return {
    folder: root,
    files,
    pages,
    byAddress: new Map(pages.map((page) => [page.address, page])),
    base: canonical ? new URL('.', canonical).href : NOWHERE,
    hasBase: canonical !== undefined,
  };
}

/** The pages that a browser looks at: all, if they are few; else the heaviest of each kind and language. */
export function pagesToShow(site) {
  if (site.pages.length <= FEW_PAGES) return site.pages;
  const heaviest = new Map();
  for (const page of site.pages) {
    const key = `${page.kind} ${page.language}`;
    if (!(heaviest.get(key)?.html.length >= page.html.length)) heaviest.set(key, page);
  }
  return [...heaviest.values()];
}

/** Every element below `node`, in document order; what a template element holds included. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
  if (node.content) yield* elements(node.content);
}

/** The value of an attribute, `undefined` if it is not written. */
export function attribute(element, name) {
  return element.attrs.find((each) => each.name === name)?.value;
}

function listFiles(root) {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1).split(sep).join('/'));
}

function readPage(root, address) {
  const html = readFileSync(join(root, address), 'utf8');
  const document = parse(html);
  const all = [...elements(document)];
  const htmlElement = all.find((element) => element.tagName === 'html');
  return {
    address,
    html,
    elements: all,
    ids: new Set(all.map((element) => attribute(element, 'id')).filter(Boolean)),
    kind: attribute(htmlElement, 'data-page'),
    language: attribute(htmlElement, 'lang'),
    redirects: all.some(isRefresh),
  };
}

/** Whether an element is the `<meta http-equiv="refresh">` of a redirect page. */
export function isRefresh(element) {
  return element.tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh';
}

function canonicalOf(home) {
  const link = home?.elements.find((element) => element.tagName === 'link' && attribute(element, 'rel') === 'canonical');
  return link && attribute(link, 'href');
}
