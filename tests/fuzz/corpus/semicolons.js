Aa = f
HEAP8[0] = 1
++
HEAP8[1]
if (x) HEAP8[2]++
else do HEAP8[3] = y; while (HEAP8[4])
switch (HEAP8[0]) { case HEAP8[1]: case-HEAP8[2]: }
