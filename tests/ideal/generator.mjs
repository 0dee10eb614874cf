// Random programs for the property tests: nests of accesses over all view types, operators, operand positions and
// function kinds, with calls that grow the memory and log in any operand.
//
// An arbitrary yields *terms*: functions from a context (may `await`, `yield` or `arguments` stand here?) to
// `{text, level}`, where the level is the precedence of the text's outermost operator. Terms put parentheses only
// where the grammar wants them, since that is where a rewriter goes wrong. fast-check shrinks what terms are made of.
//
// Indices are always inside the memory, as `memory-methods` traps otherwise, unless `out_of_range` is set.

import fc from 'fast-check';

// Precedence, loosest first.
const kComma = 0, kAssign = 1, kConditional = 2, kOr = 3, kAnd = 4, kBitOr = 5, kBitXor = 6, kBitAnd = 7, kEquality = 8,
  kRelation = 9, kShift = 10, kSum = 11, kProduct = 12, kPower = 13, kUnary = 14, kUpdate = 15, kMember = 16, kPrimary = 17;

const kNumberViews = { HEAP8: 0, HEAPU8: 0, HEAP16: 1, HEAPU16: 1, HEAP32: 2, HEAPU32: 2, HEAPF32: 2, HEAPF64: 3 };
const kBigViews = { HEAP64: 3, HEAPU64: 3 };
const kIntegerViews = ['HEAP8', 'HEAPU8', 'HEAP16', 'HEAPU16', 'HEAP32', 'HEAPU32'];
/** A view of the same kind of value with no fewer elements. */
const kNarrower = { HEAP16: 'HEAP8', HEAPU16: 'HEAPU8', HEAP32: 'HEAPU16', HEAPU32: 'HEAP8', HEAPF32: 'HEAP32', HEAPF64: 'HEAPF32', HEAP64: 'HEAPU64', HEAPU64: 'HEAP64' };

/** How aliases are declared: in front of `main`, and at its top. */
const kAliases = {
  alias: { outside: (view) => `var alias_${view} = ${view};` },
  taken: { outside: (view) => `const { ${view}: taken_${view} } = Module;` },
  member: { outside: (view) => `let member_${view} = Module.${view};` },
  local: { inside: (view) => `const local_${view} = ${view};` },
  second: { inside: (view) => `var first_${view} = Module['${view}'], second_${view} = first_${view};` },
};

const kShift_of = { ...kNumberViews, ...kBigViews };

const kBinary = { '+': kSum, '-': kSum, '*': kProduct, '/': kProduct, '%': kProduct, '<<': kShift, '>>': kShift, '>>>': kShift,
  '&': kBitAnd, '|': kBitOr, '^': kBitXor, '==': kEquality, '!==': kEquality, '<': kRelation, '>=': kRelation, '&&': kAnd, '||': kOr };
const kBigBinary = { '+': kSum, '-': kSum, '*': kProduct, '&': kBitAnd, '|': kBitOr, '^': kBitXor };
const kCompound = ['+=', '-=', '*=', '/=', '%=', '**=', '<<=', '>>=', '>>>=', '&=', '|=', '^=', '||=', '&&=', '??='];
const kBigCompound = ['+=', '-=', '*=', '&=', '|=', '^=', '||=', '&&=', '??='];

// ---------------------------------------------------------------------------------------------------------
// Terms

const raw = (text, level = kPrimary) => () => ({ text, level });

/** The text of a term where the grammar takes an operand of at least this level. */
function at(term, level, context) {
  const made = term(context);
  return made.level < level ? `(${made.text})` : made.text;
}

/** A term from a template: a function that gets `(term, level) => text`. */
const term = (level, make) => (context) => ({ level, text: make((part, least = kAssign) => at(part, least, context), context) });

/** The context of a body of a function of its own. */
const within = (changes) => ({ await: false, yield: false, arguments: true, ...changes });

const parenthesised = (inner) => (context) => ({ level: kPrimary, text: `(${inner(context).text})` });

const member = (inner, name) => term(kMember, (show) => `${show(inner, kMember)}${name}`);

const call = (name, ...operands) => term(kMember, (show) => `${name}(${operands.map((each) => show(each)).join(', ')})`);

