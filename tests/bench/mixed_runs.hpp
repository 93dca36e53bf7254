// Google Benchmark as our programs use it: runs of all benchmarks are mixed, so that a machine that
// slows down slows them all, and what is told is medians.
#ifndef GONGKAI_TESTS_BENCH_MIXED_RUNS_HPP
#define GONGKAI_TESTS_BENCH_MIXED_RUNS_HPP

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "medians.hpp"

/// Nanoseconds for each item, by benchmark.
class Medians {
 public:
  bool has(const std::string& name) const { return times_.count(name) > 0; }
  double operator[](const std::string& name) const { return median(times_.at(name)); }
  std::size_t runs(const std::string& name) const { return times_.at(name).size(); }
  /// In the order in which they were registered; or the quickest first.
  const std::vector<std::string>& names() const { return names_; }
  std::vector<std::string> quickest_first() const {
    std::vector<std::string> names = names_;
    std::sort(names.begin(), names.end(), [this](const std::string& a, const std::string& b) {
      return (*this)[a] < (*this)[b];
    });
    return names;
  }

  void add(const std::string& name, double nanoseconds) {
    if (!has(name)) names_.push_back(name);
    times_[name].push_back(nanoseconds);
  }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::vector<double>> times_;
};

template <class Function, class... Arguments>
benchmark::internal::Benchmark* measure(const char* name, std::int64_t iterations,
                                        Function function, Arguments... arguments) {
  return benchmark::RegisterBenchmark(name, function, arguments...)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(iterations);
}

/// Runs what measure() was told, with the program's arguments, and calls print(medians). Each
/// benchmark says how many items it processed. Returns what main() should.
template <class Print>
int run_mixed(int count, char** arguments, int repetitions, Print print) {
  std::string repeat = "--benchmark_repetitions=" + std::to_string(repetitions),
              mix = "--benchmark_enable_random_interleaving";
  std::vector<char*> flags{arguments[0], repeat.data(), mix.data()};
  flags.insert(flags.end(), arguments + 1, arguments + count);
  int flag_count = static_cast<int>(flags.size());
  benchmark::Initialize(&flag_count, flags.data());
  if (benchmark::ReportUnrecognizedArguments(flag_count, flags.data())) return 2;

  struct Reporter : benchmark::BenchmarkReporter {
    Medians medians;
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
      for (const Run& run : runs)
        if (run.run_type == Run::RT_Iteration)
          medians.add(run.run_name.function_name, 1e9 / run.counters.at("items_per_second").value);
    }
  } reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  print(reporter.medians);
  return 0;
}

#endif
