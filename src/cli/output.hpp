// Standard output, standard error, and the line that tells how far we are.
#ifndef GONGKAI_CLI_OUTPUT_HPP
#define GONGKAI_CLI_OUTPUT_HPP

#include <chrono>
#include <string>
#include <string_view>

#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

class Output {
 public:
  Output();
  ~Output() { clear_progress(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  bool colour() const noexcept { return colour_; }

  void print(std::string_view text);     ///< to standard output
  void complain(std::string_view text);  ///< to standard error
  /// Where people look at standard error and not at standard output; else nothing.
  void progress(const std::string& text);

  /// False when standard output takes no more; why(), unless its reader only had enough.
  bool good() const noexcept { return !failed_; }
  bool flush();
  const Error& why() const noexcept { return why_; }

 private:
  void fail();
  void clear_progress();

  bool colour_, show_progress_, progress_shown_ = false;
  std::chrono::steady_clock::time_point next_progress_;
  bool failed_ = false;
  Error why_;
};

}  // namespace v0
}  // namespace gongkai

#endif
