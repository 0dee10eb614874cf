@x = typeof HEAP8[0], delete HEAP8[1], 1 in HEAP8, HEAP8 instanceof T, HEAP8[f]`a${HEAP8[0]}b`, new HEAP16.constructor(3);
