// JSON in and out: the law of the round trip, every error with its place, lines of every shape.
#include "gongkai/json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gongkai/report.hpp"

#if defined(__clang__)  // Boost.Describe's macros use ", ##__VA_ARGS__", which -Wpedantic names
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace other {

using boost::describe::operators::operator==;

enum class Colour : std::uint8_t { red = 3, green = 250 };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Point {
  gongkai::Count x, y;
};
BOOST_DESCRIBE_STRUCT(Point, (), (x, y))

// All kinds of members, the shortest and rather long names, a part that is not only cells.
struct Mixed {
  Colour colour = Colour::red;
  Point a;
  gongkai::Change up;
  gongkai::Amount money;
  std::string name;
  std::int32_t n = 0;
  gongkai::Date day;
  Point eightchr;
  std::string a_name_of_thirty_one_characters;
  std::string a_name_of_thirty_two_characters_;
  std::string a_name_that_is_longer_than_all_the_bytes_that_simdjson_wants_after_the_end_of_a_text;
  std::string a_name_that_is_longer_than_all_the_bytes_that_simdjson_wants_after_the_end_of_a_tent;
};
BOOST_DESCRIBE_STRUCT(
    Mixed, (),
    (colour, a, up, money, name, n, day, eightchr, a_name_of_thirty_one_characters,
     a_name_of_thirty_two_characters_,
     a_name_that_is_longer_than_all_the_bytes_that_simdjson_wants_after_the_end_of_a_text,
     a_name_that_is_longer_than_all_the_bytes_that_simdjson_wants_after_the_end_of_a_tent))

struct One {
  gongkai::Count x;
};
BOOST_DESCRIBE_STRUCT(One, (), (x))
struct Money {
  gongkai::Amount x;
};
BOOST_DESCRIBE_STRUCT(Money, (), (x))
struct Words {
  std::string x;
};
BOOST_DESCRIBE_STRUCT(Words, (), (x))
struct Number {
  std::int32_t x = 0;
};
BOOST_DESCRIBE_STRUCT(Number, (), (x))
struct Day {
  gongkai::Date x;
};
BOOST_DESCRIBE_STRUCT(Day, (), (x))
struct Pick {
  Colour x = Colour::red;
};
BOOST_DESCRIBE_STRUCT(Pick, (), (x))
struct Nested {
  Point p;
  Words w;
};
BOOST_DESCRIBE_STRUCT(Nested, (), (p, w))

}  // namespace other

