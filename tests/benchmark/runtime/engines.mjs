// The engines that are installed: {name, scripts, run}, with `run(script, config)`, which gives what a process of its own
// measures, for those scripts that the engine can run.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch_chromium, serve } from '../../real/browser.mjs';
import { has_command } from '../../real/support.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

function node_engine(binary, folder) {
  const { node, v8 } = JSON.parse(execFileSync(binary, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' }));
  const run = (script, config) => {
    const file = path.join(folder, 'config.json');
    fs.writeFileSync(file, JSON.stringify(config));
    return JSON.parse(execFileSync(binary, [here(script), file], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  };
  return {
    name: `node ${node} (V8 ${v8.replace(/-node.*/, '')})`,
    scripts: ['kernels.mjs', 'database.mjs', 'program.mjs'],
    run,
  };
}

async function in_chromium(body) {
  const browser = await launch_chromium();
  try {
    return await body(browser);
  } finally {
    await browser.close();
  }
}

async function measure_in_page(browser, config) {
  const server = await serve(here('.'));
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/kernels.html`);
    return await page.evaluate((given) => globalThis.measure_kernels(given), config);
  } finally {
    server.close();
  }
}

async function chromium_engine() {
  const { product, jsVersion } = await in_chromium(async (browser) =>
    (await browser.newBrowserCDPSession()).send('Browser.getVersion'));
  return {
    name: `Chromium ${product.replace(/.*\//, '')} (V8 ${jsVersion})`,
    scripts: ['kernels.mjs'],
    run: (script, config) => in_chromium((browser) => measure_in_page(browser, config)),
  };
}

/** All of them; `folder` is for files that go. */
export async function engines(folder) {
  const nodes = [process.execPath, here('../../node_modules/node24/bin/node'), here('../../node_modules/node26/bin/node')]
    .filter((binary) => fs.existsSync(binary))
    .map((binary) => node_engine(binary, folder));
  if (has_command('chromium')) return [...nodes, await chromium_engine()];
  console.error('left out: Chromium, for it is not installed (apt install chromium)');
  return nodes;
}
