#include "gongkai/aggregate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "bench/typical.hpp"
#include "form.hpp"
#include "gongkai/indicators.hpp"
#include "gongkai/read.hpp"
#include "gongkai/summary_json.hpp"
#include "gongkai/threads.hpp"
#include "gongkai/tree.hpp"
#include "wild.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// ---- the oracle: plain loops over tidy rows, in decimal text ------------------------------------

// "12" + "-3.5" = "8.5": schoolbook, slow, and nothing of the library's.
std::string plus(const std::string& a, const std::string& b) {
  struct Split {
    bool negative;
    std::string whole, part;
  };
  auto split = [](std::string text) {
    Split s{text[0] == '-', {}, {}};
    if (s.negative) text.erase(0, 1);
    std::size_t point = text.find('.');
    s.whole = text.substr(0, point);
    if (point != std::string::npos) s.part = text.substr(point + 1);
    return s;
  };
  Split x = split(a), y = split(b);
  std::size_t decimals = std::max(x.part.size(), y.part.size());
  auto digits = [&](const Split& s) {
    return s.whole + s.part + std::string(decimals - s.part.size(), '0');
  };
  std::string p = digits(x), q = digits(y);
  std::size_t size = std::max(p.size(), q.size());
  p.insert(0, size - p.size(), '0');
  q.insert(0, size - q.size(), '0');
  bool negative = x.negative;
  std::string sum(size, '0');
  if (x.negative == y.negative) {
    int carry = 0;
    for (std::size_t i = size; i-- > 0;) {
      int digit = p[i] - '0' + q[i] - '0' + carry;
      sum[i] = static_cast<char>('0' + digit % 10);
      carry = digit / 10;
    }
    if (carry > 0) sum.insert(0, "1");
  } else {
    if (p < q) {
      std::swap(p, q);
      negative = y.negative;
    }
    int borrow = 0;
    for (std::size_t i = size; i-- > 0;) {
      int digit = p[i] - q[i] - borrow;
      borrow = digit < 0 ? 1 : 0;
      sum[i] = static_cast<char>('0' + (digit + 10) % 10);
    }
  }
  if (decimals > 0) {
    sum.insert(sum.size() - decimals, ".");
    while (sum.back() == '0') sum.pop_back();
    if (sum.back() == '.') sum.pop_back();
  }
  std::size_t zeros = 0;
  while (zeros + 1 < sum.size() && sum[zeros] == '0' && sum[zeros + 1] != '.') ++zeros;
  sum.erase(0, zeros);
  return (negative && sum != "0" ? "-" : "") + sum;
}

struct Tidy {
  std::vector<std::string> key;
  std::size_t cell;
  State state;
  std::string value;
};
std::vector<Tidy> tidy(const Report& report, const std::vector<std::string>& key) {
  std::vector<Tidy> rows;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i)
    rows.push_back({key, i, state_at(report, i), text_at(report, i)});
  return rows;
}

struct Expected {
  std::string sum = "0";
  std::map<State, std::uint32_t> states;
};
using Oracle = std::map<std::vector<std::string>, std::map<std::size_t, Expected>>;

std::string province_of(const Report& report) {
  return report.division.size() < 6 ? "" : report.division.substr(0, 2) + "0000";
}
std::vector<std::string> key_of(const Report& report) {
  return {report.year == 0 ? "" : std::to_string(report.year), province_of(report)};
}

Oracle oracle(const std::vector<Report>& reports) {
  Oracle all;
  for (const Report& report : reports)
    for (const Tidy& row : tidy(report, key_of(report))) {
      Expected& cell = all[row.key][row.cell];
      ++cell.states[row.state];
      if (row.state == State::value) cell.sum = plus(cell.sum, row.value);
    }
  return all;
}

void check_against(const Sums& sums, const Oracle& expected) {
  REQUIRE(sums.groups.size() == expected.size());
  for (const Group& group : sums.groups) {
    auto found = expected.find(group.key);
    REQUIRE(found != expected.end());
    std::size_t amount = 0;
    for (std::size_t i = 0; i < group.cells.size(); ++i) {
      const Expected& cell = found->second.at(i);
      bool money = path_of<Report>(i).cell().kind == Kind::amount;
      CHECK_MESSAGE(
          (money ? to_string(group.amounts[amount++]) : to_string(group.cells[i].sum)) == cell.sum,
          to_string(path_of<Report>(i)));
      std::uint32_t all = 0;
      for (State state : {State::value, State::blank, State::missing, State::unreadable,
                          State::fraction, State::ambiguous, State::absent}) {
        auto count = cell.states.find(state);
        CHECK(group.cells[i][state] == (count == cell.states.end() ? 0 : count->second));
        all += group.cells[i][state];
      }
      CHECK(all == group.reports);
    }
  }
}

