// `gongkai read` and `gongkai check`, and what all commands over files share.
#ifndef GONGKAI_CLI_COMMANDS_HPP
#define GONGKAI_CLI_COMMANDS_HPP

#include <functional>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "gongkai/gongkai.hpp"

namespace gongkai {
inline namespace v0 {

constexpr int exit_clean = 0;     // nothing at error level
constexpr int exit_findings = 1;  // findings at error level
constexpr int exit_failed = 2;    // the work could not be done

struct Options {
  std::vector<std::string> names;  // files, folders, archives, patterns; "-"
  std::string format;
  Language language = Language::zh;
  std::size_t jobs = 1;
  Selection selection;               // of findings
  std::string suppressions;          // the file they were read from; or empty
  std::vector<std::string> missing;  // of parts: agencies whose reports are not at hand
};

/// A report that was read, with its file.
struct ReadFile {
  std::string name, source;  // the source as text, for columns; empty where it is none
  Reading reading;
};

/// Calls use for every report of the names, one after the other in their order. What cannot be read
/// is complained of, and so are the reader's notes where they are asked for. The exit status.
int for_each_file(const Options& options, Output& output, bool notes,
                  const std::function<void(ReadFile)>& use);
using UseReport = std::function<void(const Report& report, const std::string& name)>;
int for_each_report(const Options& options, Output& output, const UseReport& use);

/// The exit status.
int read_reports(const Options& options, Output& output);
int check_reports(const Options& options, Output& output);
int series_reports(const Options& options, Output& output);  // each agency over its years
int parts_reports(const Options& options, Output& output);   // the first against the others

}  // namespace v0
}  // namespace gongkai

#endif