namespace gongkai {

namespace {

using nlohmann::ordered_json;

// ---- random values -------------------------------------------------------------------------

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t end) { return random_() % end; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  std::int64_t integer() {
    switch (below(6)) {
      case 0:
        return 0;
      case 1:
        return Count::max - static_cast<std::int64_t>(below(3));
      case 2:
        return Count::min + static_cast<std::int64_t>(below(3));
      case 3:
        return -static_cast<std::int64_t>(below(1000));
      default:
        return static_cast<std::int64_t>(below(std::uint64_t{1} << below(60)));
    }
  }
  State no_value() { return static_cast<State>(1 + below(5)); }

  std::string text() {
    static const std::string pieces[] = {"政府信息公开",
                                         "\"",
                                         "\\",
                                         "\n",
                                         "\r",
                                         "\t",
                                         "\b",
                                         "\f",
                                         std::string(1, '\0'),
                                         "\x01",
                                         "\x1F",
                                         "\x7F",
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\xA9",
                                         "\xF0\x9F\x98\x80",
                                         "\xEF\xBB\xBF",
                                         "\xF4\x8F\xBF\xBF",
                                         "é",
                                         "/",
                                         "{",
                                         "}",
                                         "[1,2]",
                                         ":",
                                         ",",
                                         "\\u0041",
                                         "absent",
                                         "null",
                                         " ",
                                         "一个很长的段落，"
                                         "一个很长的段落，"
                                         "一个很长的段落，"
                                         "一个很长的段落。"};
    std::string text;
    for (std::uint64_t i = below(8); i > 0; --i)
      text += pieces[below(sizeof pieces / sizeof pieces[0])];
    return text;
  }

  /// Fills a described object of any type.
  void fill(const Schema& schema, void* object) {
    for (const Member& member : schema) {
      void* at = member.at(object);
      switch (member.kind) {
        case Kind::part:
          fill(*member.part, at);
          if (one_in(5)) set_all_cells(*member.part, at, no_value());
          break;
        case Kind::count:
          *static_cast<Count*>(at) = one_in(4) ? Count(no_value()) : Count(integer());
          break;
        case Kind::change:
          *static_cast<Change*>(at) = one_in(4) ? Change(no_value()) : Change(integer());
          break;
        case Kind::amount:
          *static_cast<Amount*>(at) =
              one_in(4) ? Amount(no_value()) : Amount(integer(), static_cast<int>(below(256)));
          break;
        case Kind::text:
          *static_cast<std::string*>(at) = text();
          break;
        case Kind::number:
          *static_cast<std::int32_t*>(at) =
              static_cast<std::int32_t>(one_in(2) ? below(10) : below(UINT64_C(1) << 32U));
          break;
        case Kind::date:
          do
            *static_cast<Date*>(at) = {static_cast<std::int16_t>(below(10000)),
                                       static_cast<std::int8_t>(below(13)),
                                       static_cast<std::int8_t>(below(32))};
          while (!static_cast<Date*>(at)->ok());
          if (one_in(4)) *static_cast<Date*>(at) = Date();
          break;
        case Kind::choice:
          member.choices->set(at, member.choices->values[below(member.choices->size)].value);
          break;
      }
    }
  }
  template <class T>
  T any() {
    T value;
    fill(schema<T>, &value);
    return value;
  }

  std::mt19937_64& engine() { return random_; }

 private:
  std::mt19937_64 random_;
};

ordered_json shuffled(const ordered_json& value, Chance& chance) {
  if (!value.is_object()) return value;
  std::vector<std::string> names;
  for (const auto& item : value.items()) names.push_back(item.key());
  std::shuffle(names.begin(), names.end(), chance.engine());
  ordered_json result = ordered_json::object();
  for (const std::string& name : names) result[name] = shuffled(value[name], chance);
  return result;
}

// ---- what JSON says, by another implementation ---------------------------------------------

void check_cell(const ordered_json& json, State state, const ordered_json& value) {
  switch (state) {
    case State::value:
      CHECK(json == value);
      break;
    case State::blank:
      CHECK(json.is_null());
      break;
    case State::missing:
      CHECK(json == "missing");
      break;
    case State::unreadable:
      CHECK(json == "unreadable");
      break;
    case State::fraction:
      CHECK(json == "fraction");
      break;
    case State::ambiguous:
      CHECK(json == "ambiguous");
      break;
    case State::absent:
      CHECK(json == "absent");
      break;
  }
}

/// That `json`, as nlohmann reads it, holds exactly that object.
void check_same(const ordered_json& json, const Schema& schema, const void* object) {
  REQUIRE(json.size() == schema.size);
  auto item = json.begin();
  for (const Member& member : schema) {
    CHECK(item.key() == member.name);
    const ordered_json& value = *item++;
    const void* at = member.at_const(object);
    switch (member.kind) {
      case Kind::part:
        if (value.is_string()) {
          CHECK(value == "absent");
          CHECK(all_are(*member.part, at, State::absent));
        } else {
          check_same(value, *member.part, at);
        }
        break;
      case Kind::count: {
        Count cell = *static_cast<const Count*>(at);
        check_cell(value, cell.state(), cell.value());
        break;
      }
      case Kind::change: {
        Change cell = *static_cast<const Change*>(at);
        check_cell(value, cell.state(), cell.value());
        break;
      }
      case Kind::amount: {
        Amount cell = *static_cast<const Amount*>(at);
        check_cell(value, cell.state(), to_string(cell));
        break;
      }
      case Kind::text:
        CHECK(value == *static_cast<const std::string*>(at));
        break;
      case Kind::number: {
        std::int32_t number = *static_cast<const std::int32_t*>(at);
        CHECK(value == (number == 0 ? ordered_json() : ordered_json(number)));
        break;
      }
      case Kind::date: {
        Date date = *static_cast<const Date*>(at);
        CHECK(value == (date.known() ? ordered_json(to_string(date)) : ordered_json()));
        break;
      }
      case Kind::choice:
        CHECK(value == member.choices->get(at));
        break;
    }
  }
}

template <class T>
void check_round_trip(const T& value, Chance& chance) {
  std::string text = write_json(value);
  CHECK(text.find('\n') == std::string::npos);
  ordered_json json = ordered_json::parse(text);
  check_same(json, schema<T>, &value);
  for (const std::string& form :
       {text, write_json(value, 2), "\xEF\xBB\xBF \r\n\t" + text + "\n ", json.dump(3),
        json.dump(-1, ' ', true), shuffled(json, chance).dump(), shuffled(json, chance).dump(1)}) {
    auto read = read_json<T>(form);
    CAPTURE(form);
    REQUIRE(message(read.error, Language::en) == "no error");
    CHECK(*read == value);
  }
}

TEST_CASE("reading what was written gives the same value") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Chance chance(seed);
    check_round_trip(chance.any<Report>(), chance);
    check_round_trip(chance.any<other::Mixed>(), chance);
  }
  for (Form form : {Form::of_2019, Form::of_2021})
    for (int state = 1; state <= 5; ++state) {
      Chance chance(1);
      check_round_trip(blank_report(form, static_cast<State>(state)), chance);
    }
}

TEST_CASE("how a value is written") {
  other::Mixed mixed;
  mixed.a.x = 3;
  mixed.eightchr = {Count(State::absent), Count(State::absent)};
  mixed.up = Change(State::fraction);
  mixed.money = Amount(664866, 4);
  mixed.name = "\"\\\x01\n\xE2\x80\xA8\xF0\x9F\x98\x80";
  mixed.day = {2022, 1, 20};
  std::string expected = R"({"colour":3,"a":{"x":3,"y":null},"up":"fraction","money":"66.4866",)"
                         "\"name\":\"\\\"\\\\\\u0001\\n\xE2\x80\xA8\xF0\x9F\x98\x80\","
                         R"("n":null,"day":"2022-01-20","eightchr":"absent",)"
                         R"("a_name_of_thirty_one_characters":"",)";
  CHECK(write_json(mixed).substr(0, expected.size()) == expected);

  CHECK(write_json(other::Point{1, Count(State::missing)}, 2) ==
        "{\n  \"x\": 1,\n  \"y\": \"missing\"\n}");
  // Only a part may be a word; the whole is an object.
  other::Point absent{Count(State::absent), Count(State::absent)};
  CHECK(write_json(absent) == R"({"x":"absent","y":"absent"})");
  CHECK(write_json(other::Nested{absent, {}}) == R"({"p":"absent","w":{"x":""}})");
  CHECK(*read_json<other::Nested>(R"({"p":{"x":"absent","y":"absent"},"w":{"x":""}})") ==
        other::Nested{absent, {}});
  // A day that does not exist is none.
  CHECK(write_json(other::Day{{2023, 2, 30}}) == R"({"x":null})");
  CHECK(write_json(other::Day{{32767, 12, 31}}) == R"({"x":null})");
}