std::vector<By> year_and_province() { return *group_by<Report>({"year", "province"}); }

std::vector<Report> wild_reports(std::uint32_t count) {
  std::vector<Report> reports;
  for (std::uint32_t i = 0; i < count; ++i) {
    reports.push_back(wild_report(i));
    if (i % 3 == 0 && !reports.back().division.empty()) reports.back().division[1] = '6';
    if (i % 11 == 0) reports.back().year = 0;
  }
  return reports;
}

Table<Report> table_of(const std::vector<Report>& reports) {
  Table<Report> table;
  for (const Report& report : reports) table.append(report);
  return table;
}

}  // namespace

TEST_CASE("sums equal those of plain loops over tidy rows: blanks, both forms, negative, huge") {
  std::vector<Report> reports = wild_reports(400);
  check_against(add_up(table_of(reports), year_and_province()), oracle(reports));
  std::vector<Report> typical;
  for (std::uint32_t i = 0; i < 300; ++i) typical.push_back(typical_report(i));
  check_against(add_up(table_of(typical), year_and_province()), oracle(typical));
}

TEST_CASE("any split and order of the input gives the same summary, bit by bit") {
  std::vector<Report> reports = wild_reports(200);
  for (std::uint32_t i = 0; i < 20; ++i) {  // and some of them again, as they were or corrected
    reports.push_back(reports[i]);
    reports.push_back(reports[i]);
    reports.back().published = {2030, 1, static_cast<std::int8_t>(1 + i)};
    reports.back().applications.received.total = i;
  }
  std::vector<By> by = year_and_province();
  Sums whole = add_up(table_of(reports), by);
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(reports.begin(), reports.end(), random);
    std::vector<Summary<Report>> parts(1 + random() % 5, Summary<Report>(by));
    for (const Report& report : reports) parts[random() % parts.size()].add(report);
    while (parts.size() > 1) {  // as a tree of any shape
      std::size_t from = random() % parts.size(), to = random() % parts.size();
      if (from == to) continue;
      CHECK(parts[to].merge(parts[from]));
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(from));
    }
    CHECK(parts[0].finish() == whole);
    CHECK(parts[0].repeats().size() == 36);  // two of the 20 have no year: nobody knows those again
  }
  Summary<Report> identity(by), some(by);
  for (const Report& report : reports) some.add(report);
  CHECK(identity.merge(some));
  CHECK(identity.finish() == whole);
  CHECK(some.merge(Summary<Report>(by)));
  CHECK(some.finish() == whole);
  Summary<Report> known(by);
  for (const Report& report : reports)
    if (report.year != 0) known.add(report);
  Sums once = known.finish();
  CHECK(known.merge(known));  // a part that arrives twice falsifies nothing
  CHECK(known.finish() == once);
  CHECK_FALSE(some.merge(Summary<Report>(*group_by<Report>({"form"}))));
  CHECK(Summary<Report>(by).finish().groups.empty());
}

TEST_CASE("a table may be summed in ranges of rows, in any pieces") {
  Table<Report> table;
  for (std::uint32_t i = 0; i < 9000; ++i) table.append(typical_report(i, 300));
  for (std::uint32_t i = 0; i < 50; ++i) table.append(wild_report(i));
  std::vector<By> by = *group_by<Report>({"division"});
  Sums whole = add_up(table, by);
  CHECK(whole.groups.size() > 300);
  for (std::size_t cut : {std::size_t{0}, std::size_t{1}, std::size_t{4095}, std::size_t{4096},
                          std::size_t{5000}, table.size()}) {
    Sums left = add_up(table, by, 0, cut), right = add_up(table, by, cut, table.size());
    Sums swapped = right;
    left.merge(right);
    swapped.merge(add_up(table, by, 0, cut));
    CHECK(left == whole);
    CHECK(swapped == whole);
  }
  ExactSum sum;
  std::size_t cell = cell_index<Report>("applications.received.total");
  for (const Group& group : whole.groups) sum = sum - (ExactSum() - group.cells[cell].sum);
  CHECK(sum == table.column_sum(cell));
}

