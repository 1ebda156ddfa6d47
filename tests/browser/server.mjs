// Serves a folder below a path, on this machine only, as the plainest web server would: a file for its
// own address, index.html for an address that ends in "/", and nothing else.

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
};

/** The media type a server sends for a file of this name. */
export function mediaType(name) {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}

/** Starts serving; `path` begins and ends with "/". Resolves to `{ url, close }`, `url` being the site's own root. */
export async function serve(folder, path) {
  const server = createServer((request, response) => answer(folder, path, request, response));
  await new Promise((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

function answer(folder, path, request, response) {
  const asked = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname);
  const file = asked.startsWith(path) && join(folder, asked.slice(path.length) + (asked.endsWith('/') ? 'index.html' : ''));
  if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': mediaType(file) });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}
