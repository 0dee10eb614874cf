// No two words run together where a bracket or parenthesis between them goes.
function growMemViews() { if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews(); }
function checked(i) { switch (i) { case(growMemViews(),HEAP8)[0]: log(0) } return(growMemViews(),HEAP8)[i]+typeof(growMemViews(),HEAP8)[i] }
function plain(i) { if(i)return(HEAP8)[i];else(HEAP8)[i]=3;do(HEAP8)[i]++;while(i-->0)return(0,HEAP8)[i] }
function unary(i) { void(HEAP8)[i]; return[typeof(HEAP8)[i],void(HEAP8)[i],delete(HEAP8)[i],i in(HEAP8),i in HEAP8,typeof(HEAP8),typeof HEAP8[i]] }
function cases(i) { switch(HEAP8[i]){case(HEAP8)[0]:return 1;case HEAP8[1]:return 3;default:return(HEAP8[2])} }
function* steps(i) { yield(HEAP8)[i];yield(growMemViews(),HEAP8)[i];yield*[(HEAP8)[i]] }
function thrown(i) { if (i) throw(growMemViews(),HEAP8)[i]; else throw(HEAP8)[i] }
function made(i) { class A extends(HEAP8.constructor){}; return[new(HEAP8.constructor)(3).length,new A(2).length,new(growMemViews(),HEAP8).constructor(i).length] }
function heads(i) {
  for(var q of(HEAP8.subarray(0,1)))log(q);for(HEAP8[i]of[1])log(HEAP8[i]);for((HEAP8)[i]of[1])log(HEAP8[i])
  for((HEAP8)[i]in{3:1})log(HEAP8[i]);for(HEAP8[i]in{5:1})log(HEAP8[i])
  for(q=(HEAP8[i]in[1]);q;q=0)log(q);for(var r of(growMemViews(),HEAP8).slice(0,1))log(r)
}
function related(i) { return[HEAP8[i]in[1],HEAP8[i]instanceof Object,(HEAP8)instanceof(Int8Array),HEAP8 instanceof Int8Array,i in(growMemViews(),HEAP8)] }
async function main() {
  for (const f of [checked, plain, unary, cases, made, heads, related]) log(f(growTo(0)));
  for (const f of [checked, plain, unary, cases, made, heads, related]) log(f(growTo(1)));
  for (const x of steps(growTo(2))) log(x);
  try { thrown(growTo(1)) } catch (e) { log(e) }
  return[await(HEAP8)[growTo(0)],await(growMemViews(),HEAP8)[1]]
}