const binary = (operator, level) => (left, right) => term(level, (show) => `${show(left, level)} ${operator} ${show(right, level + 1)}`);

/** Groups to the right, and takes no sign on its left. */
const power = (left, right) => term(kPower, (show) => `${show(left, kUpdate)} ** ${show(right, kPower)}`);

/** Signs and updates: a blank keeps `- -x` and `- --x` from running together. */
const prefix = (operator) => (operand) => term(kUnary, (show) => {
  const text = show(operand, kUnary);
  return /^[+-]/.test(text) || /^[a-z]/.test(operator) ? `${operator} ${text}` : operator + text;
});

// ---------------------------------------------------------------------------------------------------------
// Places: a view, how it is spelled, and an index within it.

const spelling = fc.oneof(
  { weight: 8, arbitrary: fc.constant((view) => view) },
  { weight: 10, arbitrary: fc.constantFrom((view) => `(${view})`, (view) => `Module.${view}`, (view) => `Module['${view}']`, (view) => `(0, ${view})`, ...Object.keys(kAliases).map((kind) => (view) => `${kind}_${view}`)) },
  { weight: 3, arbitrary: fc.constantFrom((view) => `\\u0048${view.slice(1)}`, (view) => `(x > 2 ? ${view} : ${kNarrower[view] ?? view})`, (view) => `(x > 9 ? ${view} : (${kNarrower[view] ?? view}))`, (view) => `Module /* . */ .${view}`) });

/** What may stand between two tokens. */
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom(' ', '\n', '/* [ */', ' /* = */ ', ' // ]\n', '\n/*\n*/\n') });

/** An index that stays inside a view of elements of `1 << shift` bytes; operands are number terms. */
function index_arbitrary(shift, number, out_of_range) {
  const small = fc.integer({ min: 0, max: 500 });
  const element = small.map((i) => raw(`${i}`));
  const shifted = (pointer) => (shift === 0 ? pointer : binary('>>', kShift)(pointer, raw(`${shift}`)));
  const from_end = fc.integer({ min: 1, max: 40 }).map((k) => call('top', raw(`${k << shift}`)));
  const top = from_end.map(shifted);
  const grown_top = from_end.map((end) => shifted(binary('+', kSum)(call('grow'), end)));
  const comma_top = from_end.map((end) => term(kComma, (show) => `grow(), ${show(shifted(end))}`));
  const choices = [
    { weight: 3, arbitrary: element },
    { weight: 2, arbitrary: fc.constant(raw('0')) },
    { weight: 3, arbitrary: small.map((i) => call('growTo', raw(`${i}`))) },
    { weight: 3, arbitrary: top },
    { weight: 3, arbitrary: grown_top },
    { weight: 1, arbitrary: comma_top },
    { weight: 2, arbitrary: number.map((n) => binary('&', kBitAnd)(n, raw('255'))) },
    { weight: 1, arbitrary: number.map((n) => shifted(binary('&', kBitAnd)(n, raw('4095')))) },
    { weight: 1, arbitrary: small.map((i) => call('log', raw(`${i}`))) },
    { weight: 1, arbitrary: fc.tuple(small, small).map(([i, j]) => term(kAssign, () => `x = ${i + j}`)) },
    { weight: 1, arbitrary: fc.tuple(small, small).map(([i, j]) => term(kConditional, () => `x > 9 ? ${i} : growTo(${j})`)) },
    { weight: 1, arbitrary: small.map((i) => term(kShift, () => `(y & 63) + ${i << shift} ${shift ? `>>> ${shift}` : '>> 0'}`)) },
    { weight: 1, arbitrary: small.map((i) => (shift ? term(kProduct, () => `${i << shift} / ${1 << shift}`) : raw(`${i}`))) },
  ];
  if (out_of_range) {
    const outside = fc.constantFrom('-1', '1.5', '1e9', 'NaN', 'top(0)', 'growTo(1e7)', 'top(-8)');
    choices.push({ weight: 1, arbitrary: outside.map((text) => raw(text, kUnary)) });
  }
  return fc.oneof({ withCrossShrink: true }, ...choices);
}

