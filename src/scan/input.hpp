// From names to reports, or what may be reports: files, folders, archives, patterns, standard
// input.
#ifndef GONGKAI_SCAN_INPUT_HPP
#define GONGKAI_SCAN_INPUT_HPP

#include <functional>
#include <memory>
#include <string>

#include "gongkai/gongkai.hpp"

namespace gongkai {
inline namespace v0 {

/// What may be a report.
struct Item {
  std::string name;                // "folder/reports.zip!county/page.html", "all.jsonl:17"
  std::string bytes;               // of a file; or
  std::unique_ptr<Report> report;  // a line of JSON Lines; or
  Error error;                     // why there is neither
  bool asked_for = false;          // named by the user, not found in a folder or an archive
};

/// The error that errno tells.
Error system_error();

/// All of a file, or of standard input for "-". Errors: no_such_file, is_folder, io, too_large.
Result<std::string> whole_file(const std::string& name, const Limits& limits = {});

class Input {
 public:
  using Use = std::function<bool(Item)>;  ///< false: nothing more is wanted

  explicit Input(Use use) : use_(std::move(use)) {
    // Its files come one at a time: a large archive takes time, not memory.
    limits_.expanded = std::size_t{16} << 30U;
  }

  /// All that is meant by a name, in the order of names. False when nothing more is wanted.
  bool take(const std::string& name);

 private:
  bool pattern(const std::string& pattern);
  bool folder(const std::string& path);
  bool file(const std::string& path, bool asked_for);
  bool content(Item item);
  bool archive(const Item& item);
  bool lines(JsonLines<Report> lines, const std::string& name);
  bool fail(std::string name, Error error);

  Use use_;
  Limits limits_;
};

}  // namespace v0
}  // namespace gongkai

#endif
