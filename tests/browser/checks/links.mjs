// `links`: every internal link leads to a file that is there, and to a fragment that is in it, wherever the
// folder lies: at a host's root, below a path, or opened from a disk. Never asks another host anything.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { referencesOf, referencesOfStyle } from '../references.mjs';
import { serve } from '../server.mjs';

export const name = 'links';

/** A server shows this page at whatever address was asked for, so its links can't be relative. */
const NOT_FOUND_PAGE = '404.html';

/** Schemes of links that leave the site. */
const OUTWARD = new Set(['http:', 'https:', 'mailto:', 'tel:', 'geo:']);

export async function run({ site, pages }) {
  const atRoot = await serve(site.folder, '/');
  const belowPath = await serve(site.folder, '/cong/thong-tin/');
  try {
    const places = [served('at a root', atRoot.url), served('below a path', belowPath.url), opened(site)];
    const findings = [];
    for (const { address, references } of documents(site, pages)) {
      for (const reference of references) {
        const fault = await faultOf(site, places, address, reference);
        if (fault) findings.push({ rule: fault.rule, page: address, text: `${reference.shownAs}: ${fault.text}` });
      }
    }
    return findings;
  } finally {
    await Promise.all([atRoot.close(), belowPath.close()]);
  }
}

function documents(site, pages) {
  const styles = [...site.files].filter((file) => file.endsWith('.css'));
  return [
    ...pages.map((page) => ({ address: page.address, references: referencesOf(page) })),
    ...styles.map((address) => ({ address, references: referencesOfStyle(readFileSync(join(site.folder, address), 'utf8')) })),
  ];
}

async function faultOf(site, places, from, reference) {
  const { url, use } = reference;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? (url.startsWith('//') ? '//' : undefined);
  if (site.hasBase && url.startsWith(site.base)) return ownAddressFault(site, from, reference);
  if (scheme && use === 'embed') return fault('third-party', 'fetched from another host');
  if (scheme) return OUTWARD.has(scheme) ? undefined : fault('scheme', 'readers can follow no such address');
  if (url.startsWith('/')) return fault('absolute-path', 'leads elsewhere when the folder lies below a path');
  if (from === NOT_FOUND_PAGE && site.hasBase && !url.startsWith('#')) {
    return fault('relative-on-404', 'this page is shown at other addresses; its links must be full ones');
  }
  return relativeFault(site, places, from, url);
}

function ownAddressFault(site, from, { url, use }) {
  if (use !== 'public' && from !== NOT_FOUND_PAGE) return fault('absolute-own', 'binds the folder to one host');
  const [path, fragment] = split(url.slice(site.base.length));
  const address = decodeURIComponent(path) + (path === '' || path.endsWith('/') ? 'index.html' : '');
  if (!site.files.has(address)) return fault('broken-link', 'there is no such file');
  return fragmentFault(site, address, fragment);
}

async function relativeFault(site, places, from, url) {
  const [path, fragment] = split(url);
  if (/(^|\/)\.{0,2}$/.test(path) && path !== '') return fault('not-a-file', 'names a folder, and only servers know its index');
  if (path === '') return fragmentFault(site, from, fragment);
  const reached = await Promise.all(places.map((place) => place.reach(from, path)));
  const lost = places.filter((place, index) => reached[index] === undefined).map((place) => place.name);
  if (lost.length > 0) return fault('broken-link', `there is no such file ${lost.join(', ')}`);
  return fragmentFault(site, reached[0], fragment);
}

function fragmentFault(site, address, fragment) {
  if (!fragment) return undefined;
  const id = decodeURIComponent(fragment);
  const page = site.byAddress.get(address);
  const there = page ? page.ids.has(id) : readFileSync(join(site.folder, address), 'utf8').includes(`id="${id}"`);
  return there ? undefined : fault('broken-fragment', `nothing in ${address} has the id "${id}"`);
}

/** The site behind a web server; each address is asked for once. */
function served(placeName, root) {
  const asked = new Map();
  const exists = async (url) => (await fetch(url, { method: 'HEAD' })).status === 200;
  return {
    name: placeName,
    async reach(from, path) {
      const url = new URL(path, root + encodeURI(from)).href;
      if (!asked.has(url)) asked.set(url, exists(url));
      return (await asked.get(url)) ? decodeURIComponent(url.slice(root.length)) : undefined;
    },
  };
}

/** The site as a folder on a disk, where an address is a path and nothing more. */
function opened(site) {
  const root = pathToFileURL(join(site.folder, '/')).href;
  return {
    name: 'from a disk',
    async reach(from, path) {
      const url = new URL(path, root + encodeURI(from));
      const isFile = url.href.startsWith(root) && statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile();
      return isFile ? decodeURIComponent(url.href.slice(root.length)) : undefined;
    },
  };
}

function split(url) {
  const [beforeFragment, fragment] = url.split('#', 2);
  return [beforeFragment.split('?', 1)[0], fragment];
}

function fault(rule, text) {
  return { rule, text };
}