const place_of = (views, indices) => fc.constantFrom(...views).chain((view) =>
  fc.tuple(spelling, indices[kShift_of[view]], gap, gap, gap).map(([spell, index, ...gaps]) => ({ view, index, spell, gaps })));

const element = ({ view, index, spell, gaps: [a, b, c] }) => term(kMember, (show) => `${spell(view)}${a}[${b}${show(index, kComma)}${c}]`);
const method = ({ view, spell }, name, ...operands) => call(`${spell(view)}.${name}`, ...operands);

// ---------------------------------------------------------------------------------------------------------
// Expressions

/** Loads, stores and updates of one family of views, whose values have one type. */
function access_arbitraries(place, value, compounds) {
  const store = (operator) => ([target, operand]) => term(kAssign, (show) => `${show(element(target), kMember)}${target.gaps[1] || ' '}${operator}${target.gaps[0] || ' '}${show(operand)}`);
  return [
    { weight: 8, arbitrary: place.map(element) },
    { weight: 4, arbitrary: fc.tuple(place, value).map(store('=')) },
    { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...compounds), place, value).map(([operator, ...parts]) => store(operator)(parts)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...compounds), place).map(([operator, target]) => store(operator)([target, term(kUpdate, (show) => `${show(element(target))}++`)])) },
    { weight: 3, arbitrary: fc.tuple(place, fc.constantFrom('++', '--')).map(([target, sign]) => term(kUpdate, (show) => `${show(element(target))}${sign}`)) },
    { weight: 3, arbitrary: fc.tuple(place, fc.constantFrom('++', '--')).map(([target, sign]) => prefix(sign)(element(target))) },
  ];
}

function common_arbitraries(same, number) {
  return [
    { weight: 2, arbitrary: same.map((value) => call('growTo', value)) },
    { weight: 2, arbitrary: same.map((value) => call('log', value)) },
    { weight: 1, arbitrary: fc.tuple(number, same).map(([a, b]) => term(kComma, (show) => `${show(a)}, ${show(b)}`)) },
    { weight: 1, arbitrary: fc.tuple(number, same, same).map(([a, b, c]) => term(kConditional, (show) => `${show(a, kOr)} ? ${show(b)} : ${show(c)}`)) },
    { weight: 1, arbitrary: same.map((value) => (context) => (context.await ? prefix('await')(value)(context) : value(context))) },
    { weight: 1, arbitrary: same.map((value) => (context) => (context.yield ? term(kAssign, (show) => `yield ${show(value)}`)(context) : value(context))) },
  ];
}

