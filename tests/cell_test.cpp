#include "gongkai/cell.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "gongkai/date.hpp"

using namespace gongkai;

static_assert(sizeof(Count) == 8 && std::is_trivially_copyable<Count>::value);
static_assert(std::is_trivially_copyable<Amount>::value);
static_assert(!std::is_constructible<Count, double>::value, "no double becomes a count");
static_assert(!std::is_constructible<Count, bool>::value);

TEST_CASE("a blank is not a zero, and neither is any other state") {
  CHECK(Count().state() == State::blank);
  CHECK_FALSE(Count().has_value());
  CHECK(Count() != Count(0));
  for (State state :
       {State::blank, State::missing, State::unreadable, State::fraction, State::absent}) {
    CHECK(Count(state).state() == state);
    CHECK_FALSE(Count(state).has_value());
    CHECK(to_string(Count(state)).empty());
    CHECK(Count(state) != Count(0));
    CHECK(Amount(state).state() == state);
    CHECK(Amount(state) != Amount(0, 0));
  }
}

TEST_CASE("a count holds what it is given, or says that it cannot") {
  for (std::int64_t value :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, Count::max, Count::min}) {
    CHECK(Count(value).has_value());
    CHECK(Count(value).value() == value);
    CHECK(to_string(Count(value)) == std::to_string(value));
  }
  CHECK(Count(Count::min - 1).state() == State::unreadable);
  CHECK(Count(std::numeric_limits<std::int64_t>::min()).state() == State::unreadable);
  CHECK(Count(std::numeric_limits<std::uint64_t>::max()).state() == State::unreadable);
}

TEST_CASE("money is an exact decimal") {
  struct Case {
    const char* text;
    std::int64_t digits;
    int decimals;
    const char* printed;
  };
  for (const Case& c :
       std::vector<Case>{{"66.4866", 664866, 4, "66.4866"},
                         {"24252.311082", 24252311082, 6, "24252.311082"},
                         {"316441", 316441, 0, "316441"},
                         {"0", 0, 0, "0"},
                         {"0.00", 0, 0, "0"},
                         {"1.50", 15, 1, "1.5"},
                         {"0.000001", 1, 6, "0.000001"},
                         {"-0.05", -5, 2, "-0.05"},
                         {"-12", -12, 0, "-12"},
                         {"999999999999999999", 999999999999999999, 0, "999999999999999999"},
                         {"1234567890123456789", 1234567890123456789, 0, "1234567890123456789"},
                         {"9223372036854775807", Count::max, 0, "9223372036854775807"},
                         {"-92233720368547758.08", std::numeric_limits<std::int64_t>::min(), 2,
                          "-92233720368547758.08"},
                         {"007.50", 75, 1, "7.5"},
                         {"-0", 0, 0, "0"}}) {
    Amount amount = Amount::parse(c.text);
    REQUIRE(amount.has_value());
    CHECK(amount.digits() == c.digits);
    CHECK(amount.decimals() == c.decimals);
    CHECK(to_string(amount) == c.printed);
    CHECK(Amount::parse(to_string(amount)) == amount);
  }
  CHECK(Amount::parse("1.50") == Amount::parse("1.5"));
  CHECK(Amount::parse("1." + std::string(1000, '0')) == Amount(1, 0));
  CHECK(Amount::parse(std::string(1000, '0') + "1") == Amount(1, 0));
  CHECK(Amount::parse("0." + std::string(254, '0') + "1") == Amount(1, 255));
  static_assert(Amount::parse("66.4866") == Amount(664866, 4), "constexpr");
  CHECK(Amount::parse("0.000001").finer_than_fen() == false);
  CHECK(Amount::parse("0.0000001").finer_than_fen());
  for (const char* text : {"",
                           "-",
                           ".",
                           "1.",
                           ".5",
                           "1.2.3",
                           "1e5",
                           "１",
                           "1 2",
                           "+1",
                           "--1",
                           "1-",
                           "-.5",
                           "-1.",
                           "..",
                           "1..2",
                           "0.-1",
                           "9223372036854775808",
                           "-9223372036854775809",
                           "922337203685477580.71",
                           "1000000000000000000000000000000000000000"})
    CHECK_MESSAGE(Amount::parse(text).state() == State::unreadable, text);
  CHECK(Amount::parse("0." + std::string(255, '0') + "1").state() == State::unreadable);
}

TEST_CASE("sums are exact past 64 bits") {
  ExactSum sum;
  for (int i = 0; i < 100; ++i) sum += Count::max;
  CHECK(to_string(sum) == "922337203685477580700");
  CHECK(sum.count().state() == State::unreadable);
  for (int i = 0; i < 200; ++i) sum += -Count::max;
  CHECK(to_string(sum) == "-922337203685477580700");
  for (int i = 0; i < 100; ++i) sum += Count::max;
  CHECK(sum.zero());
  CHECK(to_string(ExactSum()) == "0");

  for (std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{7}, Count::max, Count::min,
        std::int64_t{1'000'000'000'000'000'000}, std::int64_t{-1'000'000'000'000'000'000},
        std::int64_t{999'999'999'999'999'999}}) {
    CHECK(ExactSum(value).count() == Count(value));
    CHECK(to_string(ExactSum(value)) == std::to_string(value));
    CHECK(ExactSum(value).negative() == (value < 0));
    for (std::int64_t other : {std::int64_t{3}, Count::max, Count::min}) {
      ExactSum both(value);
      both += other;
      CHECK(both - ExactSum(other) == ExactSum(value));
      CHECK(both - ExactSum(value) == ExactSum(other));
    }
  }
}

TEST_CASE("dates exist or are not known") {
  CHECK(to_string(Date::parse("2022-01-20")) == "2022-01-20");
  CHECK(Date::parse("2024-02-29").known());
  for (const char* text : {"2023-02-29", "2100-02-29", "2022-13-01", "2022-00-10", "2022-04-31",
                           "0000-01-01", "2022-1-2", "2022/01/20", "20220120", ""})
    CHECK_MESSAGE(!Date::parse(text).known(), text);
  CHECK(to_string(Date{}).empty());
}

TEST_CASE("a date is printed in ten characters or not at all") {
  CHECK(to_string(Date{1, 2, 3}) == "0001-02-03");
  CHECK(to_string(Date{9999, 12, 31}) == "9999-12-31");
  for (Date date : {Date{10000, 1, 1}, Date{32767, 12, 31}, Date{-1, 1, 1},
                    Date{-32768, -128, -128}, Date{2022, -1, 1}, Date{2022, 1, -1},
                    Date{2022, 127, 127}, Date{2022, 1, 0}, Date{2023, 2, 29}, Date{0, 1, 1}})
    CHECK(to_string(date).empty());
}