TEST_CASE("the parts of an addition come to the same, however many and in whatever order") {
  Table<Report> table;
  for (std::uint32_t i = 0; i < 5000; ++i) table.append(typical_report(i, 300));
  for (std::uint32_t i = 0; i < 50; ++i) table.append(wild_report(i));
  table.append(typical_report(7));  // again: does not count
  for (const char* name : {"division", "form"}) {
    std::vector<By> by = *group_by<Report>({name});
    Sums whole = add_up(table, by);
    for (std::size_t parts : {1U, 2U, 3U, 16U, 100U}) {
      Adding adding(table, by);
      for (std::size_t part = parts; part-- > 0;) adding.part(part, parts);
      CHECK(adding.take() == whole);
    }
  }
  CHECK(add_up(Table<Report>()).groups.empty());
}

TEST_CASE("however many threads add up a table, the sums are the same") {
  Table<Report> table;
  for (std::uint32_t i = 0; i < 9000; ++i) table.append(typical_report(i, 300));  // three blocks
  for (std::uint32_t i = 0; i < 50; ++i) table.append(wild_report(i));
  table.append(typical_report(7));  // again: does not count
  for (const char* name : {"division", "form"}) {
    std::vector<By> by = *group_by<Report>({name});
    Sums whole = add_up(table, by);
    for (std::size_t threads : {0U, 1U, 2U, 3U, 100U}) CHECK(add_up(table, by, threads) == whole);
  }
  CHECK(add_up(Table<Report>(), {}, 2).groups.empty());
}

TEST_CASE("65536 of the smallest and largest small numbers do not overflow the inner sums") {
  for (std::int64_t number : {std::int64_t{-32768}, std::int64_t{32767}}) {
    Table<Report> table;
    Report report = zeros(Form::of_2021);
    report.proceedings.reconsideration.upheld = number;
    for (int i = 0; i < 70000; ++i) table.append(report);
    Sums sums = add_up(table);
    REQUIRE(sums.groups.size() == 1);
    std::size_t cell = cell_index<Report>("proceedings.reconsideration.upheld");
    CHECK(to_string(sums.groups[0].cells[cell].sum) == std::to_string(number * 70000));
    CHECK(to_string(sums.groups[0].cells[cell + 1].sum) == "0");
  }
}

TEST_CASE("sums of the largest numbers and of the finest money are exact") {
  Table<Report> table;
  Report report = zeros(Form::of_2021);
  report.applications.received.total = Count::max;
  report.disclosure.administrative_fees.collected = Amount(1, 200);
  for (int i = 0; i < 3; ++i) table.append(report);
  report.disclosure.administrative_fees.collected = Amount(-9223372036854775807, 0);
  table.append(report);
  Group group = add_up(table).groups[0];
  CHECK(to_string(group.cells[cell_index<Report>("applications.received.total")].sum) ==
        "36893488147419103228");
  CHECK(to_string(group.amounts[0]) == "-9223372036854775806." + std::string(199, '9') + "7");
  CHECK(group.amounts[0].amount().state() == State::unreadable);
  AmountSum money;
  CHECK(to_string(money) == "0");
  for (const char* amount : {"0.5", "0.25", "-0.75"}) money.add(Amount::parse(amount));
  CHECK(to_string(money) == "0");
  money.add(Amount::parse("-0.05"));
  CHECK(to_string(money) == "-0.05");
  money.add(Amount::parse("120"));
  CHECK(to_string(money) == "119.95");
  money.add(Amount::parse("0.05"));
  CHECK(money.amount() == Amount(120, 0));
}

TEST_CASE("a summary goes to another process and back") {
  Summary<Report> summary(year_and_province());
  for (const Report& report : wild_reports(60)) summary.add(report);
  summary.add(wild_reports(2)[1]);
  std::string lines = write_json_lines(summary);
  Result<Summary<Report>> back = read_summary<Report>(lines);
  REQUIRE(back);
  CHECK(back->finish() == summary.finish());
  CHECK(back->repeats().size() == 1);
  CHECK(back->by() == summary.by());
  CHECK(write_json_lines(*back) == lines);
  CHECK(read_summary<Report>(write_json_lines(Summary<Report>()))->by().empty());
  CHECK(read_summary<Report>("").error.code == ErrorCode::empty_input);
  CHECK(read_summary<Report>("{\"by\":\"moon\"}\n").error.path == "moon");
  std::string damaged = lines.substr(0, lines.size() - 3);
  Result<Summary<Report>> bad = read_summary<Report>(damaged);
  CHECK_FALSE(bad);
  CHECK(bad.error.offset > damaged.rfind('\n'));
}