/** A call of a function made on the spot, of every kind, out of a term for its result, one for a parameter, statements. */
function function_arbitraries(result, parameter, statements, getters) {
  const parts = fc.record({ result, parameter, statements });
  const plain = (context) => ({ ...context, await: false, yield: false });  // an arrow: `arguments` are the outer ones
  const field = () => within({ arguments: false });
  const lines = (list, context) => list.map((each) => each(context)).join('');
  const block = ({ statements: list, result: last }, context) => `{${lines(list, context)}\nreturn ${at(last, kComma, context)}; }`;
  const value = (part, context) => at(part, kAssign, context);
  const concise = ({ result: last }, context) => value(last, context).replace(/^\{.*$/s, '($&)');
  const kinds = [
    (f, c) => `((p) => ${concise(f, plain(c))})(${value(f.parameter, c)})`,
    (f, c) => `((q = ${value(f.parameter, plain(c))}) => ${concise(f, plain(c))})()`,
    (f, c) => `(p => ${block(f, plain(c))})(${value(f.parameter, c)})`,
    (f, c) => `(function (p) ${block(f, within())})(${value(f.parameter, c)})`,
    (f, c) => `(function self(p, q = ${value(f.parameter, within())}, ...r) ${block(f, within())})(1)`,
    (f, c) => `({ m(p) ${block(f, within())} }).m(2)`,
    ...(getters ? [(f, c) => `({ get g() ${block(f, within())} }).g`] : []),
    (f, c) => `drive(function* () ${block(f, within({ yield: true }))}())`,
    (f, c) => `new (class { f = ${value(f.result, field())}; constructor(q = ${value(f.parameter, within())}) { x = q & 7; } })().f`,
    (f, c) => `(class { static f = ${value(f.result, field())}; }).f`,
    (f, c) => `(class { static {${lines(f.statements, field())}\nthis.f = ${value(f.result, field())}; } }).f`,
    (f, c) => `Object.values(class { static [\`k\${${value(f.parameter, c)}}\`] = ${value(f.result, field())}; })[0]`,
    (f, c) => `(class extends (${value(f.parameter, c)}, Object) { static f = ${value(f.result, field())}; }).f`,
    (f, c) => `new (class { [(${value(f.parameter, c)}, 'm')](q = ${value(f.result, within())}) { return q; } })().m()`,
    (f, c) => `((o = { set s(p) ${block(f, within())} }) => (o.s = ${value(f.parameter, plain(c))}))()`,
    (f, c) => `((...[p, { q = ${value(f.parameter, plain(c))} } = {}]) => ${concise(f, plain(c))})(1)`,
    (f, c) => `drive(function* () { return yield* (function* (p) ${block(f, within({ yield: true }))})(1); }())`,
    (f, c) => (c.await ? `(await (async function* (p) ${block(f, within({ await: true, yield: true }))})(1).next()).done` : `(p => p)(${value(f.result, c)})`),
    (f, c) => `(function f(p) ${block(f, within())}).call(null, ${value(f.parameter, c)})`,
    (f, c) => `(function f(n) { return n > 0 ? f(n - 1) + ${at(f.parameter, kProduct, within())} : ${value(f.result, within())}; })(1)`,
    (f, c) => `Object.values({ [\`k\${${value(f.parameter, c)}}\`]: ${value(f.result, c)} })[0]`,
    (f, c) => (c.await ? `(await (async () => ${block(f, { ...c, yield: false })})())` : `(() => ${block(f, plain(c))})()`),
    (f, c) => (c.await ? `(await (async (p) => ${concise(f, { ...c, yield: false })})(3))` : `((p) => ${concise(f, plain(c))})(3)`),
    (f, c) => (c.await ? `(await (async function () ${block(f, within({ await: true }))})())` : `(function () ${block(f, within())})()`),
  ];
  return kinds.map((make) => ({ weight: 1, arbitrary: parts.map((each) => (context) => ({ level: kMember, text: make(each, context) })) }));
}

const literal = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((n) => raw(`${n}`)),
  fc.constantFrom('0', '1', '0.5', '65535', '2147483648', '1e3', 'x', 'y', 'p').map((text) => raw(text)),
  fc.constantFrom('-1', '-128', '-0', '-0.25', '+x').map((text) => raw(text, kUnary)),
  fc.constant((context) => ({ text: context.arguments ? 'arguments.length' : 'p', level: kMember })));

