// Line breaks between all tokens where they may stand.
function main() {
  HEAP8

  [
    growTo(1)
  ]
    -=
    growTo(2)
  HEAPU8
    .
    set
    (
      [3]
      ,
      growTo(4)
    )
  Module
    .HEAP32
    [growTo(2)]
    =
    1
  return HEAP8[
    1
  ]
}
