// Diagnosing reports with wrong cells, beside checking the same reports. Only the ratios of one run
// mean anything; they are printed at the end.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/diagnose.hpp"

namespace {

using namespace gongkai;

constexpr std::uint32_t report_count = 400;
constexpr const char* check_name = "check(), one wrong cell";

Count& count_at(Report& report, std::size_t cell) {
  return *static_cast<Count*>(cell_at(schema<Report>, &report, cell));
}

// A report whose equations hold: details by chance, most of them 0, and their totals.
Report balanced(std::mt19937& random) {
  Report report = blank_report(Form::of_2021);
  constexpr std::size_t first = cell_index<Report>("applications.received.natural_person");
  constexpr std::size_t rows = 26, received = 0, carried_in = 1, total = 24, forward = 25;
  auto at = [&](std::size_t row, std::size_t column) -> Count& {
    return count_at(report, first + 7 * row + column);
  };
  auto absent = [&](std::size_t row) { return at(row, 0).state() == State::absent; };
  for (std::size_t column = 0; column < 6; ++column) {
    std::int64_t sum = 0;
    for (std::size_t row = carried_in + 1; row < total; ++row) {
      if (absent(row)) continue;
      std::int64_t number = random() % 5 == 0 ? static_cast<std::int64_t>(random() % 60) : 0;
      at(row, column) = number;
      sum += number;
    }
    at(total, column) = sum;
    at(forward, column) = static_cast<std::int64_t>(random() % 3);
    at(carried_in, column) = 0;
    at(received, column) = sum + at(forward, column).value();
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (absent(row)) continue;
    std::int64_t sum = 0;
    for (std::size_t column = 0; column < 6; ++column) sum += at(row, column).value();
    at(row, 6) = sum;
  }
  for (Results* results :
       {&report.proceedings.reconsideration, &report.proceedings.litigation_direct,
        &report.proceedings.litigation_after_reconsideration})
    *results = {3, 1, 0, 1, 5};
  return report;
}

// Reports with so many cells of table 3 wrong.
const std::vector<Report>& reports_with(std::size_t wrong) {
  static std::map<std::size_t, std::vector<Report>> made;
  std::vector<Report>& reports = made[wrong];
  std::mt19937 random(17);
  constexpr std::size_t first = cell_index<Report>("applications.received.natural_person");
  while (reports.size() < report_count) {
    Report report = balanced(random);
    for (std::size_t i = 0; i < wrong;) {
      Count& count = count_at(report, first + random() % (7 * 26));
      if (!count.has_value()) continue;
      count = count.value() + 1 + static_cast<std::int64_t>(random() % 9);
      ++i;
    }
    reports.push_back(report);
  }
  return reports;
}

template <class Work>
void over(benchmark::State& state, std::size_t wrong, Work work) {
  const std::vector<Report>& reports = reports_with(wrong);
  for (auto _ : state)
    for (const Report& report : reports) benchmark::DoNotOptimize(work(report));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * report_count);
}

void checking(benchmark::State& state, std::size_t wrong) {
  over(state, wrong, [](const Report& report) { return check(report).size(); });
}
void diagnosing(benchmark::State& state, std::size_t wrong) {
  over(state, wrong, [wrong](const Report& report) {
    Diagnosis diagnosis = diagnose(report);
    if (diagnosis.faults.empty() != (wrong == 0)) std::abort();
    return diagnosis.faults.size();
  });
}

/// Collects the time per report of every repetition; prints medians and their ratios.
class RatioReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const std::string& name = run.run_name.function_name;
      if (times_.count(name) == 0) names_.push_back(name);
      times_[name].push_back(1e9 / run.counters.at("items_per_second").value);
    }
  }
  void Finalize() override {
    if (times_.count(check_name) == 0) return;
    double base = median(times_[check_name]);
    std::printf("Diagnosis: %u reports; medians of %zu runs\n", report_count,
                times_[check_name].size());
    std::printf("%8s  %10s\n", "x check", "ns/report");
    std::sort(names_.begin(), names_.end(), [this](const std::string& a, const std::string& b) {
      return median(times_[a]) < median(times_[b]);
    });
    for (const std::string& name : names_) {
      double time = median(times_[name]);
      std::printf("%8.2f  %10.0f  %s\n", time / base, time, name.c_str());
    }
  }

 private:
  static double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  std::vector<std::string> names_;
  std::map<std::string, std::vector<double>> times_;
};

template <class Function>
void measure(const char* name, Function function, std::size_t wrong) {
  benchmark::RegisterBenchmark(name, function, wrong)->Unit(benchmark::kMillisecond)->Iterations(1);
}

}  // namespace

int main(int count, char** arguments) {
  // Runs of all benchmarks are mixed, so that a machine that slows down slows them all.
  std::string repetitions = "--benchmark_repetitions=15",
              mix = "--benchmark_enable_random_interleaving";
  std::vector<char*> flags{arguments[0], repetitions.data(), mix.data()};
  flags.insert(flags.end(), arguments + 1, arguments + count);
  int flag_count = static_cast<int>(flags.size());
  benchmark::Initialize(&flag_count, flags.data());
  if (benchmark::ReportUnrecognizedArguments(flag_count, flags.data())) return 2;

  measure("check(), no wrong cell", checking, 0);
  measure(check_name, checking, 1);
  measure("diagnose(), no wrong cell", diagnosing, 0);
  measure("diagnose(), one wrong cell", diagnosing, 1);
  measure("diagnose(), two wrong cells", diagnosing, 2);
  measure("diagnose(), three wrong cells", diagnosing, 3);
  measure("diagnose(), four wrong cells", diagnosing, 4);
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
