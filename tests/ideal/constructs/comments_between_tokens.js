// Comments between any two tokens of an access.
function main() {
  /*a*/HEAP8/*b*/[/*c*/growTo(1)/*d*/]/*e*/=/*f*/growTo(2)/*g*/;
  /*a*/HEAP8/*b*/[/*c*/growTo(1)/*d*/]/*e*/+=/*f*/growTo(3)/*g*/;
  /*a*/HEAP8/*b*/[/*c*/growTo(1)/*d*/]/*e*/++/*f*/;
  /*a*/--/*b*/HEAP8/*c*/[/*d*/growTo(1)/*e*/]/*f*/;
  /*a*/HEAPU8/*b*/./*c*/set/*d*/(/*e*/[growTo(4)]/*f*/,/*g*/growTo(5)/*h*/)/*i*/;
  Atomics/*a*/./*b*/store/*c*/(/*d*/HEAP32/*e*/,/*f*/growTo(6)/*g*/,/*h*/7/*i*/);
  return [/*a*/(/*b*/HEAP8/*c*/)/*d*/[/*e*/1/*f*/]/*g*/, HEAP8/*a*/?./*b*/[/*c*/growTo(1)/*d*/], HEAP8/*a*/./*b*/length, Module/*a*/./*b*/HEAP8/*c*/[/*d*/growTo(2)/*e*/], Module/*a*/[/*b*/'HEAP8'/*c*/]/*d*/[/*e*/3/*f*/]];
}