// ---- errors --------------------------------------------------------------------------------

template <class T>
void check_error(std::string_view text, ErrorCode code, std::size_t offset, std::string_view path,
                 std::string_view detail = {}) {
  Error error = read_json<T>(text).error;
  CAPTURE(text.substr(0, 200));
  CHECK(error.code == code);
  CHECK(error.offset == offset);
  CHECK(error.path == path);
  CHECK(error.detail == detail);
}

/// The error of {"x":value} in T, whose place is the value.
template <class T>
void check_value_error(std::string_view value, ErrorCode code, std::string_view detail) {
  check_error<T>("{\"x\":" + std::string(value) + "}", code, 5, "x", detail);
  check_error<T>("{ \"x\" : " + std::string(value) + " \n}\n", code, 8, "x", detail);
}

TEST_CASE("values that a member cannot hold") {
  using namespace other;
  using E = ErrorCode;
  SUBCASE("counts") {
    for (std::string wrong : {"1.5", "1e3", "1.0", "-0.5E+7", "true", "false", "\"\"", "\"blank\"",
                              "\"Absent\"", "\"3\"", "\"value\"", "\"absent \""})
      check_value_error<One>(wrong, E::wrong_type, wrong);
    check_value_error<One>("{}", E::wrong_type, "{");
    check_value_error<One>("[ 3]", E::wrong_type, "[");
    for (std::string wrong : {"9223372036854775808", "-9223372036854775809", "-9223372036854775808",
                              "-9223372036854775801", "18446744073709551616",
                              "1234567890123456789012345678901234567890"})
      check_value_error<One>(wrong, E::out_of_range, wrong);
    for (std::string wrong : {"01",
                              "-",
                              "+1",
                              ".5",
                              "1.",
                              "1e",
                              "1e+",
                              "--1",
                              "00",
                              "-01",
                              "0x10",
                              "nul",
                              "nulll",
                              "tru",
                              "True",
                              "NaN",
                              "12a",
                              "3\"absent\"",
                              "#",
                              "'3'",
                              "00000000000000000000000001",
                              "9223372036854775808x"})
      check_value_error<One>(wrong, E::bad_json, wrong);
    CHECK(read_json<One>(R"({"x":9223372036854775807})")->x == Count(Count::max));
    CHECK(read_json<One>(R"({"x":-9223372036854775800})")->x == Count(Count::min));
    CHECK(read_json<One>(R"({"x":-0})")->x == Count(0));
    CHECK(read_json<One>(R"({"x":"\u0061bsent"})")->x == Count(State::absent));
    // A very long number is not shown whole, and takes no time.
    std::string digits(5000000, '7');
    check_value_error<One>(digits, E::out_of_range, digits.substr(0, 60) + "…");
  }
  SUBCASE("money") {
    check_value_error<Money>("66.4866", E::wrong_type, "66.4866: \"66.4866\"");
    check_value_error<Money>("3", E::wrong_type, "3: \"3\"");
    for (std::string wrong :
         {"\"\"", "\"-\"", "\".5\"", "\"5.\"", "\"1e3\"", "\"+1\"", "\"1.2.3\"", "\"1,000\"",
          "\" 1\"", "\"１\"", "\"--1\"", "\"-.5\"", "\".\"", "true"})
      check_value_error<Money>(wrong, E::wrong_type, wrong);
    check_value_error<Money>("03", E::bad_json, "03");
    check_value_error<Money>("{}", E::wrong_type, "{");
    std::string fine = "\"0." + std::string(256, '0') + "1\"";
    check_value_error<Money>(fine, E::out_of_range, fine.substr(0, 60) + "…");
    check_value_error<Money>("\"9223372036854775808\"", E::out_of_range, "\"9223372036854775808\"");
    CHECK(read_json<Money>(R"({"x":"1.50"})")->x == Amount(15, 1));
    CHECK(read_json<Money>("{\"x\":\"007.5" + std::string(300, '0') + "\"}")->x == Amount(75, 1));
    CHECK(read_json<Money>(R"({"x":"-0.000000000000000001"})")->x == Amount(-1, 18));
    CHECK(read_json<Money>(R"({"x":"unreadable"})")->x == Amount(State::unreadable));
    CHECK(read_json<Money>(R"({"x":null})")->x == Amount());
  }
  SUBCASE("text") {
    for (std::string wrong : {"null", "1", "true"})
      check_value_error<Words>(wrong, E::wrong_type, wrong);
    check_value_error<Words>("[\"a\"]", E::wrong_type, "[");
    // Escapes that are none, and halves of surrogate pairs, which are no characters.
    for (std::string bad : {R"(\x41)", R"(\u12G4)", R"(\ud800)", R"(\udc00)", R"(\ud800\u0041)",
                            R"(\ud83d\n)", R"(\U0041)", R"(\u12)", R"(\ud83d\ud83d)"})
      check_error<Words>(R"({"x":"ab)" + bad + R"("})", E::bad_json, 8, "x",
                         (bad + "\"").substr(0, 6));
    CHECK(read_json<Words>(R"({"x":"\/\u0000\u4e2D\ud83d\uDE00\b\f\n\r\t\"\\"})")->x ==
          std::string("/\0中\xF0\x9F\x98\x80\b\f\n\r\t\"\\", 16));
  }
  SUBCASE("numbers") {
    for (std::string wrong : {"0", "-0", "2147483648", "-2147483649", "99999999999999999999"})
      check_value_error<Number>(wrong, E::out_of_range, wrong);
    for (std::string wrong : {"\"2021\"", "\"absent\"", "2021.0", "true"})
      check_value_error<Number>(wrong, E::wrong_type, wrong);
    check_value_error<Number>("02021", E::bad_json, "02021");
    CHECK(read_json<Number>(R"({"x":-2147483648})")->x == std::numeric_limits<std::int32_t>::min());
    CHECK(read_json<Number>(R"({"x":null})")->x == 0);
  }
  SUBCASE("days") {
    for (std::string wrong : {"\"2023-02-29\"", "\"0000-01-01\"", "\"2023-13-01\"",
                              "\"2023-00-10\"", "\"2023-01-00\"", "\"2023-04-31\""})
      check_value_error<Day>(wrong, E::out_of_range, wrong);
    for (std::string wrong :
         {"\"\"", "\"2023-1-01\"", "\"2023/01/01\"", "\"2023-01-01 \"", "20230101", "\"absent\""})
      check_value_error<Day>(wrong, E::wrong_type, wrong);
    CHECK(read_json<Day>(R"({"x":"2024-02-29"})")->x == Date{2024, 2, 29});
  }
  SUBCASE("choices") {
    for (std::string wrong : {"0", "4", "259", "-6", "99999999999999999999"})
      check_value_error<Pick>(wrong, E::out_of_range, wrong);
    for (std::string wrong : {"\"red\"", "null", "3.0"})
      check_value_error<Pick>(wrong, E::wrong_type, wrong);
    CHECK(read_json<Pick>(R"({"x":250})")->x == Colour::green);
  }
  SUBCASE("parts") {
    check_error<Nested>(R"({"p":null,"w":{"x":""}})", E::wrong_type, 5, "p", "null");
    check_error<Nested>(R"({"p":"missing","w":{"x":""}})", E::wrong_type, 5, "p", "\"missing\"");
    check_error<Nested>(R"({"p":[],"w":{"x":""}})", E::wrong_type, 5, "p", "[");
    check_error<Nested>(R"({"p":3,"w":{"x":""}})", E::wrong_type, 5, "p", "3");
    // A part that is not only cells cannot be absent.
    check_error<Nested>(R"({"p":"absent","w":"absent"})", E::wrong_type, 18, "w", "\"absent\"");
    check_error<Nested>(R"({"p":{"x":1,"y":[2]},"w":{"x":""}})", E::wrong_type, 16, "p.y", "[");
  }
}

