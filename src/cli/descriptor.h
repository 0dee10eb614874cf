// A file descriptor that is closed when it goes out of scope, and writing to one until all is written.
#pragma once

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace heaplift {

// Owns a descriptor; a negative number stands for none, with errno saying why.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (!valid()) return;
    const int code = errno;  // of what failed before
    close(number_);
    errno = code;
  }

  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

// After a failed read or write: whether it is worth another try. Waits for a non-blocking descriptor.
inline bool wait_until_ready(int descriptor, short event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd wanted{descriptor, event, 0};
  return poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

// False, with errno set, when not all could be written.
inline bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count < 0 && wait_until_ready(descriptor, POLLOUT)) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace heaplift
