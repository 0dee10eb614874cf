// Keywords that touch an access.
function* each() { yield(HEAP8)[growTo(1)]; yield-HEAP8[2] }
function main() {
  var r = [...each(), void(HEAP8)[0], typeof(HEAP8)[growTo(0)], typeof-HEAP8[0]];
  if(HEAP8[growTo(3)])r.push(1);else HEAP8[3]++;
  do HEAP8[4]++;while(HEAP8[growTo(4)]<0)
  for(;HEAP8[5]<0;)HEAP8[5]++
  switch(HEAP8[growTo(6)]){case HEAP8[6]:r.push(2);break;case(HEAP8)[7]:default:r.push(3)}
  try{throw HEAP8[growTo(8)]}catch(e){r.push(e)}
  delete(HEAP8)[1]
  return r;
}
