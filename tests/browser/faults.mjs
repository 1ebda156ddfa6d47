// The faults that the checks must find: for each, how it is made in a good page, and which findings it must
// bring, no fewer and no more. A fault made elsewhere than in the page's text lies in a file beside it.

import { createHash } from 'node:crypto';

/** Comes just before the main part ends. */
const atEnd = (markup) => (html) => html.replace('</main>', `${markup}</main>`);

/** Comes just before the head ends. */
const inHead = (markup) => (html) => html.replace('</head>', `${markup}</head>`);

const without = (pattern) => (html) => html.replace(pattern, '');

const both = (first, second) => (html) => second(first(html));

const POLICY = /<meta[^>]+http-equiv="?Content-Security-Policy[^>]*>/i;

const policyWith = (directive, value) => (html) => html.replace(POLICY, (meta) =>
  meta.replace(new RegExp(`${directive} [^;">]+`), `${directive} ${value}`));

/** Text that does not compress: the same every time. */
const dense = [...Array(500).keys()].map((index) => createHash('sha256').update(`${index}`).digest('base64')).join(' ');

/**
 * Files that lie in `planted/` at the site's root. In a fault's markup `{up}` leads to that root, and `{base}` is
 * the address the site is published at.
 */
export const FILES = {
  'dark.css': '@media (prefers-color-scheme: dark) { .planted { color: #333; background: #222; } }',
  'light.css': '.planted { color: #bbb; background: #ccc; }',
  'wide.css': '.planted { width: 330px; height: 3px; }',
  'small.css': '.planted button { width: 9px; height: 9px; padding: 0; border: 0; }',
  'lost.css': '.planted { background: url(khong-co.png); }',
  'late.js': "document.querySelector('main').append('Chỉ có khi chạy kịch bản');",
  'heavy.js': `// ${dense}`,
  'throws.js': "throw new Error('hỏng');",
  'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0h4v3z"/></svg>',
};

const style = (name) => inHead(`<link rel="stylesheet" href="{up}planted/${name}">`);
/** A page without a script of its own forbids all of them; the fault of these is another. */
const lettingScriptsIn = (html) => html.replace(POLICY, (meta) =>
  (meta.includes('script-src') ? meta : meta.replace("default-src 'none'", "$&; script-src 'self'")));

const script = (name) => both(lettingScriptsIn, inHead(`<script src="{up}planted/${name}" defer></script>`));

/** A kind of page that no site has. */
export const MISSING_KIND = 'planted-kind';

/** What is found elsewhere than in spoiled pages, as "page: check/rule". */
export const FOUND_ELSEWHERE = [`${MISSING_KIND}: kind/no-page`, 'planted/lost.css: links/broken-link'];

/**
 * Every fault: `{ name, plant, finds, says, where }`. `plant` changes the page's text, `finds` are the findings as
 * "check/rule", and one of their texts must match `says` where it is given. `where` is the page to spoil,
 * if not a copy of a bulletin.
 */
