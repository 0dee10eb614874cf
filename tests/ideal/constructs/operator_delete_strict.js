// delete of an element throws in strict code.
function main() {
  'use strict';
  try {
    delete HEAP8[log(grow() + top(1))];
  } catch (e) {
    return e.name;
  }
}
