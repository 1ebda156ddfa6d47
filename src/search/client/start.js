// Waits until someone searches, and loads the client then: search.js beside this, and the head of the index at once
// with it. Who only looks at the page loads nothing else. Written for ES2017; what browsers get is made of it by
// `npm run client --prefix tests/browser`.
(() => {
  'use strict';

  const own = document.currentScript;
  const { client } = own.dataset;
  const arrived = {};
  const asked = {};

  /** Takes what a file of the index brings; the client adds its own to this. */
  const api = (window.bantinSearch = (family, number, payload) => {
    arrived[family + number] = payload;
  });

  /** What a script brings; undefined where there is none. Each is loaded once. */
  api.load = (key, address) =>
    asked[key] ||
    (asked[key] = new Promise((done) => {
      const script = document.createElement('script');
      script.onload = script.onerror = () => {
        script.remove();
        done(arrived[key]);
      };
      script.src = address;
      document.head.appendChild(script);
    }));

  /** Where the index is: beside the client. */
  api.folder = client.replace(/[^/]*$/, 'search/');

  const start = () => {
    api.load('head0', api.folder + 'head.js');
    api.load(client, client);
  };
  const input = own.closest('main').querySelector('form').q;
  // Who types before this is read has the field already, or what they typed stands in it.
  if (/[?&]q=[^&]/.test(location.search) || document.activeElement === input) start();
  else input.addEventListener('focus', start, { once: true });
})();
