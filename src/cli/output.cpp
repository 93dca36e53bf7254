#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "scan/input.hpp"

namespace gongkai {
inline namespace v0 {

Output::Output()
    : colour_(isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr),
      show_progress_(isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0),
      next_progress_(std::chrono::steady_clock::now()) {}

void Output::print(std::string_view text) {
  if (!failed_ && std::fwrite(text.data(), 1, text.size(), stdout) < text.size()) fail();
}

void Output::complain(std::string_view text) {
  if (text.empty()) return;
  clear_progress();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Output::progress(const std::string& text) {
  auto now = std::chrono::steady_clock::now();
  if (!show_progress_ || now < next_progress_) return;
  constexpr std::chrono::milliseconds often_enough(200);
  next_progress_ = now + often_enough;
  std::fputs(("\r\x1b[K" + text).c_str(), stderr);
  progress_shown_ = true;
}

bool Output::flush() {
  if (!failed_ && std::fflush(stdout) != 0) fail();
  return !failed_;
}

// Whoever closed the pipe, as `head` does, has seen what he wanted.
void Output::fail() {
  failed_ = true;
  if (errno != EPIPE) why_ = system_error();
}

void Output::clear_progress() {
  if (progress_shown_) std::fputs("\r\x1b[K", stderr);
  progress_shown_ = false;
}

}  // namespace v0
}  // namespace gongkai