TEST_CASE("what can be grouped by") {
  CHECK(group_by<Report>({"year", "moon"}).error.path == "moon");
  CHECK(group_by<Report>({"overview"}).error.code == ErrorCode::unknown_member);
  Table<Report> table;
  const char* divisions[] = {"350128", "350100", "350128001000", "990000", "35",
                             "abcdef", "",       "350000"};
  for (const char* division : divisions) {
    Report report = zeros(Form::of_2021);
    report.division = division;
    table.append(report);
  }
  auto keys = [&](const char* name) {
    std::map<std::string, std::uint32_t> all;
    for (const Group& group : add_up(table, *group_by<Report>({name})).groups)
      all[group.key[0]] = group.reports;
    return all;
  };
  using Map = std::map<std::string, std::uint32_t>;
  CHECK(keys("province") == Map{{"350000", 4}, {"", 4}});  // what is no division is one group
  CHECK(keys("city") == Map{{"350100", 3}, {"350000", 1}, {"", 4}});
  CHECK(keys("county") == Map{{"350128", 2}, {"350100", 1}, {"350000", 1}, {"", 4}});
  CHECK(keys("division").size() == 8);
  CHECK(keys("year") == Map{{"", 8}});
  CHECK(keys("form") == Map{{"2021", 8}});
  CHECK_FALSE(
      is_division("3501281"
                  "000000"));
  CHECK(agency_kind("苏州市人民政府办公室") == "办公厅（室）");
  CHECK(agency_kind("西柳镇人民政府") == "乡镇街道");
  CHECK(agency_kind("东城街道办事处") == "乡镇街道");
  CHECK(agency_kind("平潭县人民政府") == "人民政府");
  CHECK(agency_kind("高新区管理委员会") == "管委会");
  CHECK(agency_kind("达州市人力资源和社会保障局") == "部门");
  CHECK(agency_kind("市发展和改革委员会") == "部门");
  CHECK(agency_kind("某某公司") == "其他");
}

TEST_CASE("totals are those of the rules, and are worked out from details alone") {
  std::vector<Total> all = totals(Rules(statutory_rules));
  CHECK(all.size() == 26 + 6 + 3);  // rows of table 3 in both forms, （七） of six columns, table 4
  std::set<std::size_t> total_cells;
  for (const Total& total : all) total_cells.insert(total.cell);
  CHECK(total_cells.size() == all.size());
  for (const Total& total : all)
    for (std::size_t detail : total.details) CHECK(total_cells.count(detail) == 0);
  auto details = [&](const char* path) {
    for (const Total& total : all)
      if (total.cell == cell_index<Report>(path)) return total.details.size();
    return std::size_t{0};
  };
  CHECK(details("applications.received.total") == 6);
  CHECK(details("applications.outcomes.total.other") ==
        22);  // （一） to （六）3, and （六） of 2019
  CHECK(details("applications.outcomes.total.total") == 22 * 6);
  CHECK(details("proceedings.reconsideration.total") == 4);

  Report left_zero = zeros(Form::of_2021);  // a column of totals left at zero
  left_zero.proceedings.reconsideration = {3, 1, 0, 2, 0};
  Table<Report> table;
  table.append(left_zero);
  left_zero.proceedings.reconsideration = {1, Count(), 0, 0, 5};
  table.append(left_zero);
  Group group = add_up(table).groups[0];
  for (const Total& total : all) {
    if (total.cell != cell_index<Report>("proceedings.reconsideration.total")) continue;
    CHECK(recomputed(group, total).sum == ExactSum(7));
    CHECK_FALSE(recomputed(group, total).complete);
    CHECK(group.cells[total.cell].sum == ExactSum(5));
  }
}

TEST_CASE("both forms in one group: what they share adds up, what they do not share says so") {
  Report now = zeros(Form::of_2021), before = zeros(Form::of_2019);
  now.applications.outcomes.other_handling.not_clarified_in_time = {1, 0, 0, 0, 0, 0, 1};
  now.applications.outcomes.other_handling.other = {2, 0, 0, 0, 0, 0, 2};
  now.applications.outcomes.total = {3, 0, 0, 0, 0, 0, 3};
  before.applications.outcomes.other_handling_2019 = {4, 0, 0, 0, 0, 0, 4};
  before.applications.outcomes.total = {4, 0, 0, 0, 0, 0, 4};
  now.disclosure.licences.made = 9;
  Table<Report> table;
  table.append(now);
  table.append(before);
  Group group = add_up(table).groups[0];
  Indicators work_out;
  for (const Indicator& indicator : work_out.list()) {
    if (indicator.id != "other_handling") continue;
    Ratio ratio = work_out(indicator, group);
    CHECK(ratio.numerator == ExactSum(7));
    CHECK(ratio.denominator == ExactSum(7));
    CHECK(ratio.defined());
  }
  const CellSum& licences = group.cells[cell_index<Report>("disclosure.licences.made")];
  CHECK(licences.sum == ExactSum(9));
  CHECK(licences[State::absent] == 1);
  CHECK(licences.reporting() == 1);
  CHECK(licences.complete());  // of those whose form has it
}

