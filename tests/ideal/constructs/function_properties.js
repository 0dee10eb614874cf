// name, length and toString-free identity of functions that get temporaries.
const arrow = (a, b) => HEAP8[growTo(a)] += b;
function declared(a, b, c) { 'use strict'; return HEAP8[growTo(b)] += c; }
function defaulted(a, b = HEAP8[growTo(a)]++, c) { return HEAP8[growTo(b & 7)] += c; }
function main() {
  return [arrow.name, arrow.length, declared.name, declared.length, arrow(1, 2), declared(1, 2, 3), defaulted.name, defaulted.length, defaulted(1, undefined, 4)];
}
