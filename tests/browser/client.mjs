// Makes the scripts that browsers get of their sources: `npm run client --prefix tests/browser`. A test compares them.

import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const at = (path) => new URL(`../../${path}`, import.meta.url);

/** Where the theme has the scripts, and their sources. */
export const SCRIPTS = [
  { published: at('themes/default/assets/search.js'), source: at('src/search/client/search.js') },
  { published: at('themes/default/assets/search-start.js'), source: at('src/search/client/start.js') },
];

/** Names that nothing outside of a script knows: not the index, not the page's words (`data-…`), not a test. */
const OWN_NAMES =
  /^(variants|postings|repaired|covers|signatures|bearers|blocks|digit|zeros|gamma|rice|complete|span|classes|asks|held|found|weight|words|whole|notices|notice|first|second|letter|mark|last|tone|marks|list|hear|at)$/;

/** A script, without what only its readers need. */
export function minified({ source }) {
  return transformSync(readFileSync(source, 'utf8'), { minify: true, target: 'es2017', mangleProps: OWN_NAMES }).code;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  SCRIPTS.forEach((script) => writeFileSync(script.published, minified(script)));
}