// ---- indicators --------------------------------------------------------------------------------

TEST_CASE("indicators keep numerator and denominator, and are undefined where they must be") {
  Report report = zeros(Form::of_2021);
  report.applications.received = {800, 10, 0, 0, 0, 0, 810};
  report.applications.outcomes.disclosed = {272, 0, 0, 0, 0, 0, 272};
  report.applications.outcomes.partly_disclosed = {3, 0, 0, 0, 0, 0, 3};
  report.applications.outcomes.denied.state_secret = {5, 0, 0, 0, 0, 0, 5};
  report.applications.outcomes.denied.internal_affairs = {20, 0, 0, 0, 0, 0, 20};
  report.applications.outcomes.unavailable.not_held = {500, 10, 0, 0, 0, 0, 510};
  report.applications.carried_forward = {0, 0, 0, 0, 0, 0, 0};
  report.proceedings.reconsideration = {7, 1, 1, 2, 11};
  Table<Report> table;
  table.append(report);
  Indicators work_out;
  std::map<std::string, Ratio> ratios;
  auto again = [&] {
    Group group = add_up(table).groups[0];
    for (const Indicator& indicator : work_out.list())
      ratios[std::string(indicator.id)] = work_out(indicator, group);
  };
  again();
  CHECK(ratios.size() == 25);
  CHECK(decimal(ratios["disclosed"]) == "33.58");  // 272 of 810: the total is worked out anew
  CHECK(ratios["denied"].numerator == ExactSum(25));
  CHECK(decimal(ratios["denied.state_secret"]) == "0.62");
  CHECK(decimal(ratios["applicants.natural_person"], 100, 1) == "98.8");
  CHECK(decimal(ratios["reconsideration"]) == "1.36");
  CHECK(ratios["reconsideration.corrected"].numerator == ExactSum(1));
  CHECK(ratios["reconsideration.corrected"].denominator == ExactSum(9));  // 尚未审结 left out
  CHECK(ratios["litigation.corrected"].standing == Ratio::Standing::no_cases);
  CHECK(decimal(ratios["litigation.corrected"]).empty());
  CHECK(decimal(ratios["carried_forward"]) == "0.00");

  // Details blank beside a printed total: the total serves. Neither there: undefined.
  Applicants& row = report.applications.received;
  row.research_institution = Count();
  report.agency = "别局";
  report.year = 2023;
  table.append(report);
  again();
  CHECK(ratios["reconsideration"].denominator == ExactSum(1620));
  CHECK(ratios["applicants.research_institution"].standing == Ratio::Standing::incomplete);
  CHECK(ratios["applicants.natural_person"].defined());
  row.total = Count(State::unreadable);
  report.year = 2024;
  table.append(report);
  again();
  CHECK(ratios["reconsideration"].standing == Ratio::Standing::incomplete);
}

TEST_CASE("a ratio as a decimal, rounded half away from zero, without a double") {
  auto text = [](std::int64_t top, std::int64_t bottom, int per, int decimals) {
    Ratio ratio{ExactSum(top), ExactSum(bottom), Ratio::Standing::defined};
    return decimal(ratio, per, decimals);
  };
  CHECK(text(1, 3, 100, 2) == "33.33");
  CHECK(text(2, 3, 100, 2) == "66.67");
  CHECK(text(1, 8, 1, 2) == "0.13");
  CHECK(text(-1, 8, 1, 2) == "-0.13");
  CHECK(text(-1, 1000, 1, 2) == "0.00");
  CHECK(text(999, 1000, 1, 2) == "1.00");
  CHECK(text(99999, 100000, 100, 0) == "100");
  CHECK(text(9999, 10000, 1000, 0) == "1000");
  CHECK(text(5, 1, 100, 0) == "500");
  CHECK(text(Count::max, 1, 1, 1) == "9223372036854775807.0");
  CHECK(text(Count::max, Count::max - 1, 1, 3) == "1.000");
  CHECK(text(1, Count::max, 100, 2) == "0.00");
  CHECK(text(Count::max - 1, Count::max, 1, 19) == "0.9999999999999999999");
  ExactSum huge(Count::max);
  huge += Count::max;
  CHECK(decimal({huge, ExactSum(1), Ratio::Standing::defined}).empty());
  for (std::int64_t a = 0; a < 40; ++a)
    for (std::int64_t b = 1; b < 40; ++b)  // against whole numbers: round(1000 a / b)
      CHECK(text(a, b, 100, 1) == std::to_string((2000 * a + b) / (2 * b) / 10) + "." +
                                      std::to_string((2000 * a + b) / (2 * b) % 10));
}

