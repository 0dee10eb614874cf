// `<!--` anywhere, and `-->` at the beginning of a line, are comments of a script (ECMA-262, B.1.1).
var x = 3 <!-- y
function main() {
  log(HEAP8[growTo(0)]) <!-- ; HEAP8[0] = 5
--> HEAP8[1] = 6
  /* one
  */ --> HEAP8[2] = 8
  log(HEAP8[1]); HEAP8[2] = 9;
/* two */ --> HEAP8[2] = 1
  // three
  /* four */ /* five */ --> HEAP8[2] = 2
  log(HEAP8[2]
--> HEAP8[1] = 6
  );
  var n = 3, s = "<!-- x", r = /<!-- x/.test(s), t = `<!-- ${HEAP8[growTo(0)] <!-- }
--> nothing
  }
--> text`;
  while (n-->0) log(HEAP8[n]--)
  log(n) <!-- ;
  ++HEAP8[growTo(1)]
  log(HEAP8[1])
  return [s, r, t];
}
