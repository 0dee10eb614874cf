A(c ? HEAP32 : HEAP16)[E] = (0, HEAP8)[E], (HEAP8)?.[f()] ?? HEAP8?.length;
