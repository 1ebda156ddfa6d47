// `kind`: every page says in `<html data-page="…">` of which kind it is, and its language, so that the checks that
// look at one page of each kind miss none; and no kind of page that the theme knows goes unproved.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'kind';

/** `kinds` are those that the site must have a page of. */
export function run({ site, pages, kinds = [] }) {
  const present = new Set(site.pages.map((page) => page.kind));
  return [
    ...pages.filter((page) => !page.kind).map((page) => finding('no-kind', page.address, 'no data-page at the html element')),
    ...pages.filter((page) => !page.language).map((page) => finding('no-language', page.address, 'no lang at the html element')),
    ...kinds.filter((kind) => !present.has(kind)).map((kind) => finding('no-page', kind, 'the site has no page of this kind')),
  ];
}

/** The kinds of page in a theme's folder of templates: each template that extends another is one. */
export function kindsOfTheme(folder) {
  const templates = readdirSync(folder).filter((file) => file.endsWith('.html'));
  const kinds = templates.filter((file) => /{%-?\s*extends\b/.test(readFileSync(join(folder, file), 'utf8')));
  if (kinds.length === 0) throw new Error(`no template in ${folder} extends another`);
  return kinds.map((file) => file.slice(0, -'.html'.length)).sort();
}

function finding(rule, page, text) {
  return { rule, page, text };
}
