// A report of one's own: its struct and its rules, and everything else follows.
#include <doctest/doctest.h>

#include "described.hpp"
#include "gongkai/gongkai.hpp"

namespace own {
using namespace gongkai;

struct Stock {
  Count opening, received, issued, closing;
};
BOOST_DESCRIBE_STRUCT(Stock, (), (opening, received, issued, closing))

struct Warehouse {
  std::string name;
  Stock masks, gloves, total;
};
BOOST_DESCRIBE_STRUCT(Warehouse, (), (name, masks, gloves, total))

constexpr auto stock_flow =
    identity({"stock.flow",
              Severity::error,
              {"期初加收入等于发出加结存", "What came in went out or is left"},
              {"台账", "the ledger"},
              {"收 {left}，支 {right}", "in {left}, out {right}"}},
             sum(&Stock::opening, &Stock::received) == sum(&Stock::issued, &Stock::closing));
constexpr auto goods_total =
    identity({"goods.total",
              Severity::error,
              {"各项之和等于合计", "The goods add up"},
              {"台账", "the ledger"},
              {"合计应为 {left}，实为 {right}", "{left} in all, not {right}"}},
             sum(&Warehouse::masks, &Warehouse::gloves) == sum(&Warehouse::total));
constexpr auto rules = lift<Warehouse>(stock_flow, goods_total);

// As deep as a path can be.
struct Deep1 {
  Count cell;
};
BOOST_DESCRIBE_STRUCT(Deep1, (), (cell))
struct Deep2 {
  Deep1 in;
};
BOOST_DESCRIBE_STRUCT(Deep2, (), (in))
struct Deep3 {
  Deep2 in;
};
BOOST_DESCRIBE_STRUCT(Deep3, (), (in))
struct Deep4 {
  Deep3 in;
};
BOOST_DESCRIBE_STRUCT(Deep4, (), (in))
struct Deep5 {
  Deep4 in;
};
BOOST_DESCRIBE_STRUCT(Deep5, (), (in))
struct Deep6 {
  Deep5 in;
};
BOOST_DESCRIBE_STRUCT(Deep6, (), (in))
struct Deep7 {
  Deep6 in;
};
BOOST_DESCRIBE_STRUCT(Deep7, (), (in))
struct Deep8 {
  Deep7 in;
};
BOOST_DESCRIBE_STRUCT(Deep8, (), (in))

}  // namespace own

using namespace gongkai;

TEST_CASE("types can be nested as deep as a path reaches, and deeper ones do not compile") {
  static_assert(detail::depth_of<own::Deep8>() == max_depth);
  CHECK(to_string(path_of<own::Deep8>(0)) == "in.in.in.in.in.in.in.cell");
  own::Deep8 deep;
  CHECK(check(deep, Rules()).size() == 1);
}

TEST_CASE("a type of one's own gets paths, checks and JSON") {
  using namespace own;
  static_assert(std::size(rules.equations) == 3 + 4, "at each stock; in each column");
  static_assert(path_of<Warehouse>(6) == std::string_view("gloves.issued"));
  Warehouse depot{"东库", {10, 5, 3, 12}, {1, 1, 1, 1}, {11, 6, 4, 13}};
  CHECK(check(depot, rules).empty());
  depot.gloves.issued = 2;
  Findings findings = check(depot, rules);
  REQUIRE(findings.size() == 2);
  CHECK(message(findings[0], Language::zh) ==
        "收 2，支 3：opening 1 + received 1 ≠ issued 2 + closing 1");
  CHECK(message(findings[1], Language::en) == "5 in all, not 4: masks 3 + gloves 2 ≠ total 4");
  auto back = read_json<Warehouse>(write_json(depot));
  REQUIRE(back);
  CHECK(back->gloves.issued == Count(2));
  CHECK(back->name == depot.name);
  CHECK(read_json<Warehouse>(R"({"name":""})").error.path == "masks");
}