/** Calls of methods and reads of properties, whose results are numbers whatever the memory holds. */
function method_arbitraries({ place, integer_place, big_place }, number, small) {
  const back = fc.integer({ min: -9, max: -1 });
  const list = (value) => term(kPrimary, (show) => `[${show(value)}]`);
  const atomic = (name, { view, index }, ...operands) => call(`Atomics.${name}`, raw(view), index, ...operands);
  return [
    fc.tuple(place, small, small).map(([view, from, to]) => member(method(view, 'subarray', from, binary('+', kSum)(to, raw('300'))), '.length')),
    fc.tuple(place, small).map(([view, end]) => member(method(view, 'slice', raw('0'), end), '.length')),
    fc.tuple(place, back).map(([view, k]) => member(method(view, 'subarray', raw(`growTo(${k})`)), '[0]')),
    fc.tuple(place, back).map(([view, k]) => method(view, 'at', raw(`growTo(${k})`))),
    fc.tuple(place, number, number).map(([view, v, w]) => parenthesised(term(kComma, (show) => `${show(method(view, 'set', list(v), view.index))}, ${show(w)}`))),
    fc.tuple(place, number, small, small).map(([view, v, from, to]) => member(method(view, 'fill', v, from, to), '.length')),
    fc.tuple(place, small, small, small).map(([view, ...operands]) => member(method(view, 'copyWithin', ...operands), '.length')),
    fc.tuple(place, number, small).map(([view, v, from]) => method(view, 'indexOf', v, from)),
    fc.tuple(place, fc.constantFrom('length', 'byteLength')).map(([{ view, spell }, name]) => raw(`${spell(view)}.${name}`, kMember)),
    fc.tuple(fc.constantFrom('add', 'or', 'exchange', 'store'), integer_place, number).map(([name, target, v]) => atomic(name, target, v)),
    integer_place.map((target) => atomic('load', target)),
    fc.tuple(integer_place, number, number).map(([target, v, w]) => atomic('compareExchange', target, v, w)),
    big_place.map((target) => call('Number', atomic('load', target))),
    fc.tuple(place, back).map(([view, k]) => raw(`${view.spell(view.view)}['at'](growTo(${k}))`, kMember)),
    fc.tuple(place, number, back).map(([view, v, k]) => term(kMember, (show) => `${view.spell(view.view)}[(${show(v)}, 'at')](grow() + ${k})`)),
    fc.tuple(place, number, small).map(([view, v, from]) => term(kMember, (show) => `${view.spell(view.view)}${view.gaps[0]}.${view.gaps[1]}indexOf${view.gaps[2]}(${show(v)}, ...[${show(from)}])`)),
    fc.tuple(place, number).map(([view, v]) => term(kMember, (show) => `${view.spell(view.view)}.at\`\${${show(v, kComma)}}\``)),
    fc.tuple(place, back).map(([view, k]) => raw(`(${view.spell(view.view)}?.at(growTo(${k})))`)),
    fc.tuple(place, back).map(([view, k]) => raw(`(${view.spell(view.view)}.at?.(growTo(${k})))`)),
    fc.tuple(place, fc.nat(9)).map(([view, k]) => (k === 0 ? member(method(view, 'map', raw('(v) => growTo(v)')), '.length') : method(view, 'some', raw(`(v, i) => growTo(i) >= ${k}`)))),
    fc.tuple(place, number).map(([view, v]) => (context) => {
      const inner = at(v, kAnd, { ...context, await: false, yield: false });
      return { level: kMember, text: `${view.spell(view.view)}.findIndex((v, i) => i > 3 || ${inner})` };
    }),
    fc.tuple(place, small).map(([view, n]) => term(kMember, (show) => `new ${view.view}.constructor(${show(n)}).length`)),
    fc.tuple(place, small, small).map(([view, from, k]) => term(kMember, (show) => `[...${show(method(view, 'subarray', from, binary('+', kSum)(from, raw('3'))), kMember)}].length`)),
    fc.tuple(place, number).map(([view, v]) => term(kMember, (show) => `Atomics.add(HEAP32, ...[${show(v, kBitAnd)} & 7, 1])`)),
  ].map((arbitrary) => ({ weight: 1, arbitrary }));
}

