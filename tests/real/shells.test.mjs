// The manual page and the completions: all that --help lists is in them, groff and the shells take them, and bash,
// zsh and fish complete real words by them. What is not installed (groff, zsh, fish) is left out, with a message.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('shells');
const report = new Report('shells');

function run(command, words, options = {}) {
  const done = spawnSync(command, words, { encoding: 'utf8', cwd: kFolder, ...options });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const heaplift = (...words) => run(kHeaplift, words).out;
const scripts = Object.fromEntries(['bash', 'zsh', 'fish'].map((shell) => [shell, heaplift('completion', shell)]));
const page = heaplift('man');
for (const [shell, text] of Object.entries(scripts)) fs.writeFileSync(path.join(kFolder, shell), text);
fs.writeFileSync(path.join(kFolder, 'heaplift.1'), page);

/** The commands of the program's help, and the long and short flags of each command's. */
function offered() {
  const listed = heaplift('--help').split(/^Subcommands:$/m)[1].split('\n\n')[0];
  const commands = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
  const flags_of = (text) => [...text.matchAll(/^ {2}(-\S.*?)(?: {2}|$)/gm)].flatMap(([, head]) =>
    head.match(/(?<![\w-])--?[a-z][a-z-]*/gi));
  return Object.fromEntries(commands.map((name) => [name, flags_of(heaplift(name, '--help'))]));
}

const kOffered = offered();
report.check(Object.keys(kOffered).includes('rewrite') && kOffered.rewrite.length > 20, 'flags are found in the help');

/** The section of the page about a command, as roff. */
const section_of = (command) => page.split(/^\.SS /m).find((text) => text.startsWith(`${command}\n`)) ?? '';

async function manual_page() {
  for (const [command, flags] of Object.entries(kOffered)) {
    const plain = section_of(command).replaceAll('\\-', '-');
    for (const flag of flags) report.check(plain.includes(`\\fB${flag}\\fR`), `man: ${command} ${flag} is missing`);
  }
  report.check(!/[{}]/.test(page.replace(/"\$\{fpath\[1\]\}/, '')), 'man: no defaults of flags');
  if (!has_command('groff')) return console.log('shells: no groff: the page is not formatted');
  const done = run('groff', ['-man', '-Tutf8', '-ww', '-P-cbou', 'heaplift.1']);
  report.equal(done.err, '', 'groff has no complaints');
  report.check(done.out.includes('heaplift rewrite [FLAGS] [FILE ...]'), `the synopsis:\n${done.out.slice(0, 1500)}`);
  report.check(done.out.includes('-p, --pass PASS'), 'a flag with a value');
  report.check(done.out.includes('heaplift rewrite --diff app.js | git apply'), 'examples stay as they are');
}

/** What bash proposes: `words` are those of the line as bash splits it, the last one being completed. */
function in_bash(words) {
  const script = 'source ./bash; complete -p heaplift >/dev/null || exit 9; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n' +
    '_heaplift; printf "%s\\n" "${COMPREPLY[@]}"';
  const done = run('bash', ['--norc', '-uc', script, 'bash', ...words]);
  report.equal(done.err, '', `bash: ${words.join(' ')}`);
  return done.out.trim().split('\n').sort().join(' ');
}

async function bash() {
  const proposes = (words, expected) => report.equal(in_bash(words), expected, `bash: ${words.join(' ')}`);
  proposes(['heaplift', ''], Object.keys(kOffered).sort().join(' '));
  proposes(['heaplift', 'rew'], 'rewrite');
  proposes(['heaplift', '--ver'], '--version');
  for (const [command, flags] of Object.entries(kOffered)) proposes(['heaplift', command, '-'], [...flags].sort().join(' '));
  proposes(['heaplift', 'rewrite', '--in'], '--in-place');
  proposes(['heaplift', 'rewrite', '-p', 'gr'], 'growth-check');
  proposes(['heaplift', 'rewrite', '--pass', '=', 'mem'], 'memory-methods');
  proposes(['heaplift', 'rewrite', '--pass', '='], 'growth-check memory-methods');
  proposes(['heaplift', 'rewrite', '--pass', 'growth-check,m'], 'growth-check,memory-methods');
  proposes(['heaplift', 'rewrite', 'a.js', '--color', ''], 'always auto never');
  proposes(['heaplift', 'rewrite', '--prefix', ''], '');
  proposes(['heaplift', 'rewrite', '--out-dir', 'so'], 'some folder');
  proposes(['heaplift', 'rewrite', '-o', 'so'], 'some folder some.js');
  proposes(['heaplift', 'rewrite', 'some'], 'some folder some.js');
  proposes(['heaplift', 'rewrite', '--', '--o'], '--odd.js');
  proposes(['heaplift', 'completion', 'z'], 'zsh');
  proposes(['heaplift', 'passes', ''], '');
}

async function fish() {
  if (!has_command('fish')) return console.log('shells: no fish: its completion is not run');
  report.equal(run('fish', ['--no-config', '--no-execute', 'fish']).err, '', 'fish: syntax');
  const proposes = (line, expected) => {
    const done = run('fish', ['--no-config', '-c', 'source ./fish; complete -C $argv[1]', line],
      { env: { ...process.env, HOME: kFolder } });
    report.equal(done.err, '', `fish: ${line}`);
    const words = done.out.trim().split('\n').map((text) => text.split('\t')[0]).sort().join(' ');
    report.equal(words, expected, `fish: ${line}`);
  };
  proposes('heaplift ', Object.keys(kOffered).sort().join(' '));
  proposes('heaplift rewrite --in', '--in-place');
  proposes('heaplift rewrite --pass mem', 'memory-methods');
  proposes('heaplift rewrite --color ', 'always auto never');
  proposes('heaplift rewrite -o some.', 'some.js');
  proposes('heaplift completion z', 'zsh');
}

/** Types the line and a tab into an interactive zsh, and returns what is on the line then. */
function in_zsh(line) {
  const script = `zmodload zsh/zpty; cd ${kFolder}; zpty z zsh -f -i
    zpty -w z "PROMPT='READY>'; autoload -Uz compinit; compinit -u -d ./dump; source ./zsh; bindkey '^X' end; stty -echo
      show() { print -r -- \\"<<<\\$BUFFER>>>\\"; BUFFER=; zle accept-line }; zle -N show; bindkey '^Y' show; print SET'UP'"
    zpty -r -m z out '*SETUP*'; zpty -n -w z $'${line}\\t\\x19'; zpty -r -m z out '*<<<*>>>*'; print -r -- $out; zpty -d z`;
  const done = run('zsh', ['-f', '-c', script], { timeout: 20000 });
  return /<<<(.*?)>>>/s.exec(done.out)?.[1]?.trimEnd() ?? `nothing: ${done.out}${done.err}`;
}

// Behind a value of a list, zsh proposes a comma, which goes when a blank is typed.
async function zsh() {
  if (!has_command('zsh')) return console.log('shells: no zsh: its completion is not run');
  report.equal(run('zsh', ['-n', 'zsh']).err, '', 'zsh: syntax');
  const completes = (line, expected) => report.equal(in_zsh(line), expected, `zsh: ${line}`);
  completes('heaplift rew', 'heaplift rewrite');
  completes('heaplift rewrite --in-', 'heaplift rewrite --in-place');
  completes('heaplift rewrite -p gr', 'heaplift rewrite -p growth-check,');
  completes('heaplift rewrite --pass=growth-check,m', 'heaplift rewrite --pass=growth-check,memory-methods,');
  completes('heaplift rewrite some.', 'heaplift rewrite some.js');
  completes('heaplift completion z', 'heaplift completion zsh');
}

/** No flag of the help is missing in the scripts of zsh and fish. */
async function all_flags() {
  for (const [command, flags] of Object.entries(kOffered)) {
    const in_zsh_script = scripts.zsh.split(`\n        ${command})\n`)[1]?.split(';;')[0] ?? '';
    const in_fish_script = scripts.fish.split('\n').filter((line) => line.includes(`from ${command}'`)).join('\n');
    for (const flag of flags) {
      const spelled = flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`;
      report.check(in_fish_script.includes(` ${spelled} `), `fish: ${command} ${flag} is missing`);
      report.check(new RegExp(`[*)]${flag}[[=+]`).test(in_zsh_script), `zsh: ${command} ${flag} is missing`);
    }
  }
  for (const [shell, text] of Object.entries(scripts)) report.check(!/--[a-z-]+\{/.test(text), `${shell}: defaults of flags`);
}

fs.mkdirSync(path.join(kFolder, 'some folder'));
for (const name of ['some.js', '--odd.js']) fs.writeFileSync(path.join(kFolder, name), '');
for (const group of [manual_page, bash, fish, zsh, all_flags]) await report.guard(group.name, group);
report.finish();
