// `policy`: every page forbids, first of all, whatever it does not use itself, and so holds nothing inline.
// Reads the markup of all pages; whether a browser is content with it, `offline` sees.

import { attribute } from '../site.mjs';

export const name = 'policy';

/** `default-src` does not cover these two, so a strict policy names them. */
const ALSO_NAMED = ['base-uri', 'form-action'];

/** What a directive may allow: nothing, the site itself, or one text by its hash. */
const STRICT_SOURCE = /^('none'|'self'|'sha(256|384|512)-[^']+')$/;

/** Directives whose values are not sources of content. */
const SOURCELESS = new Set(['upgrade-insecure-requests', 'sandbox', 'require-trusted-types-for', 'trusted-types']);

/** Script elements of these types are data, which no policy needs to allow. */
const DATA_TYPES = new Set(['application/ld+json', 'application/json']);

export function run({ pages }) {
  return pages.flatMap((page) =>
    [...policyFaults(page), ...inlineFaults(page)].map((fault) => ({ ...fault, page: page.address })));
}

function policyFaults(page) {
  const head = page.elements.find((element) => element.tagName === 'head');
  const children = head.childNodes.filter((node) => node.tagName);
  const position = children.findIndex(isPolicy);
  if (position === -1) return [{ rule: 'missing', text: 'no Content-Security-Policy in the head' }];
  const faults = looseParts(attribute(children[position], 'content') ?? '', formOrigins(page));
  if (!needsScripts(page) && /script-src/.test(attribute(children[position], 'content'))) {
    faults.push({ rule: 'needless', text: 'scripts are allowed, and there is none' });
  }
  const afterCharset = position === 1 && attribute(children[0], 'charset') !== undefined;
  if (!afterCharset) faults.push({ rule: 'late', text: 'the policy must follow the charset, before anything it could govern' });
  return faults;
}

function needsScripts(page) {
  return page.elements.some((element) => element.tagName === 'script' && attribute(element, 'src') !== undefined);
}

function isPolicy(element) {
  return element.tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'content-security-policy';
}

/** Where the page's own forms send to: a poll's endpoint is the one foreign address that a site may choose. */
function formOrigins(page) {
  return page.elements.filter((element) => element.tagName === 'form')
    .map((element) => attribute(element, 'action') ?? '')
    .filter((action) => action.startsWith('https://'))
    .map((action) => new URL(action).origin);
}

function looseParts(policy, formOrigins) {
  const directives = new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).filter(([key]) => key)
    .map(([key, ...sources]) => [key.toLowerCase(), sources]));
  const loose = [...directives].filter(([key]) => !SOURCELESS.has(key))
    .flatMap(([key, sources]) => sources
      .filter((source) => !STRICT_SOURCE.test(source) && !(key === 'form-action' && formOrigins.includes(source)))
      .map((source) => `${key} ${source}`));
  if (directives.get('default-src')?.join(' ') !== "'none'") loose.push("default-src is not 'none'");
  loose.push(...ALSO_NAMED.filter((key) => !directives.has(key)).map((key) => `${key} is not named`));
  return loose.map((text) => ({ rule: 'loose', text }));
}

function inlineFaults(page) {
  return page.elements.flatMap((element) => {
    const found = [];
    const isScript = element.tagName === 'script' && !DATA_TYPES.has(attribute(element, 'type'));
    if (isScript && attribute(element, 'src') === undefined) found.push('script');
    if (element.tagName === 'style') found.push('style element');
    found.push(...element.attrs.map(({ name: attr }) => attr).filter((attr) => attr === 'style' || /^on/.test(attr)));
    return found.map((what) => ({ rule: 'inline', text: `${what} in <${element.tagName}>` }));
  });
}
