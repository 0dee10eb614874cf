// Line comments inside accesses.
function main() {
  HEAP8 // view
    [ // open
      growTo(1) // index
    ] // close
    = // store
      growTo(2) // value
  ; // end
  HEAP8[ // index
    growTo(1) // grows
  ] += // add
    growTo(3) // value
  HEAPU8.set( // set
    [growTo(4)], // source
    growTo(5) // offset
  ) // done
  var x = HEAP8[ // load
    growTo(1) // index
  ]++ // old
  return [x, HEAP8[1] // last
  ]
}
