// Diagnosing reports with wrong cells, beside checking the same reports. Only the ratios of one run
// mean anything; they are printed at the end.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/diagnose.hpp"
#include "mixed_runs.hpp"

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

}  // namespace

int main(int count, char** arguments) {
  measure("check(), no wrong cell", 1, checking, std::size_t{0});
  measure(check_name, 1, checking, std::size_t{1});
  measure("diagnose(), no wrong cell", 1, diagnosing, std::size_t{0});
  measure("diagnose(), one wrong cell", 1, diagnosing, std::size_t{1});
  measure("diagnose(), two wrong cells", 1, diagnosing, std::size_t{2});
  measure("diagnose(), three wrong cells", 1, diagnosing, std::size_t{3});
  measure("diagnose(), four wrong cells", 1, diagnosing, std::size_t{4});
  return run_mixed(count, arguments, 15, [](const Medians& times) {
    if (!times.has(check_name)) return;
    std::printf("Diagnosis: %u reports; medians of %zu runs\n", report_count,
                times.runs(check_name));
    std::printf("%8s  %10s\n", "x check", "ns/report");
    for (const std::string& name : times.quickest_first())
      std::printf("%8.2f  %10.0f  %s\n", times[name] / times[check_name], times[name],
                  name.c_str());
  });
}
