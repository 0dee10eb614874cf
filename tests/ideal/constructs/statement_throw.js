// throw of an access; finally that stores.
function main() {
  try {
    try { throw HEAP8[growTo(1)] = 9; } finally { HEAP8[grow() + top(1)] = 8; }
  } catch (thrown) {
    return thrown + HEAP8[top(1)];
  }
}
