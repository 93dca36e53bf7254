// JSON Lines into typed reports, beside simdjson's bare walk over the same bytes and other parsers.
// Only the ratios of one run mean anything; they are printed at the end.
#include <simdjson.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/json.hpp"
#include "gongkai/report.hpp"
#include "mixed_runs.hpp"
#include "reports.hpp"

namespace {

using gongkai::Report;

constexpr std::uint32_t report_count = 20000;
constexpr const char* bare_walk_name = "simdjson On-Demand, bare walk";
constexpr const char* balanced_walk_name = "simdjson On-Demand, bare walk, reports in balance";
constexpr const char* balanced_check_name = "gongkai JsonLines and check(), reports in balance";

// ---- the bytes -----------------------------------------------------------------------------

/// In which order the members stand; `in_balance` is our own, of reports whose equations hold.
enum class Order { own, reversed, shuffled, each_its_own, in_balance };

/// The same value with the members of every object in another order. `shuffled` is one order for
/// all objects of the same members, as another program would write them; `each_its_own` is chance.
nlohmann::ordered_json reordered(const nlohmann::ordered_json& value, Order order,
                                 std::mt19937& random) {
  if (!value.is_object()) return value;
  std::vector<std::size_t> places(value.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::mt19937 fixed(7);
  if (order == Order::reversed) std::reverse(places.begin(), places.end());
  if (order == Order::shuffled) std::shuffle(places.begin(), places.end(), fixed);
  if (order == Order::each_its_own) std::shuffle(places.begin(), places.end(), random);
  nlohmann::ordered_json result = nlohmann::ordered_json::object();
  for (std::size_t place : places) {
    auto member = value.begin();
    std::advance(member, place);
    result.push_back({member.key(), reordered(member.value(), order, random)});
  }
  return result;
}

std::string make_lines(Order order) {
  std::string lines;
  std::mt19937 random(11);
  for (std::uint32_t i = 0; i < report_count; ++i) {
    Report report = made_up_report(i);
    if (order == Order::in_balance) bring_into_balance(report);
    std::string line = gongkai::write_json(report);
    if (order != Order::own && order != Order::in_balance)
      line = reordered(nlohmann::ordered_json::parse(line), order, random).dump();
    lines += line + '\n';
  }
  return lines;
}

const std::string& lines_in(Order order) {
  static std::map<Order, std::string> made;
  std::string& lines = made[order];
  if (lines.empty()) lines = make_lines(order);
  return lines;
}

/// Calls use(line) for each line, framed as JsonLines frames them.
template <class Use>
void for_each_line(std::string_view lines, Use&& use) {
  while (!lines.empty()) {
    std::size_t size = lines.find('\n');
    use(lines.substr(0, size));
    lines.remove_prefix(size + 1);
  }
}

void failed(const char* what) {
  std::fprintf(stderr, "benchmark: %s\n", what);
  std::exit(2);
}

/// Every benchmark below goes over the reports once per iteration.
void count_reports(benchmark::State& state, std::uint32_t reports) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * reports);
}

// ---- simdjson alone ------------------------------------------------------------------------

struct Walked {
  std::uint64_t numbers = 0, bytes = 0, nulls = 0, keys = 0;
};

// Takes each key and each value, and nothing more: no name is compared, nothing is stored.
void walk(simdjson::ondemand::object object, Walked& walked) {
  namespace ondemand = simdjson::ondemand;
  for (auto found : object) {
    if (found.error()) failed("bare walk: field");
    auto&& field = std::move(found).value_unsafe();  // the quickest way that simdjson offers
    walked.keys += static_cast<unsigned char>(*field.key().raw());
    ondemand::value& value = field.value();
    ondemand::json_type type{};
    if (value.type().get(type)) failed("bare walk: type");
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object inner;
        if (value.get_object().get(inner)) failed("bare walk: object");
        walk(inner, walked);
        break;
      }
      case ondemand::json_type::string: {
        std::string_view text;
        if (value.get_string().get(text)) failed("bare walk: string");
        walked.bytes += text.size();
        break;
      }
      case ondemand::json_type::number: {
        std::int64_t number = 0;
        if (value.get_int64().get(number)) failed("bare walk: number");
        walked.numbers += static_cast<std::uint64_t>(number);
        break;
      }
      default:
        if (!value.is_null()) failed("bare walk: null");
        ++walked.nulls;
    }
  }
}

void bare_walk(benchmark::State& state, Order order) {
  std::string lines = lines_in(order);
  lines.reserve(lines.size() + simdjson::SIMDJSON_PADDING);
  simdjson::ondemand::parser parser;
  for (auto _ : state) {
    Walked walked;
    std::size_t left = lines.capacity();
    for_each_line(lines, [&](std::string_view line) {
      simdjson::ondemand::document document;
      simdjson::ondemand::object root;
      if (parser.iterate(line.data(), line.size(), left).get(document) ||
          document.get_object().get(root))
        failed("bare walk: document");
      walk(root, walked);
      left -= line.size() + 1;
    });
    benchmark::DoNotOptimize(walked);
  }
  count_reports(state, report_count);
}