TEST_CASE("texts that are not one JSON object") {
  using other::Nested;
  using other::One;
  using E = ErrorCode;
  check_error<One>("", E::empty_input, 0, "");
  check_error<One>(" \n\t\r ", E::empty_input, 0, "");
  check_error<One>("\xEF\xBB\xBF", E::empty_input, 3, "");
  check_error<One>("[]", E::wrong_type, 0, "", "[");
  check_error<One>(" 12", E::wrong_type, 1, "", "12");
  check_error<One>("null", E::wrong_type, 0, "", "null");
  check_error<One>("\"absent\"", E::wrong_type, 0, "", "\"absent\"");
  check_error<One>("x", E::bad_json, 0, "", "x");
  check_error<One>("}", E::bad_json, 0, "", "}");
  check_error<One>("\xEF\xBB\xBF\xEF\xBB\xBF{\"x\":1}", E::bad_json, 3, "", "\xEF\xBB\xBF");

  check_error<One>(R"({"x":1}})", E::trailing_text, 7, "", "}");
  check_error<One>(R"({"x":1} {"x":2})", E::trailing_text, 8, "", R"({"x":2})");
  check_error<One>(R"({"x":1} 3)", E::trailing_text, 8, "", "3");
  check_error<One>(R"({"x":1},)", E::trailing_text, 7, "", ",");
  check_error<One>(R"({"x":1}])", E::trailing_text, 7, "", "]");
  check_error<One>("\xEF\xBB\xBF{\"x\":1}\n//", E::trailing_text, 11, "", "//");
  check_error<One>(R"({"x":"no"} 3)", E::wrong_type, 5, "x", "\"no\"");  // the first error counts

  check_error<One>("{", E::bad_json, 1, "");
  check_error<One>("{\"x\":1", E::bad_json, 6, "");
  check_error<One>("{\"x\":1 \n", E::bad_json, 8, "");
  check_error<One>("{\"x\":", E::bad_json, 5, "x");
  check_error<One>("{\"x\"", E::bad_json, 4, "");
  check_error<One>("{\"x", E::bad_json, 1, "");  // a string without an end: where it starts
  check_error<One>("{\"x\":\"abc", E::bad_json, 5, "");
  check_error<One>("{\"x\":\"abc\\", E::bad_json, 5, "");
  check_error<Nested>(R"({"p":{"x":1,"y":2},"w":{"x":""})", E::bad_json, 31, "");
  check_error<Nested>(R"({"p":{"x":1,"y":2})", E::bad_json, 18, "");
  check_error<Nested>(R"({"p":{"x":1,"y":2]})", E::bad_json, 17, "p", "]");

  check_error<One>("{}", E::missing_member, 1, "x");
  check_error<One>(" { } ", E::missing_member, 3, "x");
  check_error<Nested>(R"({"p":{},"w":{"x":""}})", E::missing_member, 6, "p.x");
  check_error<Nested>(R"({"p":{"x":1,"y":2},"w":{)", E::bad_json, 24, "w");
  check_error<Nested>(R"({"p":{"x":1,"y":2},"w":)", E::bad_json, 23, "w");
  check_error<Nested>(R"({"p":{"x":1,"y":2},)", E::bad_json, 19, "");
  check_error<Nested>(R"({"p":{"x":1,"y":2}}})", E::missing_member, 18, "w");
  check_error<One>(R"({"x" 1})", E::bad_json, 5, "", "1");
  check_error<One>(R"({"x":1 "y":2})", E::bad_json, 7, "", "\"");
  check_error<One>(R"({"x":1,})", E::bad_json, 7, "", "}");
  check_error<One>(R"({,"x":1})", E::bad_json, 1, "", ",");
  check_error<One>(R"({x:1})", E::bad_json, 1, "", "x");
  check_error<One>(R"({"x":})", E::bad_json, 5, "x", "}");
  check_error<One>(R"({"x":,})", E::bad_json, 5, "x", ",");
  check_error<One>(R"({"x"::1})", E::bad_json, 5, "x", ":");
  check_error<One>(R"({"x":1 2})", E::bad_json, 7, "", "2");
  check_error<One>(R"({"x":null x})", E::bad_json, 10, "", "x");
  check_error<other::Words>(R"({"x":"a" "b"})", E::bad_json, 9, "", "\"");
  check_error<other::Words>(R"({"x":"a"b})", E::bad_json, 8, "", "b");
  check_error<One>("{\"x\":1;}", E::bad_json, 5, "x", "1;");
  check_error<One>(
      "{\"x\":\x0B"
      "1}",
      E::bad_json, 5, "x",
      "\x0B"
      "1");

  // What is shown is whole characters.
  check_error<One>("{自然人}", E::bad_json, 1, "", "自");
  // What simdjson has for some machines finds no tokens here, and the member is not known.
  for (std::string_view text : {"{\"x\":\"\\自然人\"}", "{\"\\自然人\":\"\"}"}) {
    Error error = read_json<other::Words>(text).error;
    CAPTURE(error.detail);
    CHECK(error.code == E::bad_json);
    CHECK(error.offset == text.find('\\'));
    CHECK((error.detail == "\\自然" || error.detail == "\\"));
  }

  // Control characters in strings, zero bytes anywhere, what is not UTF-8.
  check_error<other::Words>("{\"x\":\"a\nb\"}", E::bad_json, 7, "");
  check_error<other::Words>("{\"x\":\"a\x1F\"}", E::bad_json, 7, "");
  check_error<other::Words>("{\"x\":\"a\\\n\"}", E::bad_json, 8, "");
  check_error<other::Words>("{\"x\":\"a\\\\\\\"\n\"}", E::bad_json, 11, "");
  check_error<other::Words>("{\\\"x\":\"\"}", E::bad_json, 1, "", "\\");
  check_error<other::Words>(std::string("{\"x\":\"a\0\"}", 10), E::binary_input, 7, "");
  check_error<One>(std::string("{\"x\":1}\0", 8), E::binary_input, 7, "");
  check_error<One>(std::string("{\"x\":1\0}", 8), E::binary_input, 6, "");
  check_error<One>(std::string("\0\0\0", 3), E::binary_input, 0, "");
  for (std::string bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
                          "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xFF", "\xE4\xB8", "\xF0\x9F\x98", "\xC3("})
    check_error<other::Words>("{\"x\":\"中" + bad + "\"}", E::not_utf8, 9, "");
  check_error<other::Words>("{\"x\":\"中\xE4\xB8", E::not_utf8, 9, "");
}

