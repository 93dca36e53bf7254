// What programs that measure have in common: the clock, and the median of several runs.
#ifndef GONGKAI_TESTS_BENCH_MEDIANS_HPP
#define GONGKAI_TESTS_BENCH_MEDIANS_HPP

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// How long that takes.
template <class Work>
double seconds(Work&& work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// How long this program's threads work on that, whatever else the machine does meanwhile.
template <class Work>
double processor_seconds(Work&& work) {
  std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

#endif