/** Patterns, literals and operators that hold accesses. */
function pattern_arbitraries(place, number) {
  const shown = (level, make) => (parts) => term(level, (show) => make(show, ...parts));
  const target = (show, where) => show(element(where), kMember);
  return [
    fc.tuple(place, place, number).map(shown(kMember, (show, a, b, v) => `([(${target(show, a)}), ...((${target(show, b)}))] = [${show(v)}]).length`)),
    fc.tuple(place, number, number).map(shown(kMember, (show, a, v, w) => `([(${target(show, a)}) = ${show(v)}] = [x > 9 ? undefined : ${show(w)}]).length`)),
    fc.tuple(place, place, number).map(shown(kMember, (show, a, b, v) => `({ k: (${target(show, a)}), l: [(${target(show, b)}) = ${show(v)}] } = { k: 1, l: [] }).k`)),
    fc.tuple(place, number, number).map(shown(kMember, (show, a, v, w) => `((${target(show, a)}) = ${show(v)}, (${target(show, a)}) += ${show(w)})`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `(${a.spell(a.view)}.indexOf)(${show(v)}, growTo(3))`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `((${a.view})?.['at'])(growTo(${'-1'}), ${show(v)})`)),
    number.map((v) => () => ({ level: kMember, text: `(function () { return(0,${at(v, kAssign, within())}) })()` })),
    fc.tuple(place, place, number, number).map(shown(kMember, (show, a, b, v, w) => `([${target(show, a)}, ${target(show, b)}] = [${show(v)}, ${show(w)}])[0]`)),
    fc.tuple(place, number, number).map(shown(kMember, (show, a, v, w) => `([${target(show, a)} = ${show(v)}] = [x > 9 ? undefined : ${show(w)}]).length`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `({ k: ${target(show, a)} } = { k: ${show(v)} }).k`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `Object.keys({ k: ${target(show, a)} = ${show(v)} } = {}).length`)),
    fc.tuple(number, number).map(shown(kMember, (show, v, w) => `[${show(v)}, ...[${show(w)}]].length`)),
    fc.tuple(number, number).map(shown(kMember, (show, v, w) => `\`\${${show(v, kComma)}}\${${show(w, kComma)}}\`.length`)),
    number.map((v) => shown(kMember, (show) => `(typeof ${show(v, kUnary)}).length`)([])),
    place.map((a) => parenthesised(term(kMember, (show) => `${a.spell(a.view)}?.[${show(a.index, kComma)}]`))),
    place.map((a) => parenthesised(binary('in', kRelation)(a.index, raw(a.view)))),
    fc.tuple(number, number).map(shown(kMember, (show, v, w) => `String.raw\`\${${show(v, kComma)}}-\${${show(w, kComma)}}\`.length`)),
    fc.tuple(place, number, number).map(shown(kMember, (show, a, v, w) => `([, [${target(show, a)} = ${show(v)}], ...[]] = [1, [${show(w)}]]).length`)),
    fc.tuple(place, number, number).map(shown(kMember, (show, a, v, w) => `({ [\`k\${${show(v, kComma)}}\`]: ${target(show, a)} = ${show(w)} } = { q: 1 }).q`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `((${a.view}) => ${a.view}[0])([${show(v)}])`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `({ ${a.view}: ${show(v)} }).${a.view}`)),
    fc.tuple(place, number).map(shown(kMember, (show, a, v) => `(function ${a.view}() { return ${a.view}.length; })(${show(v)})`)),
    place.map((a) => raw(`Number({ ${a.view} }.${a.view}[3])`, kMember)),
    place.map((a) => raw(`((v) => Number(v[5]))(${a.spell(a.view)})`, kMember)),
  ].map((arbitrary) => ({ weight: 1, arbitrary }));
}

// ---------------------------------------------------------------------------------------------------------
// Statements: functions from a context to text, on lines of their own

/** An expression statement, without a semicolon where the line break alone ends it. */
function expression_statement(value, semicolon) {
  return (context) => {
    const text = at(value, kComma, context);
    if (!/^(?!(?:function|class|async|let)\b)(?:[A-Za-z_]|\+\+|--)/.test(text)) return `\n;(${text});`;
    return `\n${text}${semicolon ? ';' : '\n'}`;
  };
}

