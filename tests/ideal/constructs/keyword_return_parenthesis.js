// return directly before a parenthesis.
function first() { return(HEAP8)[growTo(1)] }
function second() { return(grow(),HEAP8)[top(1)] }
function third() { return HEAP8[growTo(0)]++ }
function fourth() { return-HEAP8[growTo(0)] }
function main() {
  return [first(), second(), third(), fourth()];
}
