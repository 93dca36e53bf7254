// Whether the time of something grows with its input as a line does, not as a square.
#ifndef GONGKAI_TESTS_LINEAR_HPP
#define GONGKAI_TESTS_LINEAR_HPP

#include <algorithm>
#include <cstddef>

namespace gongkai::test {

/// `seconds(size)` runs it once. Four times the size takes four times as long, or sixteen; a busy
/// machine may disturb a run, so that the best of a few counts, and what is over at once is linear.
template <class Seconds>
bool is_linear(Seconds seconds, std::size_t size) {
  double small = std::max(seconds(size), seconds(size));
  for (int again = 0; again < 5; ++again)
    if (seconds(4 * size) < 0.05 + 8 * small) return true;
  return false;
}

}  // namespace gongkai::test

#endif
