// Headless Chromium, and a server of a folder on loopback that sends the headers that shared memory asks for.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const kTypes = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const kArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

function answer(folder, request, response) {
  const file = path.join(folder, path.normalize(new URL(request.url, 'http://localhost').pathname));
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, {
    'Content-Type': kTypes[path.extname(file)] ?? 'text/plain',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  return response.end(fs.readFileSync(file));
}

/** Serves the files of `folder`: {url, close}. */
export async function serve(folder) {
  const server = http.createServer((request, response) => answer(folder, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export async function launch_chromium() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: kArguments });
}