// ---- the levels of government
// --------------------------------------------------------------------

namespace {

Report small(const std::string& agency, std::int64_t received) {
  Report report = zeros(Form::of_2021);
  report.agency = agency;
  report.year = 2023;
  report.applications.received = {received, 0, 0, 0, 0, 0, received};
  report.applications.carried_forward = report.applications.received;
  return report;
}

std::vector<std::string> names_of(const std::vector<TreeError>& errors, TreeError::Kind kind) {
  std::vector<std::string> names;
  for (const TreeError& error : errors)
    if (error.kind == kind) names.push_back(error.agency);
  return names;
}

}  // namespace

TEST_CASE(
    "each level takes what the next one submitted: no county is counted with its departments") {
  Tree tree({{"市政府", "", "", false},
             {"市政府办", "市政府", "", false},
             {"市税务局", "市政府", "", true},
             {"甲县政府", "市政府", "", false},
             {"甲县教育局", "甲县政府", "", false},
             {"乙县政府", "市政府", "", false},
             {"乙县教育局", "乙县政府", "", false},
             {"乙县民政局", "乙县政府", "", false}});
  REQUIRE(tree.errors().empty());
  CHECK(tree.governments() == std::vector<std::string>{"市政府", "甲县政府", "乙县政府"});
  Table<Report> table;
  table.append(small("市政府办", 1));
  table.append(small("市税务局", 1000));
  table.append(small("甲县政府", 10));
  table.append(small("甲县教育局", 9));
  table.append(small("乙县教育局", 100));
  Report last_year = small("乙县民政局", 5000);
  last_year.year = 2022;
  table.append(last_year);
  RolledUp city = tree.roll_up(table, "市政府", 2023);
  CHECK(city.report.applications.received.total == Count(111));
  CHECK(city.report.agency == "市政府");
  CHECK(city.report.year == 2023);
  CHECK(city.included == std::vector<std::string>{"市政府办", "甲县政府", "乙县教育局"});
  CHECK(city.missing == std::vector<std::string>{"乙县政府", "乙县民政局"});
  CHECK(city.partial.empty());
  CHECK(city.report.disclosure_2019.licences.decisions.state() == State::absent);
  CHECK(tree.roll_up(table, "甲县政府", 2023).report.applications.received.total == Count(9));
  CHECK(tree.roll_up(table, 2023).size() == 3);
  RolledUp none = tree.roll_up(table, "乙县政府", 1999);
  CHECK(none.report.applications.received.total.state() == State::missing);
  CHECK(none.missing.size() == 2);
  CHECK(tree.strangers(table).empty());
  table.append(small("火星局", 1));
  Report undated = small("甲县教育局", 1);
  undated.year = 0;
  table.append(undated);
  CHECK(names_of(tree.strangers(table), TreeError::Kind::stranger) ==
        std::vector<std::string>{"火星局"});
  CHECK(names_of(tree.strangers(table), TreeError::Kind::no_year) ==
        std::vector<std::string>{"甲县教育局"});
}

TEST_CASE("a rolled-up report: totals anew, blanks named, both forms together, still balanced") {
  Tree tree({{"县", "", "", false}, {"甲", "县", "", false}, {"乙", "县", "", false}});
  Report now = small("甲", 5), before = zeros(Form::of_2019);
  now.proceedings.reconsideration = {1, 2, 0, 0, 0};  // the printed total is wrong
  now.disclosure.rules = {Count(), 0, 0};
  now.disclosure.administrative_fees.collected = Amount::parse("1.5");
  before.agency = "乙";
  before.year = 2023;
  before.disclosure_2019.licences.change = -4;
  before.applications.received = {1, 0, 0, 0, 0, 0, 1};
  before.applications.outcomes.other_handling_2019 = {1, 0, 0, 0, 0, 0, 1};
  before.applications.outcomes.total = {1, 0, 0, 0, 0, 0, 1};
  Table<Report> table;
  table.append(now);
  table.append(before);
  RolledUp county = tree.roll_up(table, "县", 2023);
  const Report& report = county.report;
  CHECK(report.form == Form::of_2021);
  CHECK(report.proceedings.reconsideration.total == Count(3));
  CHECK(county.sums.groups[0].cells[cell_index<Report>("proceedings.reconsideration.total")].sum ==
        ExactSum(0));
  CHECK(report.applications.outcomes.other_handling_2019.natural_person == Count(1));
  CHECK(report.applications.outcomes.total.total == Count(1));
  CHECK(report.disclosure_2019.licences.change == Change(-4));
  CHECK(report.disclosure.administrative_fees.collected == Amount(15, 1));
  CHECK(report.disclosure.rules.issued.state() == State::blank);
  CHECK(county.partial == std::vector<std::size_t>{cell_index<Report>("disclosure.rules.issued")});
}