function statement_arbitraries(place, number, statements) {
  const shown = (make) => (parts) => (context) => {
    const show = (part, least = kComma) => at(part, least, context);
    const target = (where) => show(element(where), kMember);
    const block = (list) => `{${list.map((each) => each(context)).join('')}\n}`;
    return `\n${make({ show, target, block }, ...parts)}`;
  };
  const view = fc.constantFrom('HEAP8', 'HEAP32');
  return [
    { weight: 6, arbitrary: fc.tuple(number, fc.boolean()).map((parts) => expression_statement(...parts)) },
    ...[
      fc.tuple(number, number).map(shown(({ show }, v, w) => `var a = ${show(v, kAssign)}, b = ${show(w, kAssign)};`)),
      fc.tuple(number, statements, statements).map(shown(({ show, block }, c, s, t) => `if (${show(c)}) ${block(s)} else ${block(t)}`)),
      fc.tuple(number, place, number).map(shown(({ show, target }, c, a, v) => `if (${show(c)}) ${target(a)} = ${show(v, kAssign)}\nelse y++`)),
      fc.tuple(number, statements).map(shown(({ show, block }, v, s) => `for (let i = 0, j = ${show(v, kAssign)}; i < 2; i++, j) ${block(s)}`)),
      fc.tuple(place, number, statements).map(shown(({ show, target, block }, a, v, s) => `for (${target(a)} of [1, ${show(v, kAssign)}]) ${block(s)}`)),
      fc.tuple(place, place).map(shown(({ target }, a, b) => `for (${target(a)} in { 5: 1 }) ${target(b)}++;`)),
      fc.tuple(number, number, number).map(shown(({ show }, c, d, v) => `switch (${show(c)}) { case ${show(d)}: log(1); default: x = ${show(v, kBitAnd)} & 31 }`)),
      fc.tuple(statements, number, statements).map(shown(({ show, block }, s, v, f) => `try { ${block(s)} throw ${show(v)} } catch (e) { log(e) } finally ${block(f)}`)),
      fc.tuple(view, number, number).map(shown(({ show }, name, v, w) => `{ let ${name} = [1]; ${name}[0] += 2; log(${name}[0]); }\nlog(${show(v, kAssign)})\nlog(${show(w, kAssign)})`)),
      fc.tuple(place, place, number).map(shown(({ show, target }, a, b, v) => `{ let n = 2; for (${target(a)} = ${show(v, kAssign)}; n-- > 0; ${target(b)}--) ; }`)),
      fc.tuple(place, number, statements).map(shown(({ show, target, block }, a, v, s) => `for ([${target(a)}] of [[${show(v, kAssign)}], [2]]) ${block(s)}`)),
      fc.tuple(place, number, statements).map(shown(({ show, target, block }, a, v, s) => `for ({ k: ${target(a)} = ${show(v, kAssign)} } of [{}, { k: 7 }]) ${block(s)}`)),
      fc.tuple(place, number, statements).map((parts) => (context) => shown(({ show, target, block }, a, v, s) => `for ${context.await ? 'await ' : ''}(${target(a)} of [${show(v, kAssign)}]) ${block(s)}`)(parts)(context)),
      fc.tuple(place, fc.integer({ min: 0, max: 9 }), statements).map(shown(({ block }, a, k, s) => `for (const v of ${a.view}.subarray(${k}, growTo(${k + 2}))) ${block(s)}`)),
      fc.tuple(place, number).map(shown(({ show, target }, a, v) => `{ let n = 1; do ${target(a)} = ${show(v, kAssign)}\nwhile (n-- > 0) }`)),
      fc.tuple(place, place, number, number).map(shown(({ show, target }, a, b, c, v) => `if (${show(c)})\n${target(a)}++\nelse if (x)\n--${target(b)}\nelse ${target(a)} += ${show(v, kAssign)}`)),
      fc.tuple(place, number, number).map(shown(({ show, target }, a, v, w) => `y = ${show(v, kAssign)}\n++${target(a)}\n--${target(a)}\n${target(a).replace(/^\(/, ';(')} = ${show(w, kAssign)}`)),
      fc.tuple(view, number).map(shown(({ show }, name, v) => `log(${show(v, kAssign)})\n${name}: for (const ${name} of [[1], [2]]) { log(${name}[0]++); continue ${name} }`)),
      fc.tuple(view, place, number).map(shown(({ show, target }, name, a, v) => `try { throw [${show(v, kAssign)}] } catch (${name}) { log(${name}[0]--); ${name}[0] ||= 4 }\n${target(a)} &&= 3`)),
      fc.tuple(place, number, number).map(shown(({ show, target }, a, v, w) => `var { k: d = ${target(a)} = ${show(v, kAssign)}, ...e } = {}, [f, g = ${show(w, kAssign)}] = [1]\nlog(d)`)),
      fc.tuple(place, number, statements).map(shown(({ show, target, block }, a, v, s) => `for([(${target(a)})=${show(v, kAssign)}]of[[1],[]])${block(s)}`)),
      fc.tuple(place, place, number).map(shown(({ show, target }, a, b, v) => `for(${target(a)}of[${show(v, kAssign)}])y++;for((${target(b)})in{5:1})y--`)),
      fc.tuple(place, number, number).map(shown(({ show, target }, a, v, w) => `y = ${show(v, kAssign)} /*\n*/ ${target(a).replace(/^\(/, ';(')} = ${show(w, kAssign)} <!-- ; y\n++x\n--> y = 1\nx = 3`)),
      fc.tuple(number, place).map(shown(({ show, target }, v, a) => `label: while (x-- > 0) { ${target(a)} -= ${show(v, kAssign)}; break label }\nx = 3;`)),
    ].map((arbitrary) => ({ weight: 1, arbitrary })),
  ];
}