std::string path_join(const std::string& owner, std::string_view name) {
  return owner.empty() ? std::string(name) : owner + "." + std::string(name);
}

/// Every member of `schema` and its parts once left out, once twice, once by another name.
void check_members(const Schema& schema, const std::string& path, const std::string& before,
                   const ordered_json& value, const std::string& after, std::size_t& checked) {
  std::vector<std::string> members;
  for (const auto& item : value.items())
    members.push_back(ordered_json(item.key()).dump() + ":" + item.value().dump());
  auto object = [](const std::vector<std::string>& parts) {
    std::string text = "{";
    for (const std::string& part : parts) text += (text.size() > 1 ? "," : "") + part;
    return text + "}";
  };
  for (std::size_t i = 0; i < schema.size; ++i) {
    const Member& member = schema.members[i];
    std::string name = path_join(path, member.name);
    ++checked;

    auto changed = members;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
    std::string text = object(changed);
    check_error<Report>(before + text + after, ErrorCode::missing_member,
                        before.size() + text.size() - 1, name);

    changed = members;
    changed.push_back(members[i]);
    text = object(changed);
    check_error<Report>(before + text + after, ErrorCode::duplicate_member,
                        before.size() + text.size() - 1 - members[i].size(), name);

    changed = members;
    changed[i].insert(member.name.size(), "_");  // before the last character of the name
    text = object(changed);
    std::string other_name(member.name);
    other_name.insert(other_name.size() - 1, "_");
    check_error<Report>(before + text + after, ErrorCode::unknown_member,
                        before.size() + text.find(changed[i]), path_join(path, other_name));

    if (member.kind == Kind::part) {
      std::string to_here = before + "{", from_here = "}" + after;
      for (std::size_t k = 0; k < i; ++k) to_here += members[k] + ",";
      for (std::size_t k = schema.size - 1; k > i; --k) from_here.insert(0, "," + members[k]);
      check_members(*member.part, name, to_here + "\"" + std::string(member.name) + "\":",
                    value[std::string(member.name)], from_here, checked);
    }
  }
}

TEST_CASE("each member of the report must be there once and by its name") {
  Report report = blank_report(Form::of_2021, State::missing);
  set_all_cells(schema<Report>, &report, State::missing);  // so that no part is written as a word
  std::size_t checked = 0;
  check_members(schema<Report>, "", "", ordered_json::parse(write_json(report)), "", checked);
  CHECK(checked > schema<Report>.cells);
}

