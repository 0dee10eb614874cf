// Doing the same to many things on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace heaplift {

// Calls `work` with each of 0 … count - 1, on at most `threads` threads (0: one for each processor), and returns
// when all are done. The first exception, by index, is thrown again.
void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace heaplift
