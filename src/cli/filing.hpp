// `gongkai new`, `gongkai write`, `gongkai review`: a form is filled in, checked, reviewed,
// published.
#ifndef GONGKAI_CLI_FILING_HPP
#define GONGKAI_CLI_FILING_HPP

#include <string>
#include <vector>

#include "cli/output.hpp"
#include "gongkai/filing.hpp"

namespace gongkai {
inline namespace v0 {

struct FilingOptions {
  std::string file, output;
  Language language = Language::zh;
  std::string agency;     // of new
  std::int32_t year = 0;  // of new
  Form form = Form::of_2021;
  bool fragment = false;        // of write: HTML to stand in another page
  bool publish = false;         // of write: only what has been reviewed
  std::string role, who, date;  // of review
  Decision decision = Decision::approved;
  std::vector<std::string> justifications;
};

/// The roles as --role takes them, two names for each step.
std::vector<std::string> role_names();

/// The exit status.
int new_form(const FilingOptions& options, Output& output);
int write_form(const FilingOptions& options, Output& output);
int review_report(const FilingOptions& options, Output& output);

}  // namespace v0
}  // namespace gongkai

#endif