TEST_CASE("names are compared as JSON means them, all of their bytes") {
  using namespace other;
  CHECK(read_json<Point>(R"({"\u0078":1,"y":2})")->x == Count(1));
  CHECK(read_json<Point>(R"({"y":1,"\u0078":2})")->x == Count(2));
  check_error<Point>(R"({"x":1,"\u0078":2})", ErrorCode::duplicate_member, 7, "x");
  check_error<Point>(R"({"x":1,"\u007a":2})", ErrorCode::unknown_member, 7, "z");
  check_error<Point>(R"({"x":1,"\q":2})", ErrorCode::bad_json, 8, "", "\\q");
  check_error<Point>(R"({"x":1,"":2})", ErrorCode::unknown_member, 7, "");
  check_error<Point>(R"({"x":1,"Y":2})", ErrorCode::unknown_member, 7, "Y");
  check_error<Point>(R"({"x":1,"yy":2})", ErrorCode::unknown_member, 7, "yy");
  check_error<Point>(R"({"x":1,"y\"":2})", ErrorCode::unknown_member, 7, "y\"");
  // Names that end where the text does, within and past what lies behind a text.
  Chance chance(5);
  std::string text = write_json(chance.any<Mixed>());
  for (std::size_t size = 0; size < text.size(); ++size)
    CHECK(read_json<Mixed>(text.substr(0, size)).error);
  // A long name is shown in part.
  check_error<Point>("{\"" + std::string(1000, 'n') + "\":1}", ErrorCode::unknown_member, 1,
                     std::string(60, 'n') + "…");
}

TEST_CASE("damage anywhere in a report is noticed or harmless, never worse") {
  Chance chance(77);
  Report report = chance.any<Report>();
  std::string text = write_json(report);
  for (std::size_t size = 0; size < text.size(); size += 1 + size / 50) {
    Error error = read_json<Report>(text.substr(0, size)).error;
    CHECK(error);
    CHECK(error.offset <= size);
  }
  // One byte changed: nlohmann calls it JSON, or we do not.
  for (int i = 0; i < 1500; ++i) {
    std::string damaged = text;
    damaged[chance.below(text.size())] = static_cast<char>(chance.below(256));
    auto read = read_json<Report>(damaged);
    CHECK(read.error.offset <= text.size());
    if (read) CHECK(nlohmann::json::accept(damaged));
    if (read) CHECK(read_json<Report>(write_json(*read)));
  }
}

TEST_CASE("deep and long texts take linear time and no stack") {
  const std::size_t deep = 10000000;
  std::string brackets(deep, '['), braces;
  check_error<Report>(brackets, ErrorCode::wrong_type, 0, "", "[");
  check_error<Report>("{\"form\":" + brackets, ErrorCode::wrong_type, 8, "form", "[");
  check_error<Report>("{\"form\":" + brackets + std::string(deep, ']') + "}", ErrorCode::wrong_type,
                      8, "form", "[");
  for (std::size_t i = 0; i < deep / 10; ++i) braces += "{\"form\":";
  check_error<Report>(braces, ErrorCode::wrong_type, 8, "form", "{");
  check_error<Report>(braces + std::string(deep / 10, '}'), ErrorCode::wrong_type, 8, "form", "{");
  check_error<Report>(std::string(deep, '{'), ErrorCode::bad_json, 1, "", "{");
  std::string text = write_json(Report()), commas = text;
  commas.insert(1, deep, ',');
  check_error<Report>(commas, ErrorCode::bad_json, 1, "", ",");
  // Deep in the report, a type that is wrong.
  std::string wrong = write_json(blank_report(Form::of_2021, State::missing));
  std::size_t row = wrong.find("\"state_secret\""), at = wrong.find("\"total\":", row) + 8;
  wrong.replace(at, 9, "[[]]");
  check_error<Report>(wrong, ErrorCode::wrong_type, at,
                      "applications.outcomes.denied.state_secret.total", "[");
}

// ---- JSON Lines ----------------------------------------------------------------------------

/// A source that gives so many bytes a call, and fails after `fails_at`.
struct Drip {
  std::string_view rest;
  std::size_t step = 1;
  std::size_t fails_at = std::string::npos;

  static std::ptrdiff_t read(void* context, char* to, std::size_t room) {
    Drip& drip = *static_cast<Drip*>(context);
    if (drip.fails_at == 0) return -1;
    std::size_t size = std::min({room, drip.step, drip.rest.size(), drip.fails_at});
    std::memcpy(to, drip.rest.data(), size);
    drip.rest.remove_prefix(size);
    if (drip.fails_at != std::string::npos) drip.fails_at -= size;
    return static_cast<std::ptrdiff_t>(size);
  }
};

struct Line {
  std::size_t line;
  Error error;
  std::string value;

  friend bool operator==(const Line& a, const Line& b) {
    return a.line == b.line && a.error.code == b.error.code && a.error.offset == b.error.offset &&
           a.error.path == b.error.path && a.error.detail == b.error.detail && a.value == b.value;
  }
};

template <class T>
std::vector<Line> lines_of(JsonLines<T> reader) {  // by value: a reader can be moved
  std::vector<Line> lines;
  T value;
  for (;;) {
    if (reader.next(value))
      lines.push_back({reader.line(), reader.error(), write_json(value)});
    else if (reader.error())
      lines.push_back({reader.line(), reader.error(), {}});
    else
      break;
  }
  CHECK(!reader.next(value));  // the end stays the end
  CHECK(!reader.error());
  return lines;
}

