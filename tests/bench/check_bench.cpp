// All equations of 1,000,000 reports in memory, verdicts only, beside reading the same bytes. Only
// the ratios of one run mean anything.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "gongkai/check.hpp"
#include "medians.hpp"
#include "reports.hpp"

#if defined(__clang__)  // Boost.Describe's macros use ", ##__VA_ARGS__", which -Wpedantic names
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace {

using namespace gongkai;

constexpr std::size_t report_count = 1000000;
constexpr int runs = 9;

/// The counts of a report between which equations hold, and nothing else.
struct Tables {
  Applications applications;
  Proceedings proceedings;
};
BOOST_DESCRIBE_STRUCT(Tables, (), (applications, proceedings))
constexpr auto rules =
    lift<Tables>(applicants_total, applications_balance, outcomes_total, results_total);
static_assert(sizeof(Tables) == schema<Tables>.cells * sizeof(Count), "counts and nothing else");

/// A thousand different reports, over and over; one in ten has a wrong number.
std::vector<Tables> make_reports() {
  std::vector<Tables> some, all;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    Report report = made_up_report(i);
    bring_into_balance(report);
    if (i % 10 == 0) report.applications.outcomes.disclosed.natural_person = 123456;
    some.push_back({report.applications, report.proceedings});
  }
  all.reserve(report_count);
  while (all.size() < report_count) all.push_back(some[all.size() % some.size()]);
  return all;
}

void expect(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "benchmark: %s\n", what);
  std::exit(2);
}

/// Reads every byte and does next to nothing with it.
std::uint64_t read_all(const std::vector<Tables>& reports) {
  const auto* words = reinterpret_cast<const std::uint64_t*>(reports.data());
  std::uint64_t sums[8] = {};
  for (std::size_t i = 0; i + 8 <= reports.size() * schema<Tables>.cells; i += 8)
    for (std::size_t k = 0; k < 8; ++k) sums[k] += words[i + k];
  return sums[0] ^ sums[1] ^ sums[2] ^ sums[3] ^ sums[4] ^ sums[5] ^ sums[6] ^ sums[7];
}

std::size_t count_balanced(const Tables* from, const Tables* to) {
  std::size_t count = 0;
  for (; from != to; ++from) count += balanced<rules>(*from) ? 1U : 0U;
  return count;
}

}  // namespace

int main() {
  const std::vector<Tables> reports = make_reports();
  const Tables *begin = reports.data(), *end = begin + reports.size(),
               *half = begin + reports.size() / 2;
  const std::uint64_t sum = read_all(reports);
  std::vector<double> read, one, two;
  for (int run = 0; run < runs; ++run) {
    read.push_back(seconds([&] { expect(read_all(reports) == sum, "memory changed"); }));

    std::size_t good = 0, others = 0;
    one.push_back(seconds([&] { good = count_balanced(begin, end); }));
    expect(good == report_count / 10 * 9, "a wrong verdict");

    two.push_back(seconds([&] {
      std::thread other([&] { others = count_balanced(half, end); });
      good = count_balanced(begin, half);
      other.join();
    }));
    expect(good + others == report_count / 10 * 9, "a wrong verdict");
  }
  double bytes = static_cast<double>(report_count * sizeof(Tables));
  std::printf("Verdicts: all equations of %zu reports of %zu bytes; medians of %d runs\n",
              report_count, sizeof(Tables), runs);
  std::printf("%8.2f  of the read bandwidth of one core (%.1f of %.1f GB/s, %.0f ns/report)\n",
              median(read) / median(one), bytes / median(one) / 1e9, bytes / median(read) / 1e9,
              median(one) / report_count * 1e9);
  std::printf("%8.2f  times as fast on two cores\n", median(one) / median(two));
}
