import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { nonceOf } from './security-headers.ts';

const YEAR_S = 365 * 24 * 60 * 60;
const IMMUTABLE = /[\\/]_app[\\/]immutable[\\/]/;
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

const isPageRequest = (request: Request) => request.method === 'GET' || request.method === 'HEAD';

function setCaching(response: Response, file: string): void {
  const caching = IMMUTABLE.test(file) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
  response.setHeader('Cache-Control', caching);
}

/** Hands out the compressed copy that the build left beside a file, when the client takes it and there is one. */
function precompressed(folder: string): RequestHandler {
  return (request, response, next) => {
    const path = request.path;
    const found = ENCODINGS.find(
      ([encoding, ending]) =>
        request.acceptsEncodings(encoding) && isAsset(path) && existsSync(join(folder, path + ending)),
    );
    response.vary('Accept-Encoding');
    if (!found || !isPageRequest(request)) return next();
    const [encoding, ending] = found;
    response.type(path.slice(path.lastIndexOf('.')));
    response.setHeader('Content-Encoding', encoding);
    request.url = path + ending;
    next();
  };
}

/** Only plain names with an ending: no step upwards, no hidden file. */
const isAsset = (path: string) => /^(\/[\w@~-][\w.@~+-]*)+\.\w+$/.test(path) && !path.includes('..');

/** Scripts of the page carry the response's nonce; the `meta` hands it to code that makes style elements (the editor). */
function withNonce(page: string, nonce: string): string {
  const meta = `<meta property="csp-nonce" nonce="${nonce}">`;
  return page.replaceAll('<script', `<script nonce="${nonce}"`).replace('<head>', `<head>${meta}`);
}

function sendPage(page: string): RequestHandler {
  return (request, response, next) => {
    if (!isPageRequest(request) || isAsset(request.path)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(withNonce(page, nonceOf(response)));
  };
}

const NOT_BUILT = 'The web app is not built. Run "npm run build" once, then start again.';

/** The built web app: its files, and its page for every other address. */
export function builtPages(folder: string): Router {
  const router = express.Router();
  const page = join(folder, 'index.html');
  if (!existsSync(page)) {
    router.use((_request, response) => void response.status(503).type('text').send(NOT_BUILT));
    return router;
  }
  router.use(precompressed(folder));
  router.use(
    express.static(folder, { index: false, redirect: false, dotfiles: 'ignore', setHeaders: setCaching }),
  );
  router.use(sendPage(readFileSync(page, 'utf8')));
  return router;
}