TEST_CASE("what is wrong with a list of agencies is said, each by its name") {
  using Kind = TreeError::Kind;
  using Names = std::vector<std::string>;
  Tree cycle({{"甲", "乙", "", false},
              {"乙", "丙", "", false},
              {"丙", "甲", "", false},
              {"丁", "甲", "", false},
              {"戊", "戊", "", false}});
  CHECK(names_of(cycle.errors(), Kind::cycle).size() == 2);
  CHECK(names_of(Tree({{"甲", "无此机关", "", false}}).errors(), Kind::orphan) == Names{"甲"});
  CHECK(names_of(Tree({{"甲", "", "", false}, {"甲", "", "", false}}).errors(), Kind::twice) ==
        Names{"甲"});
  CHECK(names_of(Tree({{"", "", "", false}}).errors(), Kind::no_name) == Names{""});
  CHECK(names_of(Tree({{"甲", "", "990000", false}, {"乙", "", "35", false}}).errors(),
                 Kind::unknown_division) == Names{"甲", "乙"});
  CHECK(names_of(Tree({{"甲", "", "350100", false}, {"乙", "", "350100", false}}).errors(),
                 Kind::same_division) == Names{"乙"});
  for (const TreeError& error : cycle.errors()) {
    CHECK(message(error, Language::zh).find(error.agency) == 0);
    CHECK(message(error, Language::en).find("own parent") != std::string::npos);
  }
}

TEST_CASE("division codes tell the levels") {
  Tree tree({{"省", "", "350000", false},
             {"市", "", "350100", false},
             {"县", "", "350128", false},
             {"镇", "", "350128001000", false},
             {"直管县", "", "359001", false},
             {"局", "县", "350128", false}});
  REQUIRE(tree.errors().empty());
  Table<Report> table;
  table.append(small("市", 1));
  table.append(small("县", 10));
  table.append(small("镇", 100));
  table.append(small("直管县", 1000));
  table.append(small("局", 10000));
  auto received = [&](const char* agency) {
    return tree.roll_up(table, agency, 2023).report.applications.received.total;
  };
  CHECK(received("省") == Count(1001));
  CHECK(received("市") == Count(10));
  CHECK(received("县") == Count(10100));
}

// ---- 平潭 2024: the units at hand against the district's own report -----------------------------

namespace {

const std::string corpus = GONGKAI_CORPUS;
using nlohmann::json;

// The numbers of an expected file that are plain; strings of several readings stay missing.
Report from_truth(const json& truth) {
  Report report = blank_report(Form::of_2021, State::missing);
  report.agency = truth["unit"];
  report.year = truth["year"];
  const std::map<std::string, std::string> rows = {
      {"new", "一"},      {"carry", "二"},    {"1", "（一）"},    {"2", "（二）"},
      {"3.1", "（三）1"}, {"3.2", "（三）2"}, {"3.3", "（三）3"}, {"3.4", "（三）4"},
      {"3.5", "（三）5"}, {"3.6", "（三）6"}, {"3.7", "（三）7"}, {"3.8", "（三）8"},
      {"4.1", "（四）1"}, {"4.2", "（四）2"}, {"4.3", "（四）3"}, {"5.1", "（五）1"},
      {"5.2", "（五）2"}, {"5.3", "（五）3"}, {"5.4", "（五）4"}, {"5.5", "（五）5"},
      {"6.1", "（六）1"}, {"6.2", "（六）2"}, {"6.3", "（六）3"}, {"7", "（七）"},
      {"next", "四"}};
  auto put = [&](std::size_t cell, const json& value) {
    if (value.is_null()) count_at(report, cell) = Count();
    if (value.is_number()) count_at(report, cell) = value.get<std::int64_t>();
  };
  for (const auto& [row, values] : truth["table3"].items())
    for (std::size_t i = 0; i < 7; ++i) put(row_cell(report, 3, rows.at(row)) + i, values[i]);
  for (const auto& [row, values] : truth["table4"].items())
    for (std::size_t i = 0; i < 5; ++i) put(row_cell(report, 4, row) + i, values[i]);
  for (const auto& [row, value] : truth["table2"].items()) {
    std::size_t cell = row_cell(report, 2, row);
    if (row == "行政事业性收费")
      report.disclosure.administrative_fees.collected = Amount::parse(value.get<std::string>());
    else if (value.is_number())
      put(cell, value);
    else if (value.is_array())
      for (std::size_t i = 0; i < 3; ++i) put(cell + i, value[i]);
  }
  return report;
}

}  // namespace

