// `html`: every page is valid for the Nu HTML checker, without errors and without warnings.
// One run of the checker for all pages, since starting it costs more than a page does.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** The checker is given files, which have no origin for 'self' to match; `policy` and `offline` judge this instead. */
const ABOUT_POLICY = 'violates Content Security Policy';

export const name = 'html';

export function run({ site, pages }) {
  const files = pages.map((page) => join(site.folder, page.address));
  const done = spawnSync('java', ['-Xss4m', '-jar', JAR, '--stdout', '--exit-zero-always', '--format', 'json', ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.error || done.status !== 0) throw done.error ?? new Error(`the HTML checker failed: ${done.stderr}`);
  return JSON.parse(done.stdout).messages.filter(counts).map((message) => toFinding(site, message));
}

function counts(message) {
  return (message.type !== 'info' || message.subType === 'warning') && !message.message.includes(ABOUT_POLICY);
}

function toFinding(site, message) {
  const path = decodeURIComponent(new URL(message.url).pathname);
  return {
    rule: message.type === 'info' ? 'warning' : message.type,
    page: path.slice(site.folder.length + 1),
    text: `line ${message.lastLine}: ${message.message}\n${(message.extract ?? '').trim()}`,
  };
}