export const FAULTS = [
  { name: 'nothing at all', plant: atEnd('<p><a href="https://other.example/">Nơi khác</a></p>'), finds: [] },
  { name: 'a page of no kind', plant: without(/ data-page="[^"]*"/), finds: ['kind/no-kind'] },
  { name: 'an element that is not closed', plant: atEnd('<div><p>Chưa đóng</p>'), finds: ['html/error'] },
  { name: 'a section without heading', plant: atEnd('<section><p>Không đầu đề</p></section>'), finds: ['html/warning'] },
  {
    name: 'a picture without alternative',
    plant: atEnd('<img src="{up}planted/picture.svg" width="4" height="3">'),
    finds: ['axe/image-alt', 'html/error'],
  },
  {
    name: 'pale text by night only',
    plant: both(style('dark.css'), atEnd('<p class="planted">Chữ mờ</p>')),
    finds: ['axe/color-contrast'],
    says: /^at 360 dark, 1280 dark\n/,
  },
  {
    name: 'pale text by day and by night',
    plant: both(style('light.css'), atEnd('<p class="planted">Chữ mờ</p>')),
    finds: ['axe/color-contrast'],
    says: /^at 360 light, 360 dark, 1280 light, 1280 dark\n/,
  },
  {
    name: 'buttons too small to touch',
    plant: both(style('small.css'), atEnd('<p class="planted"><button type="button">a</button><button type="button">b</button></p>')),
    finds: ['axe/target-size'],
  },
  { name: 'a link to no file', plant: atEnd('<a href="khong-co.html">Không có</a>'), finds: ['links/broken-link'] },
  { name: 'a link to no fragment', plant: atEnd('<a href="#khong-co">Không có</a>'), finds: ['links/broken-fragment'] },
  {
    name: 'a link that leaves the folder',
    plant: atEnd('<a href="../../../../../../{up}index.html">Ra ngoài</a>'),
    finds: ['links/broken-link'],
    says: /no such file below a path, from a disk$/,
  },
  { name: 'a link from the root', plant: atEnd('<a href="/index.html">Trang chủ</a>'), finds: ['links/absolute-path'] },
  { name: 'a link to the own host', plant: atEnd('<a href="{base}index.html">Trang chủ</a>'), finds: ['links/absolute-own'] },
  {
    name: 'a relative link where every address ends',
    where: '404.html',
    plant: atEnd('<a href="index.html">Trang chủ</a>'),
    finds: ['links/relative-on-404'],
  },
  { name: 'a link to a folder', plant: atEnd('<a href="./">Thư mục</a>'), finds: ['links/not-a-file'] },
  { name: 'a link that is code', plant: atEnd('<a href="javascript:print()">In</a>'), finds: ['links/scheme'] },
  {
    name: 'a picture that is not there',
    plant: atEnd('<img src="khong-co.png" alt="Không có" width="4" height="3">'),
    finds: ['folder/not-loaded', 'links/broken-link', 'offline/console'],
  },
  {
    name: "another host's picture, stopped by the policy",
    plant: atEnd('<img src="https://other.example/a.png" alt="Nơi khác" width="4" height="3">'),
    finds: ['folder/not-loaded', 'links/third-party', 'offline/policy-violation'],
  },
  {
    name: "another host's picture, let in by the policy",
    plant: both(policyWith('img-src', '*'), atEnd('<img src="https://other.example/a.png" alt="Nơi khác" width="4" height="3">')),
    finds: ['folder/not-loaded', 'links/third-party', 'offline/other-host', 'policy/loose'],
  },
  { name: 'a script in the page', plant: atEnd('<script>document.title += "!"</script>'), finds: ['offline/policy-violation', 'policy/inline'] },
  { name: 'a style in the page', plant: atEnd('<p style="color: inherit">Nghiêng</p>'), finds: ['offline/policy-violation', 'policy/inline'] },
  { name: 'no policy', plant: without(POLICY), finds: ['policy/missing'] },
  {
    name: 'a policy that comes late',
    plant: (html) => inHead(POLICY.exec(html)[0])(html.replace(POLICY, '')),
    finds: ['policy/late'],
  },
  { name: 'a policy that lets scripts in for none', plant: lettingScriptsIn, finds: ['policy/needless'] },
  {
    name: 'a policy that lets scripts in the page run',
    plant: both(both(lettingScriptsIn, policyWith('script-src', "'unsafe-inline'")), atEnd('<script>document.title += "!"</script>')),
    finds: ['policy/inline', 'policy/loose', 'policy/needless'],
  },
  { name: 'a policy that allows all by default', plant: policyWith('default-src', "'self'"), finds: ['policy/loose'] },
  { name: 'a policy that lets forms go anywhere', plant: policyWith('form-action', 'https://other.example'), finds: ['folder/form', 'policy/loose'] },
  { name: 'a search form that is stopped', plant: policyWith('form-action', "'none'"), finds: ['folder/form'] },
  { name: 'a script that throws', plant: script('throws.js'), finds: ['offline/script-error'] },
  { name: 'text that only a script brings', plant: script('late.js'), finds: ['script-off/needs-script'] },
  { name: 'a page too heavy', plant: atEnd(`<!-- ${dense} -->`), finds: ['budget/too-heavy'] },
  { name: 'a deferred script too heavy', plant: script('heavy.js'), finds: ['budget/too-heavy'] },
  {
    name: 'a script too heavy that is loaded when it is used',
    plant: atEnd('<p data-client="{up}planted/heavy.js">Tìm</p>'),
    finds: ['budget/scripts-too-heavy'],
  },
  { name: 'a script that the first view waits for', plant: both(lettingScriptsIn, inHead('<script src="{up}planted/heavy.js"></script>')), finds: ['budget/too-heavy'] },
  { name: 'too wide for 320 px', plant: both(style('wide.css'), atEnd('<p class="planted"></p>')), finds: ['reflow/sideways'], says: /^at 320 px: <p/ },
  { name: 'no viewport', plant: without(/<meta name="viewport"[^>]*>/), finds: ['reflow/no-viewport'] },
  {
    name: 'a redirect to no file',
    plant: inHead('<meta http-equiv="refresh" content="0; url=khong-co.html">'),
    finds: ['folder/redirect', 'links/broken-link'],
  },
];
