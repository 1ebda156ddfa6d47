// Makes the script that browsers get of its source: `npm run client --prefix tests/browser`. A test compares the two.

import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const at = (path) => new URL(`../../${path}`, import.meta.url);

/** Where the theme has the script. */
export const PUBLISHED = at('themes/default/assets/search.js');

/** Names that nothing outside of the script knows: neither the index nor a test. */
const OWN_NAMES = /^(variants|postings|repaired|covers|signatures|bearers|blocks|digit|zeros|gamma|rice|complete|understood)$/;

/** The script, without what only its readers need. */
export function minified() {
  const source = readFileSync(at('src/search/client/search.js'), 'utf8');
  return transformSync(source, { minify: true, target: 'es2017', mangleProps: OWN_NAMES }).code;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(PUBLISHED, minified());
