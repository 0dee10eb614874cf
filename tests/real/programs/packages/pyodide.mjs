// pyodide: runs Python with lists that grow by tens of megabytes, and values that go to and fro.
import { digest, load, show, show_memory } from './support.mjs';

const { loadPyodide } = await load('pyodide.mjs');
const pyodide = await loadPyodide({ stdout: (line) => show('printed', line) });
const run = (title, code) => show(title, pyodide.runPython(code));

show_memory('at first');
run('version', 'import sys; sys.version_info[:2] >= (3, 12)');
run('growing list', `
import hashlib, json, zlib
values = []
for i in range(2_000_000):
    values.append(i * 7 % 1000003)
hashlib.sha256(json.dumps(values[::1000]).encode()).hexdigest()[:16]`);
run('bytes', 'data = bytes(v & 255 for v in values); packed = zlib.compress(data); [len(packed) < len(data), zlib.adler32(data)].__str__()');
run('text', '"|".join(f"grüße {v} 🙂" for v in values[:200000]).__len__()');
run('doubles', 'sum(v / 3 for v in values)');
run('printing', 'print("ein wörd", 1 / 3); None');
run('big integer', 'str(3 ** 400 % 10 ** 60)');
show('array', digest(pyodide.runPython('data').toJs()));
show('dictionary', [...pyodide.runPython('{"a": [1, 2.5, "ü"], "b": {"c": None}}').toJs({ dict_converter: Object.fromEntries }).a]);
pyodide.globals.set('from_outside', pyodide.toPy({ list: [1, 2, 3], bytes: new Uint8Array([1, 2, 255]) }));
run('from outside', '[sum(from_outside["list"]), bytes(from_outside["bytes"]).hex()].__str__()');
pyodide.globals.set('twice', (x) => x * 2);
run('callback', 'twice(21)');
const buffer = pyodide.runPython('import array; array.array("d", [v / 4 for v in values[:100000]])').getBuffer('f64');
show('buffer', [buffer.nbytes, digest(buffer.data.slice())]);
buffer.release();
pyodide.FS.writeFile('/tmp/text', 'eins\nzwei\n'.repeat(1000));
run('file', 'open("/tmp/text").read().count("zwei")');
run('written', 'open("/tmp/more", "wb").write(data)');
show('read', digest(pyodide.FS.readFile('/tmp/more')));
try {
  pyodide.runPython('1 / 0');
} catch (error) {
  show('thrown', error.type);
}
run('matrix', `
rows = [[(r * c) % 97 for c in range(600)] for r in range(600)]
sum(sum(a * b for a, b in zip(rows[r], rows[-r])) for r in range(600))`);
show_memory('at last');
