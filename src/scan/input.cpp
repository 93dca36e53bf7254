#include "scan/input.hpp"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

namespace gongkai {
inline namespace v0 {
namespace {

// One JSON object on the first line, and more after it.
bool is_json_lines(std::string_view head) {
  std::size_t end = head.find('\n');
  if (end == std::string_view::npos) return false;
  std::string_view line = head.substr(0, end);
  if (line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line.size() > 2 && line.front() == '{' && line.back() == '}' &&
         head.find_first_not_of(" \t\r\n", end) != std::string_view::npos;
}

// A file, or standard input for "-": its first bytes are looked at, then it is read.
class File {
 public:
  explicit File(const std::string& name)
      : file_(name == "-" ? stdin : std::fopen(name.c_str(), "rb")) {
    if (file_ == nullptr) {
      error_ = system_error();
      return;
    }
    struct stat status {};
    if (fstat(fileno(file_), &status) == 0 && S_ISREG(status.st_mode)) {
      size_ = static_cast<std::size_t>(status.st_size);
      if (file_ != stdin) std::setvbuf(file_, nullptr, _IONBF, 0);  // it is read in one piece
    }
    constexpr std::size_t enough_for_a_line = std::size_t{1} << 20U;
    take(enough_for_a_line);
  }
  ~File() {
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  const Error& error() const { return error_; }
  std::string_view head() const { return head_; }

  std::string all(std::size_t limit) {
    take(limit + 1);
    if (!error_ && head_.size() > limit)
      error_ = {ErrorCode::too_large, limit, {}, "bytes " + std::to_string(limit)};
    return std::move(head_);
  }

  // For JsonLines: the head again, then what follows it.
  static std::ptrdiff_t more(void* file, char* to, std::size_t room) {
    auto& self = *static_cast<File*>(file);
    std::size_t size = self.head_.copy(to, room, self.given_);
    self.given_ += size;
    if (size == 0) size = std::fread(to, 1, room, self.file_);
    if (size == 0 && std::ferror(self.file_) != 0) return -1;
    return static_cast<std::ptrdiff_t>(size);
  }

 private:
  // A file of known size is asked for one byte more, which tells that it has not grown.
  void take(std::size_t size) {
    constexpr std::size_t least = std::size_t{1} << 16U;
    while (!error_ && !ended_ && head_.size() < size) {
      std::size_t before = head_.size();
      std::size_t step = before < size_ ? std::min(size_ + 1, size) - before : least;
      head_.resize(before + step);
      std::size_t got = std::fread(&head_[before], 1, step, file_);
      head_.resize(before + got);
      ended_ = got < step;
      if (ended_ && std::ferror(file_) != 0) error_ = system_error();
    }
  }

  std::FILE* file_;
  std::size_t size_ = 0;  // as the system tells it; 0: not known
  std::string head_;
  bool ended_ = false;
  std::size_t given_ = 0;
  Error error_;
};

}  // namespace

Error system_error() {
  Error error;
  error.code = errno == ENOENT   ? ErrorCode::no_such_file
               : errno == EISDIR ? ErrorCode::is_folder
                                 : ErrorCode::io;
  if (error.code == ErrorCode::io) error.detail = std::strerror(errno);
  return error;
}

Result<std::string> whole_file(const std::string& name, const Limits& limits) {
  File file(name);
  std::string bytes;
  if (!file.error()) bytes = file.all(limits.bytes);
  if (file.error()) return file.error();
  return bytes;
}

bool Input::take(const std::string& name) {
  std::error_code ignored;
  std::filesystem::file_status status = std::filesystem::status(name, ignored);
  if (std::filesystem::is_directory(status)) return folder(name);
  bool exists = name == "-" || std::filesystem::exists(status);
  if (!exists && name.find_first_of("*?[") != std::string::npos) return pattern(name);
  return file(name, true);
}

// As a shell would have done it, where there is none or the pattern was quoted.
bool Input::pattern(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  if (paths.empty()) return fail(pattern, {ErrorCode::no_such_file, 0, {}, {}});
  return std::all_of(paths.begin(), paths.end(), [this](const std::string& each) {
    std::error_code ignored;
    return std::filesystem::is_directory(each, ignored) ? folder(each) : file(each, true);
  });
}

// Links to folders are not followed: they may lead round in a circle.
bool Input::folder(const std::string& path) {
  std::error_code error;
  std::vector<std::filesystem::directory_entry> entries;
  for (std::filesystem::directory_iterator each(path, error), end; !error && each != end;
       each.increment(error))
    entries.push_back(*each);
  if (error && !fail(path, {ErrorCode::io, 0, {}, error.message()})) return false;
  std::sort(entries.begin(), entries.end());
  for (const auto& entry : entries) {
    std::error_code ignored;
    bool is_folder = entry.is_directory(ignored);
    if (is_folder && entry.is_symlink(ignored)) continue;
    if (!is_folder && !entry.is_regular_file(ignored)) continue;
    std::string inner = entry.path().string();
    if (!(is_folder ? folder(inner) : file(inner, false))) return false;
  }
  return true;
}

bool Input::file(const std::string& path, bool asked_for) {
  Item item;
  item.name = path == "-" ? "<stdin>" : path;
  item.asked_for = asked_for;
  File file(path);
  if (!file.error() && is_json_lines(file.head()))
    return lines(JsonLines<Report>(&File::more, &file), item.name);
  if (!file.error()) item.bytes = file.all(limits_.bytes);
  if (file.error()) return fail(item.name, file.error());
  return content(std::move(item));
}

bool Input::content(Item item) {
  if (is_archive(item.bytes)) return archive(item);
  return use_(std::move(item));
}

bool Input::archive(const Item& item) {
  Archive archive(item.bytes, limits_);
  for (ArchiveFile file;;) {
    auto name = [&] { return file.name.empty() ? item.name : item.name + '!' + file.name; };
    while (archive.next(file)) {
      Item inner;
      inner.name = name();
      if (is_json_lines(file.bytes)) {
        if (!lines(JsonLines<Report>(file.bytes), inner.name)) return false;
        continue;
      }
      inner.bytes = std::move(file.bytes);
      if (!use_(std::move(inner))) return false;
    }
    if (!archive.error()) return true;
    if (!fail(name(), archive.error())) return false;
  }
}

bool Input::lines(JsonLines<Report> lines, const std::string& name) {
  for (;;) {
    Item item;
    item.report = std::make_unique<Report>();
    bool good = lines.next(*item.report);
    if (!good && !lines.error()) return true;
    item.name = name + ':' + std::to_string(lines.line());
    if (!(good ? use_(std::move(item)) : fail(item.name, lines.error()))) return false;
  }
}

bool Input::fail(std::string name, Error error) {
  Item item;
  item.name = std::move(name);
  item.error = std::move(error);
  return use_(std::move(item));
}

}  // namespace v0
}  // namespace gongkai