/// The lines of a text, the same whichever way it comes.
template <class T>
std::vector<Line> check_lines(const std::string& text, std::size_t longest = longest_json_line) {
  std::vector<Line> lines = lines_of(JsonLines<T>(text, longest));
  for (std::size_t step :
       {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{65536}, text.size() + 1}) {
    Drip drip{text, step};
    CAPTURE(step);
    CHECK(lines_of(JsonLines<T>(&Drip::read, &drip, longest)) == lines);
  }
  return lines;
}

TEST_CASE("JSON Lines give each line, however the bytes come") {
  Chance chance(9);
  std::string text = "\xEF\xBB\xBF";
  std::vector<std::string> values;
  for (int i = 0; i < 40; ++i) {
    values.push_back(write_json(chance.any<Report>()));
    text += values.back() + (i % 3 == 0 ? "\r\n" : "\n");
    if (i % 5 == 0) text += "\n  \t\r\n";
  }
  for (const std::string& end : {std::string("\n"), std::string(), std::string(" "),
                                 std::string("\n\n\n"), std::string(200, '\n')}) {
    std::string whole = text.substr(0, text.size() - 1) + end;
    std::vector<Line> lines = check_lines<Report>(whole);
    REQUIRE(lines.size() == values.size());
    std::size_t line = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      CHECK(lines[i].line == ++line);
      CHECK(lines[i].value == values[i]);
      if (i % 5 == 0) line += 2;
    }
  }
  for (const char* nothing : {"", "\n", "\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n", " "})
    CHECK(check_lines<Report>(nothing).empty());
}

TEST_CASE("a bad line is told with its place, and the next is read") {
  std::string text;
  std::vector<std::size_t> starts;
  for (const std::string& line :
       {std::string(R"({"x":1,"y":2})"), std::string(R"({"x":1,"z":2})"), std::string(),
        std::string("{"), std::string(R"({"x":1,"y":2}})"), std::string("{\"x\":\"\xFF\"}"),
        std::string("\0", 1),
        std::string("\xEF\xBB\xBF{\"x\":1,\"y\":2}"),  // only the input may start with a mark
        std::string(R"({"x":3,"y":4})"), std::string(R"({"x":5,"y":)")}) {
    starts.push_back(text.size());
    text += line + '\n';
  }
  text.pop_back();
  using E = ErrorCode;
  std::vector<Line> expected = {
      {1, {}, R"({"x":1,"y":2})"},
      {2, {E::unknown_member, starts[1] + 7, "z", ""}, ""},
      {4, {E::bad_json, starts[3] + 1, "", ""}, ""},
      {5, {E::trailing_text, starts[4] + 13, "", "}"}, ""},
      {6, {E::not_utf8, starts[5] + 6, "", ""}, ""},
      {7, {E::binary_input, starts[6], "", ""}, ""},
      {8, {E::bad_json, starts[7], "", "\xEF\xBB\xBF"}, ""},
      {9, {}, R"({"x":3,"y":4})"},
      {10, {E::bad_json, starts[9] + 11, "y", ""}, ""},
  };
  std::vector<Line> lines = check_lines<other::Point>(text);
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(i);
    CHECK(lines[i].line == expected[i].line);
    CHECK(lines[i].error.code == expected[i].error.code);
    CHECK(lines[i].error.offset == expected[i].error.offset);
    CHECK(lines[i].error.path == expected[i].error.path);
    CHECK(lines[i].error.detail == expected[i].error.detail);
    CHECK(lines[i].value == expected[i].value);
  }
}

TEST_CASE("a line past the limit is refused and left behind") {
  const std::string good = R"({"x":1,"y":2})";  // 13 bytes
  auto long_line = [&](std::size_t size) { return good + std::string(size - good.size(), ' '); };
  for (std::size_t longest :
       {std::size_t{13}, std::size_t{100}, std::size_t{70000}, std::size_t{300000}})
    for (std::size_t size :
         {longest, longest + 1, longest + 2, longest + 3, longest + 4, longest + 300000})
      for (const std::string& mark : {std::string(), std::string("\xEF\xBB\xBF")})
        for (const std::string& end :
             {std::string("\n" + good + "\n"), std::string("\n"), std::string()}) {
          std::string text = mark + long_line(size) + "\n\n" + long_line(size) + end;
          std::vector<Line> lines;
          for (bool streamed : {false, true}) {
            Drip drip{text, 10007};
            lines = lines_of(streamed ? JsonLines<other::Point>(&Drip::read, &drip, longest)
                                      : JsonLines<other::Point>(text, longest));
            CAPTURE(size);
            REQUIRE(lines.size() == (end.size() > 1 ? 3 : 2));
            CHECK(lines[0].line == 1);
            CHECK(lines[1].line == 3);
            if (size <= longest) {
              CHECK(lines[0].value == good);
              CHECK(lines[1].value == good);
            } else {
              CHECK(lines[0].error.code == ErrorCode::too_large);
              CHECK(lines[0].error.offset == mark.size());
              CHECK(lines[1].error.code == ErrorCode::too_large);
              CHECK(lines[1].error.offset == mark.size() + size + 2);
            }
            if (end.size() > 1) {
              CHECK(lines[2].line == 4);
              CHECK(lines[2].value == good);
            }
          }
        }
}

