@function f(HEAP8) { HEAP8[0] = 1; } { let HEAP8 = []; HEAP8[0]; } try {} catch (HEAP8) { HEAP8[1]++; } l: HEAP8[0];
