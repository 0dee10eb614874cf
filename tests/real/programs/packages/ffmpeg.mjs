// @ffmpeg/core: makes a sound file from samples, compresses it, reads it back, makes a video of moving noise, and
// probes it. The glue is for workers; it runs in node when it finds a worker's globals.
import fs from 'node:fs';
import { digest, file_of, load_common, random_numbers, show, show_memory } from './support.mjs';

globalThis.self = globalThis;
globalThis.location = { href: 'file:///ffmpeg-core.js' };
globalThis.WorkerGlobalScope = class {};
globalThis.importScripts = () => {};

const log = [];
const core = await load_common('dist/umd/ffmpeg-core.js')({
  wasmBinary: fs.readFileSync(file_of('dist/umd/ffmpeg-core.wasm')),
});
core.setLogger(({ message }) => log.push(message));

function run(title, ...words) {
  log.length = 0;
  const code = core.exec('-hide_banner', '-loglevel', 'error', '-bitexact', ...words);
  core.reset();
  show(title, [code, ...log]);
}

function show_file(name) {
  const bytes = core.FS.readFile(name);
  show(name, [bytes.length, digest(bytes)]);
}

function wave_file(seconds, rate) {
  const random = random_numbers(1);
  const bytes = Buffer.alloc(44 + 2 * seconds * rate);
  bytes.write('RIFF\0\0\0\0WAVEfmt ', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * seconds * rate, 40);
  for (let i = 0; i < seconds * rate; i++) {
    bytes.writeInt16LE(Math.round(12000 * Math.sin(i / (20 + i / 50000)) + 800 * random()), 44 + 2 * i);
  }
  return bytes;
}

show_memory('at first');
core.FS.writeFile('in.wav', wave_file(10, 44100));
run('compress', '-i', 'in.wav', '-map_metadata', '-1', '-c:a', 'flac', 'out.flac');
show_file('out.flac');
run('decompress', '-i', 'out.flac', '-f', 's16le', '-c:a', 'pcm_s16le', 'out.raw');
show_file('out.raw');
run('video', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=10:duration=2', '-c:v', 'mpeg4', '-threads', '1', 'out.mp4');
show_file('out.mp4');
run('large pictures', '-f', 'lavfi', '-i', 'testsrc2=size=3840x2160:rate=1:duration=3', '-c:v', 'png', '-threads', '1', '-f', 'image2', 'picture%d.png');
show_file('picture3.png');
run('broken', '-i', 'picture3.png', '-i', 'missing.mp4', 'other.mp4');
log.length = 0;
show('probe', core.ffprobe('-v', 'error', '-show_entries', 'stream=codec_name,width,height,nb_frames', '-of', 'json', 'out.mp4', '-o', 'probe.json'));
show('probed', JSON.parse(core.FS.readFile('probe.json', { encoding: 'utf8' })).streams);
show_memory('at last');
