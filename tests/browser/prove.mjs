// Runs every check over one built site. The one place that knows which checks there are.

import * as axe from './checks/axe.mjs';
import * as budget from './checks/budget.mjs';
import * as folder from './checks/folder.mjs';
import * as html from './checks/html.mjs';
import * as kind from './checks/kind.mjs';
import * as links from './checks/links.mjs';
import * as offline from './checks/offline.mjs';
import * as policy from './checks/policy.mjs';
import * as reflow from './checks/reflow.mjs';
import * as scriptOff from './checks/script-off.mjs';

/**
 * A check has a `name` and `run(subject)`, which gives its findings: `{ rule, page, text }`.
 *
 * A subject is `{ site, pages, shown, kinds, browser, note }`: `pages` are to be examined, `shown` is the part of
 * them that a browser looks at, `kinds` are those the site must show, if that matters, and `note(text)` tells
 * readers of the report what is no fault.
 */
export const CHECKS = [kind, html, policy, links, budget, offline, scriptOff, folder, reflow, axe];

/** All findings over some pages of a site, each with the name of its check. */
export async function prove(subject) {
  const findings = [];
  for (const check of CHECKS) {
    const found = await check.run({ note: () => {}, ...subject });
    findings.push(...found.map((finding) => ({ ...finding, check: check.name })));
  }
  return findings;
}

/** The findings as people read them, one paragraph each; the first few of very many. */
export function describe(findings) {
  const lines = findings.slice(0, 20).map(({ rule, page, text }) => `${page}: ${rule}\n    ${text.replaceAll('\n', '\n    ')}`);
  const more = findings.length > lines.length ? [`… and ${findings.length - lines.length} more`] : [];
  return [`${findings.length} found`, ...lines, ...more].join('\n');
}
