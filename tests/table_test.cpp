#include "gongkai/table.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "bench/typical.hpp"
#include "described.hpp"
#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/json.hpp"
#include "wild.hpp"

using namespace gongkai;
using namespace gongkai::test;

TEST_CASE("a table gives back every report, without its prose") {
  Table<Report> table;
  std::vector<Report> reports;
  for (std::uint32_t i = 0; i < 300; ++i) reports.push_back(wild_report(i));
  for (std::size_t i = 0; i < reports.size(); ++i)
    table.append(reports[i], FindingCounts(check(reports[i])), i % 3 == 0 ? "" : "all.jsonl");
  REQUIRE(table.size() == 300);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    CHECK(table.row(i) == without_prose(reports[i]));
    CHECK(table.verdict(i) == FindingCounts(check(reports[i])));
    CHECK(table.file(i) == (i % 3 == 0 ? "" : "all.jsonl"));
    CHECK(table.slice(i, 1).file(0) == table.file(i));
    CHECK(table.identity(i, 0) == reports[i].agency);
    CHECK(table.identity(i, 2) == to_string(reports[i].published));
  }
  CHECK(table.repeats().empty());
}

TEST_CASE("a strip widens in the middle of a block, and the next block starts narrow again") {
  Table<Report> table;
  Report report = zeros(Form::of_2021);
  Count& cell = report.applications.received.natural_person;
  const std::size_t last = 2 * detail::block_rows + 10;
  auto number = [](std::size_t i) {
    return i == 100    ? std::int64_t{40000}
           : i == 200  ? Count::min
           : i == 5000 ? std::int64_t{-70000}
                       : static_cast<std::int64_t>(i % 1000);
  };
  for (std::size_t i = 0; i < last; ++i) {
    cell = number(i);
    table.append(report);
  }
  std::size_t column = cell_index<Report>("applications.received.natural_person");
  ExactSum sum;
  for (std::size_t i = 0; i < last; ++i) {
    REQUIRE(table.number(i, column) == number(i));
    sum += number(i);
  }
  CHECK(table.column_sum(column) == sum);
  auto strip = [&](std::size_t block) -> const detail::Strip& {
    return table.data().strip(block, column / detail::strip_cells);
  };
  CHECK_FALSE(strip(0).wide.empty());
  CHECK_FALSE(strip(1).middle.empty());
  CHECK_FALSE(strip(2).narrow.empty());
}

TEST_CASE("a strip that is cut back knows which of its rows hold numbers") {
  // A row that did not get in, as where memory runs out, leaves nothing behind.
  detail::Strip strip;
  auto row = [](std::size_t i) {
    return detail::Strip::Cells{0, static_cast<std::int64_t>(i % 3), 0, 0};
  };
  for (std::size_t i = 0; i < 200; ++i) {
    strip.append({7, 7, 7, 7});
    strip.cut(i);
    strip.append(row(i));
    REQUIRE(strip.filled.size() == i / 64 + 1);
    for (std::size_t j = 0; j <= i; ++j)
      REQUIRE((strip.filled[j / 64] >> j % 64 & 1U) == (j % 3 == 0 ? 0U : 1U));
  }
}

TEST_CASE("slices, filters and appended tables hold the rows they should") {
  Table<Report> table;
  for (std::uint32_t i = 0; i < 50; ++i) table.append(wild_report(i));
  Table<Report> part = table.slice(10, 5);
  REQUIRE(part.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) CHECK(part.row(i) == table.row(10 + i));
  CHECK(table.slice(48, 10).size() == 2);
  CHECK(table.slice(90, 10).size() == 0);
  Table<Report> old =
      table.filter([&](std::size_t row) { return table.row(row).form == Form::of_2019; });
  CHECK(old.size() > 5);
  for (std::size_t i = 0; i < old.size(); ++i) CHECK(old.row(i).form == Form::of_2019);
  part.append(old);
  CHECK(part.size() == 5 + old.size());
  CHECK(part.row(5) == old.row(0));
  std::size_t size = part.size();
  part.append(part);
  CHECK(part.size() == 2 * size);
  CHECK(part.row(size) == part.row(0));
}

