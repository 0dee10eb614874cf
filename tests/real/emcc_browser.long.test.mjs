// A page in headless Chromium whose program grows its memory by threads and inside of operands: built by emcc as it is,
// which must go wrong, and with heaplift in both ways by both passes, which must be right.
import fs from 'node:fs';
import path from 'node:path';
import { launch_chromium, serve } from './browser.mjs';
import { build, fault_of, rewrite_build } from './emcc.mjs';
import { kPasses } from './emcc_rows.mjs';
import { Report, has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

const kRow = { flags: '-O2', threads: true };
const kPage = `<!doctype html>
<script>
  var lines = [];
  var Module = { print: (line) => lines.push(line), printErr: (line) => lines.push('error ' + line) };
</script>
<script src="program.js"></script>
`;

heaplift_path();
if (!has_command('emcc')) skip('emcc is not installed (apt install emscripten)');
if (!has_command('chromium')) skip('chromium is not installed (apt install chromium)');

const folder = temporary_folder('emcc-browser');
const report = new Report('emcc browser');

/** What the program printed until it was done, or until nothing came for a while. */
async function run_page(browser, url, script) {
  fs.writeFileSync(path.join(path.dirname(script), 'index.html'), kPage);
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`error ${error.message}`));
  await page.goto(`${url}/${path.basename(path.dirname(script))}/index.html`);
  const ended = "lines.includes('js done') || lines.some((line) => line.startsWith('error '))";
  await page.waitForFunction(ended, undefined, { timeout: 20000 }).catch(() => errors.push('error it did not end'));
  const lines = await page.evaluate('lines');
  await page.close();
  return [...lines, ...errors].join('\n');
}

async function check_builds(browser, url) {
  const plain = await build(kRow, path.join(folder, 'plain'), undefined, { print: false });
  const as_it_is = await run_page(browser, url, plain);
  report.check(fault_of(as_it_is) !== '', 'as it is, it went right; this proves nothing');
  report.check(as_it_is.includes('js set 1 2 3 4'), `as it is, it did not start: ${as_it_is}`);
  for (const pass of kPasses) {
    const linked = await rewrite_build(plain, path.join(folder, `link-${pass}`), pass);
    report.equal(fault_of(await run_page(browser, url, linked)), '', `after the link, ${pass}`);
    const transformed = await build(kRow, path.join(folder, `transform-${pass}`), pass, { print: false });
    report.equal(fault_of(await run_page(browser, url, transformed)), '', `--js-transform, ${pass}`);
  }
}

const server = await serve(folder);
const browser = await launch_chromium();
await report.guard('the page', () => check_builds(browser, server.url));
await browser.close();
server.close();
report.finish();