void simdjson_dom(benchmark::State& state) {
  std::string lines = lines_in(Order::own);
  lines.reserve(lines.size() + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  for (auto _ : state) {
    for_each_line(lines, [&](std::string_view line) {
      simdjson::dom::element root;
      if (parser.parse(line.data(), line.size(), false).get(root)) failed("simdjson DOM");
      benchmark::DoNotOptimize(root);
    });
  }
  count_reports(state, report_count);
}

// ---- gongkai -------------------------------------------------------------------------------

void read_all(gongkai::JsonLines<Report>& reader) {
  Report report;
  std::uint32_t count = 0;
  while (reader.next(report)) {
    ++count;
    benchmark::DoNotOptimize(report);
  }
  if (count != report_count) failed("JsonLines did not read every report");
}

void gongkai_lines(benchmark::State& state, Order order) {
  const std::string& lines = lines_in(order);
  for (auto _ : state) {
    gongkai::JsonLines<Report> reader(lines);
    read_all(reader);
  }
  count_reports(state, report_count);
}

/// From bytes to findings, the findings thrown away.
void gongkai_checked(benchmark::State& state, Order order) {
  const std::string& lines = lines_in(order);
  std::size_t found = 0;
  for (auto _ : state) {
    gongkai::JsonLines<Report> reader(lines);
    for (Report report; reader.next(report);) found += gongkai::check(report).empty() ? 0U : 1U;
    if (reader.error()) failed("JsonLines and check()");
  }
  if ((found == 0) != (order == Order::in_balance)) failed("check() found what it should not");
  count_reports(state, report_count);
}

void gongkai_source(benchmark::State& state) {
  const std::string& lines = lines_in(Order::own);
  for (auto _ : state) {
    std::string_view left = lines;
    gongkai::JsonLines<Report> reader(
        [](void* context, char* to, std::size_t room) {
          auto& rest = *static_cast<std::string_view*>(context);
          std::size_t size = std::min(room, rest.size());
          std::memcpy(to, rest.data(), size);
          rest.remove_prefix(size);
          return static_cast<std::ptrdiff_t>(size);
        },
        &left);
    read_all(reader);
  }
  count_reports(state, report_count);
}

void gongkai_one_by_one(benchmark::State& state) {
  const std::string& lines = lines_in(Order::own);
  for (auto _ : state) {
    for_each_line(lines, [](std::string_view line) {
      auto report = gongkai::read_json<Report>(line);
      if (!report) failed("read_json");
      benchmark::DoNotOptimize(report);
    });
  }
  count_reports(state, report_count);
}

void gongkai_write(benchmark::State& state) {
  std::vector<Report> reports;
  for (std::uint32_t i = 0; i < report_count / 10; ++i) reports.push_back(made_up_report(i));
  for (auto _ : state)
    for (const Report& report : reports) benchmark::DoNotOptimize(gongkai::write_json(report));
  count_reports(state, report_count / 10);
}

// ---- others --------------------------------------------------------------------------------

// A tenth of the reports is enough for those that take ten times as long.
template <class Parse>
void parse_tenth(benchmark::State& state, Parse&& parse) {
  std::string_view lines = lines_in(Order::own);
  std::size_t size = 0;
  for (std::uint32_t i = 0; i < report_count / 10; ++i) size = lines.find('\n', size) + 1;
  for (auto _ : state) for_each_line(lines.substr(0, size), parse);
  count_reports(state, report_count / 10);
}

void boost_json(benchmark::State& state) {
  parse_tenth(state, [](std::string_view line) {
    benchmark::DoNotOptimize(boost::json::parse({line.data(), line.size()}));
  });
}
void nlohmann_json(benchmark::State& state) {
  parse_tenth(state,
              [](std::string_view line) { benchmark::DoNotOptimize(nlohmann::json::parse(line)); });
}

// ---- the table -----------------------------------------------------------------------------

}  // namespace

int main(int count, char** arguments) {
  measure(bare_walk_name, 1, bare_walk, Order::own);
  measure(balanced_walk_name, 1, bare_walk, Order::in_balance);
  measure(balanced_check_name, 1, gongkai_checked, Order::in_balance);
  measure("gongkai JsonLines and check(), reports with findings", 1, gongkai_checked, Order::own);
  measure("gongkai JsonLines, our own order", 1, gongkai_lines, Order::own);
  measure("gongkai JsonLines, reversed order", 1, gongkai_lines, Order::reversed);
  measure("gongkai JsonLines, one shuffled order", 1, gongkai_lines, Order::shuffled);
  measure("gongkai JsonLines, every object its own order", 1, gongkai_lines, Order::each_its_own);
  measure("gongkai JsonLines, from a source", 1, gongkai_source);
  measure("gongkai read_json, one by one", 1, gongkai_one_by_one);
  measure("gongkai write_json", 1, gongkai_write);
  measure("simdjson DOM", 1, simdjson_dom);
  measure("Boost.JSON", 1, boost_json);
  measure("nlohmann::json", 1, nlohmann_json);
  return run_mixed(count, arguments, 15, [](const Medians& times) {
    if (!times.has(bare_walk_name)) return;
    double size = static_cast<double>(lines_in(Order::own).size()) / report_count;
    std::printf("JSON: %u reports of %.0f bytes on average; medians of %zu runs\n", report_count,
                size, times.runs(bare_walk_name));
    std::printf("%8s  %10s\n", "x walk", "ns/report");
    for (const std::string& name : times.quickest_first())
      std::printf("%8.2f  %10.0f  %s\n", times[name] / times[bare_walk_name], times[name],
                  name.c_str());
    if (times.has(balanced_walk_name) && times.has(balanced_check_name))
      std::printf("%8.2f  checks included: bytes to findings / bare walk, reports in balance\n",
                  times[balanced_check_name] / times[balanced_walk_name]);
  });
}