TEST_CASE("a source that fails says so once") {
  std::string text = "{\"x\":1,\"y\":2}\n{\"x\":3,\"y\":4}\n";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    Drip drip{text, 5, at};
    JsonLines<other::Point> reader(&Drip::read, &drip);
    other::Point point;
    std::size_t good = 0;
    while (reader.next(point)) ++good;
    CHECK(good == (at >= 28 ? 2 : at >= 14 ? 1 : 0));
    CHECK(reader.error().code == ErrorCode::io);
    CHECK(reader.error().offset == at);
    CHECK(!reader.next(point));
    CHECK(!reader.error());
  }
}

// ---- JSON Schema ---------------------------------------------------------------------------

/// As much of a validator as our schemas need; any other keyword is refused.
bool valid(const ordered_json& root, const ordered_json& rules, const ordered_json& value) {
  for (const auto& item : rules.items()) {
    const std::string& key = item.key();
    const ordered_json& rule = item.value();
    if (key == "$schema" || key == "title" || key == "description" || key == "$defs") continue;
    bool good = true;
    if (key == "$ref") {
      std::string name = rule.get<std::string>();
      REQUIRE(name.substr(0, 8) == "#/$defs/");
      good = valid(root, root.at("$defs").at(name.substr(8)), value);
    } else if (key == "anyOf") {
      good = std::any_of(rule.begin(), rule.end(),
                         [&](const ordered_json& one) { return valid(root, one, value); });
    } else if (key == "type") {
      auto is = [&](const ordered_json& type) {
        return type == "integer"  ? value.is_number_integer()
               : type == "string" ? value.is_string()
               : type == "null"   ? value.is_null()
               : type == "object" ? value.is_object()
                                  : false;
      };
      good = rule.is_array() ? std::any_of(rule.begin(), rule.end(), is) : is(rule);
    } else if (key == "enum") {
      good = std::find(rule.begin(), rule.end(), value) != rule.end();
    } else if (key == "const") {
      good = value == rule;
    } else if (key == "not") {
      good = !valid(root, rule, value);
    } else if (key == "minimum") {
      good = !value.is_number() || value >= rule;
    } else if (key == "maximum") {
      good = !value.is_number() || value <= rule;
    } else if (key == "pattern" || key == "format") {
      // Patterns are compared as text below.
    } else if (key == "properties") {
      for (const auto& member : value.items())
        if (rule.contains(member.key())) good &= valid(root, rule[member.key()], member.value());
    } else if (key == "required") {
      for (const auto& name : rule)
        good &= value.is_object() && value.contains(name.get<std::string>());
    } else if (key == "additionalProperties") {
      REQUIRE(rule == false);
      for (const auto& member : value.items())
        good &= rules.at("properties").contains(member.key());
    } else {
      FAIL("unexpected keyword " << key);
    }
    if (!good) return false;
  }
  return true;
}

TEST_CASE("the JSON Schema describes what is written") {
  ordered_json schema_of_report = ordered_json::parse(json_schema<Report>());
  CHECK(ordered_json::parse(json_schema<Report>(0)) == schema_of_report);
  CHECK(json_schema<Report>(0).find('\n') == std::string::npos);
  CHECK(schema_of_report["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema_of_report["type"] == "object");
  CHECK(schema_of_report["additionalProperties"] == false);
  CHECK(schema_of_report["required"].size() == schema<Report>.size);

  const ordered_json& received =
      schema_of_report["properties"]["applications"]["anyOf"][0]["properties"]["received"];
  CHECK(received["title"] == "一、本年新收政府信息公开申请数量");
  CHECK(received["description"] == "Received this year");
  CHECK(received["$ref"] == "#/$defs/applications.received");
  const ordered_json& applicants = schema_of_report["$defs"]["applications.received"]["anyOf"];
  CHECK(applicants[0]["properties"]["natural_person"]["title"] == "自然人");
  CHECK(applicants[1]["const"] == "absent");
  // Applicants stand there once, whatever their places.
  std::string text = json_schema<Report>();
  CHECK(text.find("\"public_welfare_body\": {") == text.rfind("\"public_welfare_body\": {"));
  CHECK(schema_of_report["$defs"]["amount-cell"]["anyOf"][0]["pattern"] ==
        R"(^-?[0-9]+(\.[0-9]+)?$)");
  CHECK(schema_of_report["$defs"]["date-or-null"]["pattern"] == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");

  ordered_json schema_of_mixed = ordered_json::parse(json_schema<other::Mixed>());
  CHECK(schema_of_mixed["properties"]["a"]["$ref"] == "#/$defs/a");
  CHECK(!schema_of_mixed["properties"]["a"].contains("title"));
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    Chance chance(seed);
    CHECK(valid(schema_of_mixed, schema_of_mixed,
                ordered_json::parse(write_json(chance.any<other::Mixed>()))));
    ordered_json report = ordered_json::parse(write_json(chance.any<Report>()));
    CHECK(valid(schema_of_report, schema_of_report, report));
    // What the schema refuses, the reader refuses, and the other way round.
    for (const char* place : {"/year", "/form", "/published", "/problems", "/overview",
                              "/overview/opening", "/applications", "/disclosure", "/proceedings"})
      for (const ordered_json& value :
           {ordered_json(), ordered_json(0), ordered_json(2021), ordered_json(true),
            ordered_json(1.5), ordered_json("absent"), ordered_json("2022-01-20"),
            ordered_json::array(), ordered_json::object()}) {
        ordered_json changed = report;
        changed[ordered_json::json_pointer(place)] = value;
        bool format =
            std::string_view(place) == "/published" && value == "absent";  // by its pattern
        bool read = static_cast<bool>(read_json<Report>(changed.dump()));
        CAPTURE(place);
        CAPTURE(value.dump());
        CHECK(read == (valid(schema_of_report, schema_of_report, changed) && !format));
      }
  }
}

}  // namespace
}  // namespace gongkai