// ---------------------------------------------------------------------------------------------------------

const program_text = (is_async, is_strict, statements, result) => {
  const context = { await: is_async, yield: false, arguments: true };
  const body = `${statements.map((each) => each(context)).join('')}
return [${at(result, kAssign, context)}, x, y];
}
`;
  const aliases = (where) => Object.entries(kAliases).filter(([, kind]) => kind[where]).flatMap(([name, kind]) =>
    Object.keys(kShift_of).filter((view) => body.includes(`${name}_${view}`)).map((view) => `\n${kind[where](view)}`)).join('');
  return `${is_strict ? "'use strict';\n" : ''}var x = 3, y = 70, p = 5;${aliases('outside')}
${is_async ? 'async ' : ''}function main() {${aliases('inside')}${body}`;
};

/**
 * The arbitrary of whole programs. With `out_of_range` some indices lie outside of the memory; without `getters` none
 * grows it.
 */
export function program_arbitrary({ out_of_range = false, getters = true } = {}) {
  const { number, statements } = fc.letrec((tie) => {
    const value = tie('number'), big = tie('big'), body = tie('statements');
    const indices = [0, 1, 2, 3].map((shift) => index_arbitrary(shift, value, out_of_range));
    const place = place_of(Object.keys(kNumberViews), indices), big_place = place_of(Object.keys(kBigViews), indices);
    const integer_place = place_of(kIntegerViews, indices);
    const small = fc.oneof(fc.integer({ min: 0, max: 300 }).map((n) => raw(`${n}`)), fc.integer({ min: 0, max: 300 }).map((n) => call('growTo', raw(`${n}`))));
    const nodes = { depthSize: 'small', maxDepth: 4, withCrossShrink: true };
    const binaries = fc.tuple(fc.constantFrom(...Object.entries(kBinary)), value, value).map(([[operator, level], a, b]) => binary(operator, level)(a, b));
    const big_binaries = fc.tuple(fc.constantFrom(...Object.entries(kBigBinary)), big, big).map(([[operator, level], a, b]) => binary(operator, level)(a, b));
    return {
      number: fc.oneof({ ...nodes, depthIdentifier: 'expression' }, { weight: 6, arbitrary: literal }, ...access_arbitraries(place, value, kCompound), ...common_arbitraries(value, value),
        { weight: 3, arbitrary: binaries }, { weight: 1, arbitrary: fc.tuple(value, value).map((operands) => power(...operands)) },
        { weight: 2, arbitrary: fc.tuple(fc.constantFrom('-', '+', '~', '!', 'void', 'typeof'), value).map(([operator, v]) => prefix(operator)(v)) },
        { weight: 2, arbitrary: big.map((b) => call('Number', b)) },
        ...method_arbitraries({ place, integer_place, big_place }, value, small), ...pattern_arbitraries(place, value), ...function_arbitraries(value, value, body, getters)),
      big: fc.oneof({ ...nodes, depthIdentifier: 'expression' }, { weight: 4, arbitrary: fc.constantFrom('0n', '1n', '77n', '9223372036854775807n').map((text) => raw(text)) },
        { weight: 4, arbitrary: value.map((v) => call('big', v)) }, ...access_arbitraries(big_place, big, kBigCompound), ...common_arbitraries(big, value), { weight: 2, arbitrary: big_binaries }),
      statements: fc.array(fc.oneof({ ...nodes, depthIdentifier: 'statement' }, ...statement_arbitraries(place, value, body)), { maxLength: 2, depthIdentifier: 'statement' }),
    };
  });
  const list = fc.array(statements, { minLength: 1, maxLength: 3 }).map((lists) => lists.flat());
  return fc.tuple(fc.boolean(), fc.nat(4), list, number).map(([is_async, strict, body, result]) => program_text(is_async, strict === 4, body, result));
}
