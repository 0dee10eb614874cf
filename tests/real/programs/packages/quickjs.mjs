// quickjs-emscripten, over the glue of @jitl/quickjs-ng-wasmfile-release-sync: runs scripts that call back and whose
// objects take tens of megabytes.
import { load, show, show_memory } from './support.mjs';
import { newQuickJSWASMModuleFromVariant } from '../../../packages/node_modules/quickjs-emscripten-core/dist/index.mjs';

const variant = (await load('dist/index.mjs')).default;
const quickjs = await newQuickJSWASMModuleFromVariant(variant);
const context = quickjs.newContext();

function run(title, code) {
  const result = context.evalCode(code);
  if (result.error) {
    show(title, { error: context.dump(result.error) });
    result.error.dispose();
  } else {
    show(title, context.dump(result.value));
    result.value.dispose();
  }
}

function define(name, body) {
  const handle = context.newFunction(name, body);
  context.setProp(context.global, name, handle);
  handle.dispose();
}

define('shout', (text) => context.newString(context.getString(text).toUpperCase() + '!'));
define('add', (a, b) => context.newNumber(context.getNumber(a) + context.getNumber(b)));
define('fail', () => {
  throw new RangeError('from outside: ü🙂');
});

show_memory('at first');
run('arithmetic', '[1 / 3, 2 ** 70, 7 % -3, Math.hypot(3, 4), (123456789123456789n * 987654321n).toString()]');
run('callbacks', '[shout("grüße 🙂"), add(0.1, 0.2), [..."abc"].map((c) => shout(c)).join("")]');
run('thrown', 'fail()');
run('caught', 'try { fail() } catch (error) { `${error.name}: ${error.message}` }');
run('syntax', 'let = = 1');
run('big', 'const all = []; for (let i = 0; i < 300000; i++) all.push({ i, text: `item ${i}`, half: i / 2 }); all.length');
run('sum', 'all.reduce((sum, item) => sum + item.half + item.text.length, 0)');
run('long text', 'JSON.stringify(all.slice(0, 50000)).length');
const text = context.unwrapResult(context.evalCode('all.map((item) => item.text).join("|")'));
show('long result', context.getString(text).length);
text.dispose();
show('dumped memory', JSON.parse(JSON.stringify(context.runtime.dumpMemoryUsage().split('\n')[0])));
const bytes = context.newArrayBuffer(Uint8Array.from({ length: 1 << 20 }, (_, i) => i * 7).buffer);
context.setProp(context.global, 'bytes', bytes);
bytes.dispose();
run('bytes', 'new Uint8Array(bytes).reduce((sum, byte) => (sum * 31 + byte) % 1000003, 0)');
show_memory('at last');
context.dispose();
