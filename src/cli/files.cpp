#include "src/cli/files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>

#include "src/cli/descriptor.h"

namespace heaplift {
namespace {

constexpr std::uint64_t kLargestFile = std::numeric_limits<std::uint32_t>::max() - 1ULL;

Error failure(std::string_view what, const std::string& path, int code) {
  return Error{"cannot " + std::string(what) + " '" + path + "': " + std::strerror(code)};
}

Error unreadable(const std::string& path, std::string_view reason) {
  return Error{"cannot read '" + path + "': " + std::string(reason)};
}

std::optional<std::string_view> why_not_readable(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "it is a folder";
  if (S_ISFIFO(status.st_mode)) return "it is a pipe; give its contents on standard input";
  if (!S_ISREG(status.st_mode)) return "it is no ordinary file";
  if (static_cast<std::uint64_t>(status.st_size) > kLargestFile) return "it is too large (4 GiB or more)";
  return std::nullopt;
}

// Reads up to the end, for which `expected` bytes are a guess; false, with errno set, when that failed.
bool read_all(int descriptor, std::size_t expected, std::string& text) {
  constexpr std::size_t kStep = 1U << 16U;
  std::size_t used = 0;
  text.resize(std::max(expected + 1, kStep));
  for (;;) {
    if (used == text.size()) text.resize(text.size() * 2);
    const ssize_t count = read(descriptor, text.data() + used, text.size() - used);
    if (count < 0 && wait_until_ready(descriptor, POLLIN)) continue;
    if (count <= 0) {
      text.resize(used);
      return count == 0;
    }
    used += static_cast<std::size_t>(count);
    if (used > kLargestFile) {
      errno = EFBIG;
      return false;
    }
  }
}

// A link stands for what it points to, so that it stays a link. A name that does not exist stays as it is.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

bool is_link(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_symlink(path, error);
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666U & ~mask;
}

// Owner first, since a change of owner clears mode bits. Not being allowed to keep the owner is fine.
bool keep_attributes(int descriptor, const struct stat* old) {
  if (old == nullptr) return fchmod(descriptor, mode_of_new_files()) == 0;
  const bool kept =
      fchown(descriptor, old->st_uid, old->st_gid) == 0 || fchown(descriptor, static_cast<uid_t>(-1), old->st_gid) == 0;
  const mode_t special = kept ? 0 : (S_ISUID | S_ISGID);
  return fchmod(descriptor, old->st_mode & 07777U & ~special) == 0;
}

bool fill(const Descriptor& file, std::string_view text, const struct stat* old) {
  return write_all(file.get(), text) && keep_attributes(file.get(), old) && fsync(file.get()) == 0;
}

bool sync_folder(const std::string& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder.
  return !descriptor.valid() || fsync(descriptor.get()) == 0 || errno == EINVAL || errno == EROFS;
}

bool overwrite(const std::string& path, std::string_view text) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  return file.valid() && (write_all(file.get(), text) || errno == EPIPE);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file.valid() || fstat(file.get(), &status) != 0) return failure("read", path, errno);
  if (const auto reason = why_not_readable(status)) return unreadable(path, *reason);
  std::string text;
  if (!read_all(file.get(), static_cast<std::size_t>(status.st_size), text)) return failure("read", path, errno);
  return text;
}

Result<std::string> read_standard_input() {
  std::string text;
  if (!read_all(STDIN_FILENO, 0, text))
    return Error{std::string("cannot read standard input: ") + std::strerror(errno)};
  return text;
}

Status write_standard_output(std::string_view text) {
  if (write_all(STDOUT_FILENO, text) || errno == EPIPE) return kOk;
  return Error{std::string("cannot write standard output: ") + std::strerror(errno)};
}

void write_standard_error(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    // Opened the wrong way round, so that using it fails as it would without; takes the lowest free number.
    static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

Status FileReplacement::add(const std::string& path, std::string_view text) {
  const std::string target = resolved(path);
  struct stat old {};
  const bool exists = stat(target.c_str(), &old) == 0;
  if (!exists && (errno != ENOENT || is_link(target))) return failure("write", path, errno);
  if (exists && S_ISDIR(old.st_mode)) return failure("write", path, EISDIR);
  if (exists && faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) return failure("write", path, errno);
  if (exists && !S_ISREG(old.st_mode)) {
    pending_.push_back({target, "", std::string(text)});
    return kOk;
  }
  std::string temporary = target + ".heaplift-XXXXXX";
  const Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.valid()) return failure("create a temporary file beside", path, errno);
  pending_.push_back({target, temporary, ""});
  if (!fill(file, text, exists ? &old : nullptr)) return failure("write", path, errno);
  return kOk;
}

Status FileReplacement::commit() {
  std::vector<std::string> folders;
  for (Pending& file : pending_) {
    const bool direct = file.temporary.empty();
    const bool done =
        direct ? overwrite(file.target, file.text) : rename(file.temporary.c_str(), file.target.c_str()) == 0;
    if (!done) return failure("write", file.target, errno);
    file.temporary.clear();
    if (!direct) folders.push_back(folder_of(file.target));
  }
  pending_.clear();
  for (const std::string& folder : folders) {
    if (!sync_folder(folder)) return failure("write", folder, errno);
  }
  return kOk;
}

FileReplacement::~FileReplacement() {
  for (const Pending& file : pending_) {
    if (!file.temporary.empty()) unlink(file.temporary.c_str());
  }
}

}  // namespace heaplift
