// An index that Atomics refuses is refused as such, and not for the view, which growth has detached.
function main() {
  for (const i of [-1, growTo(-1), 1e9]) {
    try { Atomics.load(HEAP32, i) } catch (e) { log(e) }
    try { Atomics.add(HEAP16, i, growTo(1)) } catch (e) { log(e) }
    try { Atomics.store(HEAP64, i, big(growTo(2))) } catch (e) { log(e) }
  }
}
