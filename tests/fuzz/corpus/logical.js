AHEAP8[p] ||= f(); HEAP8[p] &&= g(); x = HEAP8[p] ??= h();
