// Every address that a page or a style sheet mentions, and what for. Resolves nothing.

import { attribute, isRefresh } from './site.mjs';

/** Attributes whose value is one address, by element; `*` is any element. */
const LINKING = { a: ['href'], area: ['href'], form: ['action'], button: ['formaction'], input: ['formaction'] };
const EMBEDDING = {
  img: ['src'], script: ['src'], iframe: ['src'], embed: ['src'], audio: ['src'], source: ['src'], track: ['src'],
  video: ['src', 'poster'], object: ['data'], input: ['src'], image: ['href'], use: ['href'],
};

/** `rel` values that make a browser fetch the target of a `<link>` for this page. */
const FETCHED = new Set(['stylesheet', 'icon', 'apple-touch-icon', 'manifest', 'preload', 'modulepreload', 'prefetch']);

/** Properties of `<meta>` whose content is an address, for cards that other sites show. */
const SOCIAL = new Set(['og:url', 'og:image', 'twitter:image']);

/**
 * The references of a page, in document order: `{ url, use, shownAs }`.
 *
 * `use` is "link" for what a reader follows, "embed" for what the browser fetches to show this page, "public"
 * for what machines elsewhere read and what therefore may be a full address. `shownAs` names it in messages.
 */
export function referencesOf(page) {
  return page.elements.flatMap((element) => fromElement(element).map((found) => ({ ...found, url: found.url.trim() })));
}

/** The references of a style sheet, all of them fetched. */
export function referencesOfStyle(css) {
  const withoutComments = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const named = [...withoutComments.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)];
  return named
    .map((match) => match[2] ?? match[4])
    .filter((url) => !url.startsWith('data:'))
    .map((url) => ({ url, use: 'embed', shownAs: `url(${url})` }));
}

function fromElement(element) {
  const name = element.tagName;
  if (name === 'link') return fromLink(element);
  if (name === 'meta') return fromMeta(element);
  return [
    ...(LINKING[name] ?? []).flatMap((attr) => one(element, attr, 'link')),
    ...(EMBEDDING[name] ?? []).flatMap((attr) => one(element, attr, 'embed')),
    ...candidates(element, 'srcset'),
  ];
}

function fromLink(element) {
  const rels = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
  const use = rels.includes('canonical') ? 'public' : rels.some((rel) => FETCHED.has(rel)) ? 'embed' : 'link';
  return [...one(element, 'href', use), ...candidates(element, 'imagesrcset')];
}

function fromMeta(element) {
  const content = attribute(element, 'content') ?? '';
  if (isRefresh(element)) {
    const url = /url\s*=\s*(.*)$/i.exec(content)?.[1];
    return url === undefined ? [] : [{ url, use: 'link', shownAs: `meta refresh ${url}` }];
  }
  const property = attribute(element, 'property') ?? attribute(element, 'name');
  return SOCIAL.has(property) ? [{ url: content, use: 'public', shownAs: `meta ${property} ${content}` }] : [];
}

function one(element, attr, use) {
  const url = attribute(element, attr);
  return url === undefined ? [] : [{ url, use, shownAs: `${element.tagName} ${attr}="${url}"` }];
}

// Addresses in srcset hold no comma followed by a space when we write them, so this need not be the
// whole algorithm of the HTML standard, 4.8.4.2.2.
function candidates(element, attr) {
  return (attribute(element, attr) ?? '')
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/)[0])
    .filter(Boolean)
    .map((url) => ({ url, use: 'embed', shownAs: `${element.tagName} ${attr} ${url}` }));
}