TEST_CASE("平潭 2024: the units at hand add up as far as they go, and the missing ones are named") {
  if (corpus.empty()) return;
  auto truth = [&](const std::string& name) {
    return json::parse(file_text(corpus + "/expected/pingtan_" + name + "_2024.json"));
  };
  std::vector<Unit> units = {{"平潭", "", "", false}};
  Table<Report> table;
  std::map<std::string, std::int64_t> totals_of;  // by row: plain sums over the six kinds, here
  for (const char* name : {"agri", "econ", "enforcement", "finance", "junshan", "market", "police",
                           "resources", "suping", "transport"}) {
    json unit = truth(name);
    units.push_back({unit["unit"], "平潭", "", false});
    table.append(from_truth(unit));
    for (const auto& [row, values] : unit["table3"].items())
      for (std::size_t i = 0; i < 6; ++i)
        totals_of[row] += values[i].is_null() ? 0 : values[i].get<std::int64_t>();
  }
  units.push_back({"平潭社会事业局", "平潭", "", false});
  units.push_back({"平潭海坛片区", "平潭", "", false});
  Tree tree(units);
  REQUIRE(tree.errors().empty());
  RolledUp all = tree.roll_up(table, "平潭", 2024);
  CHECK(all.included.size() == 10);
  CHECK(all.missing == std::vector<std::string>{"平潭社会事业局", "平潭海坛片区"});

  Report district = from_truth(truth("district"));
  const Applications& got = all.report.applications;
  const Applications& printed = district.applications;
  // What domain.md found equal although units are missing:
  CHECK(got.outcomes.denied.state_secret.total == printed.outcomes.denied.state_secret.total);
  CHECK(got.outcomes.denied.internal_affairs.total ==
        printed.outcomes.denied.internal_affairs.total);
  CHECK(got.outcomes.denied.state_secret.total == Count(4));
  CHECK(got.outcomes.denied.internal_affairs.total == Count(32));
  CHECK(all.report.disclosure.compulsory_measures.made == Count(65));
  // 农业 printed 0 for all its totals, 经发 0 for （七）: worked out anew here, and both are kept.
  CHECK(got.received.total == Count(totals_of["new"]));
  CHECK(got.received.total == Count(154));
  CHECK(got.outcomes.denied.third_party_rights.total == Count(2));
  const Group& group = all.sums.groups[0];
  CHECK(group.cells[cell_index<Report>("applications.received.total")].sum == ExactSum(151));
  CHECK(group.cells[cell_index<Report>("applications.outcomes.total.total")].sum == ExactSum(148));
  CHECK(got.outcomes.total.total == Count(totals_of["7"] + 3 + 0));
  // The bureau's fee is exact; the district rounded it.
  CHECK(to_string(all.report.disclosure.administrative_fees.collected) == "18651.064104");
  // Two units print no row of 规章, and four have run-together 规范性文件: named as partial.
  auto partial = [&](const char* path) {
    return std::count(all.partial.begin(), all.partial.end(), cell_index<Report>(path)) == 1;
  };
  CHECK(partial("disclosure.rules.issued"));
  CHECK(partial("disclosure.normative_documents.in_force"));
  CHECK(partial("applications.outcomes.other_handling.other.total"));
  CHECK_FALSE(partial("applications.received.total"));
  // No cell of table 3 is above what the district printed, where its parts all give it.
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021)) {
    Report rolled = all.report;
    Count part = count_at(rolled, cell), whole = count_at(district, cell);
    if (part.has_value() && whole.has_value())
      CHECK_MESSAGE(part.value() <= whole.value(), to_string(path_of<Report>(cell)));
  }
}
