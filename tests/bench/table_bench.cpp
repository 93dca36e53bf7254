// Many reports added up, beside reading the same bytes. Only the ratios of one run mean anything.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "gongkai/aggregate.hpp"
#include "gongkai/arrow.hpp"
#include "gongkai/table.hpp"
#include "gongkai/threads.hpp"
#include "medians.hpp"
#include "typical.hpp"

namespace {

using namespace gongkai;

constexpr std::size_t divisions = 3000;
constexpr int runs = 9;

volatile std::uint64_t sink;

/// Milliseconds of the fastest of some runs, of processor time: what others do on the machine only
/// adds to it. `by_clock`: what goes by between start and end, for what two cores do.
template <class Work>
double fastest(Work&& work, bool by_clock = false) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i)
    times.push_back(1000 * (by_clock ? seconds(work) : processor_seconds(work)));
  return *std::min_element(times.begin(), times.end());
}

/// Reads every byte once, eight sums at a time, as quickly as a plain loop does.
std::uint64_t read_all(const std::vector<std::uint64_t>& words, std::size_t first,
                       std::size_t last) {
  std::uint64_t sums[8] = {};
  for (std::size_t i = first; i + 8 <= last; i += 8)
    for (std::size_t j = 0; j < 8; ++j) sums[j] += words[i + j];
  std::uint64_t sum = 0;
  for (std::uint64_t one : sums) sum += one;
  return sum;
}

template <class Work>
void on_two_cores(std::size_t size, Work work) {
  std::thread other([&] { work(std::size_t{0}, size / 2); });
  work(size / 2, size);
  other.join();
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t reports = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1000000;
  Table<Report> table;
  double append_ms = 0;
  std::vector<Report> some;
  for (std::size_t i = 0; i < reports; i += 1000) {
    some.clear();
    for (std::size_t n = i; n < std::min(i + 1000, reports); ++n)
      some.push_back(typical_report(static_cast<std::uint32_t>(n), divisions));
    append_ms += 1000 * processor_seconds([&] {
                   for (const Report& report : some) table.append(report);
                 });
  }
  double n = static_cast<double>(reports);
  double bytes = static_cast<double>(table.memory());
  std::printf("Table: %zu typical reports of %zu cells, the fastest of %d runs, processor time\n",
              reports, schema<Report>.cells, runs);
  std::printf("  append                         %8.2f us a report\n", append_ms * 1000 / n);
  std::printf("  memory                         %8.0f bytes a report (int64 cells alone: %zu)\n",
              bytes / n, schema<Report>.cells * 8);

  // What adding up has to go through: cells, which rows hold any, money, which cells have no
  // number, and the group.
  std::size_t touched = reports * (sizeof(Amount) * table.data().amount_cells().size() + 4 + 8);
  for (std::size_t b = 0; b < table.data().blocks(); ++b)
    for (std::size_t s = 0; s < table.data().strips(); ++s) {
      const detail::Strip& strip = table.data().strip(b, s);
      touched += strip.filled.size() * 8 + strip.narrow.size() * 2 + strip.middle.size() * 4 +
                 strip.wide.size() * 8;
    }
  std::vector<std::uint64_t> words(touched / 8, 1);
  std::vector<std::uint64_t> int64_cells(reports * schema<Report>.cells, 1);
  std::vector<By> by = *group_by<Report>({"division"});

  Sums one, two;
  double read_ms = fastest([&] { sink = read_all(words, 0, words.size()); });
  auto add_all = [&] { one = add_up(table, by); };
  double one_ms = fastest(add_all), one_clock_ms = fastest(add_all, true);
  double two_ms = fastest([&] { two = add_up(table, by, 2); }, true);
  auto read_on_two = [&] {
    std::uint64_t sums[2];
    on_two_cores(words.size(), [&](std::size_t first, std::size_t last) {
      sums[first == 0 ? 0 : 1] = read_all(words, first, last);
    });
    sink = sums[0] + sums[1];
  };
  double read_clock_ms = fastest([&] { sink = read_all(words, 0, words.size()); }, true),
         read_two_ms = fastest(read_on_two, true);
  double int64_ms = fastest([&] { sink = read_all(int64_cells, 0, int64_cells.size()); });
  if (!(one == two)) {
    std::fprintf(stderr, "benchmark: two cores add up to something else\n");
    return 2;
  }
  double mb = static_cast<double>(touched) / 1e6;
  std::printf("  read %4.0f MB, one core         %8.1f ms  %5.1f GB/s\n", mb, read_ms,
              mb / read_ms);
  std::printf("  all cells by %zu divisions    %8.1f ms  %5.2f of that bandwidth\n",
              one.groups.size(), one_ms, read_ms / one_ms);
  std::printf("    beside reading int64 cells   %8.1f ms  %5.2f of that time\n", int64_ms,
              one_ms / int64_ms);
  std::printf("    on two cores, by the clock   %8.1f ms  %5.2f times as fast (reading: %.2f)\n",
              two_ms, one_clock_ms / two_ms, read_clock_ms / read_two_ms);

  // One column after another, so that none is in the caches already.
  std::vector<std::int64_t> column(reports * 16, 3);
  std::size_t first_cell = cell_index<Report>("applications.received.natural_person");
  double bare_ms = fastest([&] {
    for (std::size_t c = 0; c < 16; ++c) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < reports; ++i) sum += column[c * reports + i];
      sink = static_cast<std::uint64_t>(sum);
    }
  });
  double column_ms = fastest([&] {
    for (std::size_t c = 0; c < 16; ++c) sink = table.column_sum(first_cell + c * 7).zero() ? 1 : 0;
  });
  std::printf("  one column                     %8.2f ms  %5.2f times a bare sum of int64\n",
              column_ms / 16, column_ms / bare_ms);

  auto shared = std::make_shared<const Table<Report>>(std::move(table));
  double arrow_ms = fastest([&] {
    ArrowArrayStream stream{};
    arrow_wide(shared, all_columns<Report>(), &stream);
    for (ArrowArray batch{}; stream.get_next(&stream, &batch) == 0 && batch.release != nullptr;)
      batch.release(&batch);
    stream.release(&stream);
  });
  std::printf("  Arrow, all columns             %8.1f ms  %5.2f million reports/s\n", arrow_ms,
              n / arrow_ms / 1000);
}
