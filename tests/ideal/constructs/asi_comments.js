// A comment that holds a line end acts as one: for missing semicolons, and where no line end may stand.
function nothing() { return /*
*/ HEAP8[0] }
function* steps() { yield /*
*/ [HEAP8[0]] }
function main() {
  var outer;
  log(nothing());
  for (const x of steps()) log(x);
  var a = growTo(3) /*
  */ HEAP8[4] = 4 /* on one line */ /*
  */ log(a); HEAP8[0] = 4
  HEAP8[0] /*
  */ ++
  a; log([HEAP8[0], a])
  outer: for (var i = 0; i < 3; i++) for (;;) {
    HEAP8[i] += growTo(1); if (i) continue /* x */ outer
    if (HEAP8[i] > 1000) continue /*
    */ outer
    break /*
    */ i++
  }
  a /*
  */ ++HEAP8[growTo(1)] /*
  */ HEAP8[1] += growTo(2) // one
  // two
  /* three */ --HEAP8[1]
  return [i, HEAP8[1]] /*
  */ }
