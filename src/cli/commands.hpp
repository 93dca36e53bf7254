// `gongkai read`, `check`, `series` and `parts`.
#ifndef GONGKAI_CLI_COMMANDS_HPP
#define GONGKAI_CLI_COMMANDS_HPP

#include <functional>
#include <string>

#include "cli/run.hpp"

namespace gongkai {
inline namespace v0 {

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
