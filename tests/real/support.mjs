// What the tests of real programs share: the tool under test, a temporary folder, skipping, and the summary line.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const kSkipped = 77;

/** Ends the script as skipped: something that it needs is not installed. */
export function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(kSkipped);
}

/** Path of the heaplift binary, from $HEAPLIFT. */
export function heaplift_path() {
  const binary = process.env.HEAPLIFT;
  if (!binary) skip('HEAPLIFT does not name the heaplift binary');
  return path.resolve(binary);
}

/** The text that `heaplift rewrite` makes of `input`, a file. Throws with the tool's message when it fails. */
export function rewrite(input, flags) {
  return execFileSync(heaplift_path(), ['rewrite', ...flags, input], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** A temporary folder that goes away when the script ends, however it ends. */
export function temporary_folder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `heaplift-${name}-`));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  return folder;
}

/** Whether `command` can be started. */
export function has_command(command) {
  return !spawnSync(command, ['--version'], { stdio: 'ignore' }).error;
}

/** Collects what went wrong; `finish` prints one line and sets the exit code. */
export class Report {
  #name;
  #checks = 0;
  #failures = 0;

  constructor(name) {
    this.#name = name;
  }

  check(ok, message) {
    this.#checks++;
    if (ok) return;
    this.#failures++;
    console.error(`${this.#name}: ${message}`);
  }

  equal(actual, expected, message) {
    this.check(actual === expected, `${message}\n${first_difference(actual, expected)}`);
  }

  /** Runs `body` and notes what it throws as a failure. */
  async guard(message, body) {
    try {
      await body();
    } catch (error) {
      this.check(false, `${message}: ${error.message}`);
    }
  }

  finish() {
    console.log(`${this.#name}: ${this.#checks} checks, ${this.#failures} failed`);
    process.exitCode = this.#failures ? 1 : 0;
  }
}

function first_difference(actual, expected) {
  const actual_lines = String(actual).split('\n');
  const expected_lines = String(expected).split('\n');
  const line = actual_lines.findIndex((text, i) => text !== expected_lines[i]);
  const shorten = (text) => (text === undefined ? '(nothing)' : text.slice(0, 300));
  const at = line < 0 ? actual_lines.length : line;
  return `  line ${at + 1}: ${shorten(actual_lines[at])}\n  expected: ${shorten(expected_lines[at])}`;
}
