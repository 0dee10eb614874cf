// A subarray is a window: stores through it and through the view meet.
function main() {
  grow();
  var window_ = HEAPU8.subarray(16, 20);
  HEAPU8[17] = 99;
  window_[2] = 98;
  return [window_, HEAPU8[18]];
}
