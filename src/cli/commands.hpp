// `gongkai read` and `gongkai check`, and what all commands over files share.
#ifndef GONGKAI_CLI_COMMANDS_HPP
#define GONGKAI_CLI_COMMANDS_HPP

#include <functional>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "gongkai/gongkai.hpp"

namespace gongkai {

constexpr int exit_clean = 0;     // nothing at error level
constexpr int exit_findings = 1;  // findings at error level
constexpr int exit_failed = 2;    // the work could not be done

struct Options {
  std::vector<std::string> names;  // files, folders, archives, patterns; "-"
  std::string format;
  Language language = Language::zh;
  std::size_t jobs = 1;
};

/// Calls use(report, its name) for every report of the names, one after the other in their order.
/// Reading notes, and what cannot be read, are complained of. The exit status.
using UseReport = std::function<void(const Report& report, const std::string& name)>;
int for_each_report(const Options& options, Output& output, const UseReport& use);

/// The exit status.
int read_reports(const Options& options, Output& output);
int check_reports(const Options& options, Output& output);

}  // namespace gongkai

#endif