TEST_CASE("the same report twice is kept, named, and one of the two counts, in any order") {
  Report first = wild_report(1), other = wild_report(2), corrected = first;
  corrected.published = {2099, 1, 1};
  corrected.applications.received.total = 12345;
  std::vector<Report> reports = {first, corrected, other, first};
  std::sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
    return to_string(a.published) < to_string(b.published);
  });
  do {
    Table<Report> table;
    for (const Report& report : reports) table.append(report);
    CHECK(table.size() == 4);
    std::vector<Repeat> repeats = table.repeats();
    REQUIRE(repeats.size() == 2);
    for (const Repeat& repeat : repeats) {
      CHECK(table.row(repeat.instead).published == Date{2099, 1, 1});
      CHECK(table.row(repeat.row).agency == first.agency);
      CHECK(repeat.differs);
      CHECK_FALSE(table.counts(repeat.row));
      CHECK(table.counts(repeat.instead));
    }
  } while (
      std::next_permutation(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
        return to_string(a.published) < to_string(b.published);
      }));

  Table<Report> same;
  same.append(first);
  same.append(first);
  REQUIRE(same.repeats().size() == 1);
  CHECK_FALSE(same.repeats()[0].differs);

  Table<Report> unknown;  // nobody can say that these are the same
  Report nameless = zeros(Form::of_2021);
  unknown.append(nameless);
  unknown.append(nameless);
  nameless.agency = "某局";
  unknown.append(nameless);
  unknown.append(nameless);
  CHECK(unknown.repeats().empty());
}

TEST_CASE("columns are chosen by name") {
  Result<ColumnSelection> chosen =
      select_columns<Report>({"year", "applications.received", "verdict", "agency"});
  REQUIRE(chosen);
  CHECK(chosen->identity == std::vector<std::size_t>{1, 0});
  CHECK(chosen->cells.size() == 7);
  CHECK(chosen->verdict);
  CHECK(select_columns<Report>({"disclosure"})->cells.size() == 10);  // and not disclosure_2019
  CHECK(select_columns<Report>({"year", "applications.receive"}).error.path ==
        "applications.receive");
  CHECK(select_columns<Report>({""}).error.code == ErrorCode::unknown_member);
  CHECK(all_columns<Report>().cells.size() == schema<Report>.cells);
}

TEST_CASE("typical reports take little more than their figures") {
  Table<Report> table;
  const std::uint32_t count = 20000;
  for (std::uint32_t i = 0; i < count; ++i) table.append(typical_report(i));
  std::size_t bytes = table.memory() / count;
  CHECK(bytes > 2 * schema<Report>.cells);  // two bytes a cell is the least there can be
  CHECK_MESSAGE(bytes < 4 * schema<Report>.cells, bytes);
}

namespace own {
enum class Colour : std::int16_t { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)
struct Box {
  Count apples;
  Change change;
  Amount price;
};
BOOST_DESCRIBE_STRUCT(Box, (), (apples, change, price))
struct Shop {
  std::string name;
  Date day;
  Colour colour = Colour::red;
  Box box;
  Count staff;
};
BOOST_DESCRIBE_STRUCT(Shop, (), (name, day, colour, box, staff))
}  // namespace own

TEST_CASE("a described type of one's own makes a table") {
  Table<own::Shop> table;
  own::Shop shop{"东店", {2023, 5, 6}, own::Colour::blue, {3, -4, Amount::parse("1.25")}, Count()};
  table.append(shop);
  shop.day = {2023, 5, 7};
  table.append(shop);
  table.append(shop);
  CHECK(table.columns() == 3);
  own::Shop back = table.row(0);
  CHECK(back.name == "东店");
  CHECK(back.day == Date{2023, 5, 6});
  CHECK(back.colour == own::Colour::blue);
  CHECK(back.box.apples == Count(3));
  CHECK(back.box.change == Change(-4));
  CHECK(back.box.price == Amount(125, 2));
  CHECK(back.staff.state() == State::blank);
  REQUIRE(table.repeats().size() == 1);
  CHECK(table.repeats()[0].row == 2);
}

TEST_CASE("dates of any content come back") {
  for (Date date : {Date{}, Date{2024, 2, 29}, Date{-5, -3, -128}, Date{32767, 127, 127},
                    Date{-32768, -128, -1}, Date{1, 0, 0}})
    CHECK(detail::TableData::unpack(detail::TableData::pack(date)) == date);
  CHECK(detail::TableData::pack({2023, 12, 31}) < detail::TableData::pack({2024, 1, 1}));
}

TEST_CASE("JSON Lines stream into a table") {
  std::string lines;
  for (std::uint32_t i = 0; i < 20; ++i) lines += write_json(wild_report(i)) + '\n';
  JsonLines<Report> reader(lines);
  Table<Report> table;
  Report report;
  while (reader.next(report)) table.append(report);
  REQUIRE_FALSE(reader.error());
  REQUIRE(table.size() == 20);
  for (std::uint32_t i = 0; i < 20; ++i) CHECK(table.row(i) == without_prose(wild_report(i)));
}
