// table, sum and rollup as a user meets them.
#include "command.hpp"

#include <nlohmann/json.hpp>

#include "gongkai/json.hpp"
#include "gongkai/read.hpp"

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

TEST_SUITE_BEGIN("command" * doctest::skip(no_command));

static const std::string both = data + "bureau_2021.md " + data + "county_office_2019.md";

TEST_CASE("table: a line for each report, the chosen columns, empty where there is no number") {
  Run csv = run("table " + both);
  CHECK(csv.status == 0);
  REQUIRE(csv.lines().size() == 3);
  auto columns = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
  CHECK(columns(csv.lines()[0]) == 1 + 6 + static_cast<long>(schema<Report>.cells) + 3 - 1);
  CHECK(columns(csv.lines()[1]) == columns(csv.lines()[0]));
  CHECK(columns(csv.lines()[2]) == columns(csv.lines()[0]));

  CHECK(csv.lines()[0].find("file,agency,year,") == 0);
  CHECK(csv.lines()[1].find(data + "bureau_2021.md,") == 0);

  Run few =
      run("table --columns division,agency,year,disclosure.administrative_fees,"
          "disclosure_2019.licences.change,verdict " +
          both);
  REQUIRE(few.lines().size() == 3);
  CHECK(few.lines()[0] ==
        "division,agency,year,disclosure.administrative_fees.collected,"
        "disclosure_2019.licences.change,errors,warnings,notes");
  CHECK(few.lines()[1] == ",示例市人力资源和社会保障局,2021,66.4866,,0,0,0");
  CHECK(few.lines()[2].find(",示例县人民政府办公室,2019,,-18,") == 0);

  Run lines = run("table --format jsonl " + both);
  REQUIRE(lines.lines().size() == 2);
  json first = json::parse(lines.lines()[0]);
  CHECK(first.size() == 1 + 6 + schema<Report>.cells + 3);
  CHECK(first["year"] == 2021);
  CHECK(first["disclosure.administrative_fees.collected"] == "66.4866");
  CHECK(first["disclosure_2019.licences.change"] == "absent");
  CHECK(first["applications.received.total"] == 1);

  CHECK(run("table --tidy " + both).lines().size() == 1 + 200 + 198);
  CHECK(has(run("table --columns moon " + both + " 2>&1").out, "moon"));
  CHECK(run("table --columns moon " + both).status == 2);
  CHECK(run("table /no/such/file " + both).status == 2);
  CHECK(run("table /no/such/file " + both).lines().size() == 3);
  CHECK(has(run("table " + both + " " + data + "bureau_2021.md 2>&1").out, "重复出现"));
}

TEST_CASE("table counts what check finds, in the text and beside the tables too") {
  // The tables say: one application, no reconsideration.
  std::string in_text = file_text(data + "bureau_2021.md"), beside = in_text;
  auto behind = [](std::string& text, const std::string& what, const std::string& more) {
    text.insert(text.find(what) + what.size(), more);
  };
  behind(in_text, "全年收到申请 1 件", "，行政复议 3 件");
  behind(beside, "行政复议、行政诉讼情况\n", "\n行政复议 3 件。\n");
  Folder folder;
  folder.write("a.md", in_text);
  folder.write("b.md", beside);
  folder.write("c.jsonl", write_json(read(in_text)->report) + "\n{}\n");
  Run checked = run("check --format json " + folder.name());
  Run counted = run("table --format jsonl --columns verdict " + folder.name());
  REQUIRE(checked.lines().size() == 3);
  REQUIRE(counted.lines().size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    json check = json::parse(checked.lines()[i]), table = json::parse(counted.lines()[i]);
    CHECK(table["errors"] == check["errors"]);
    REQUIRE(check["findings"].size() == 1);
    CHECK(check["findings"][0]["rule"] == "text.proceedings");
    CHECK(table["warnings"] == 1);
    CHECK(table["notes"] == 0);
  }
}

TEST_CASE("table is UTF-8 whatever the names of files are") {
  Folder folder;
  // 年报 in GBK: C4 is no UTF-8, EA B1 A8 is U+AC68.
  folder.write("\xC4\xEA\xB1\xA8.md", file_text(data + "bureau_2021.md"));
  Run csv = run("table --columns file " + folder.name());
  CHECK(csv.out == "file\n" + folder.name() + "/\uFFFD\uAC68.md\n");
  Run lines = run("table --format jsonl --columns file " + folder.name());
  CHECK(json::parse(lines.out)["file"] == folder.name() + "/\uFFFD\uAC68.md");
}

TEST_CASE("sum: exact, by group, the same report not twice") {
  Run text = run("sum " + both + " " + data + "bureau_2021.md --by form");
  CHECK(text.status == 0);
  CHECK(text.lines()[0] == "表式 2019：1 份报告");
  CHECK(has(text.out, "表式 2021：1 份报告"));
  std::string by_all = "sum " + both + " --by year,province,city,county,kind,agency ";
  CHECK_MESSAGE(run(by_all).lines()[0] ==
                    "年度 2019，省级区划 （不明），市级区划 （不明），县级区划 （不明），机关类别 "
                    "办公厅（室），机关 示例县人民政府办公室：1 份报告",
                run(by_all).lines()[0]);
  CHECK(run("sum " + both + " --by year,province --lang en").lines()[0] ==
        "year 2019, province (unknown): 1 report");
  CHECK(json::parse(run("sum " + both + " --by year,province --format json").lines()[0])["group"] ==
        json{{"year", "2019"}, {"province", nullptr}});
  CHECK(
      run("sum " + both + " --by year,province --format csv").out.find("year,province,reports,") ==
      0);
  CHECK(has(text.out, "  表二·行政事业性收费·本年收费金额（单位：万元）  66.4866"));
  CHECK(has(run("sum " + both + " " + data + "bureau_2021.md").said, "未重复计入"));
  CHECK(has(run("sum --by moon " + both + " 2>&1").out, "moon"));

  Run lines = run("sum --format json " + both);
  REQUIRE(lines.lines().size() == 1);
  json all = json::parse(lines.lines()[0]);
  CHECK(all["reports"] == 2);
  CHECK(all["cells"].size() == schema<Report>.cells);
  json received = all["cells"]["applications.received.total"];
  CHECK(received["sum"] == 27);
  CHECK(received["recomputed"] == 27);
  CHECK(received["value"] == 2);
  CHECK(all["cells"]["disclosure.licences.made"]["absent"] == 1);

  Run csv = run("sum --format csv --by year " + both);
  CHECK(csv.lines().size() == 1 + 2 * schema<Report>.cells);
  CHECK(
      has(csv.out,
          "2019,1,applications.received.total,3,一、本年新收政府信息公开申请数量,总计,26,26,1,0"));

  Run ratios = run("sum --indicators --format json " + both);
  json disclosed = json::parse(ratios.lines()[0])["indicators"]["disclosed"];
  CHECK(disclosed["numerator"] == 15);
  CHECK(disclosed["denominator"] == 26);
  CHECK(disclosed["per_100"] == "57.69");
  CHECK(has(run("sum --indicators " + both).out, "予以公开占比  15 / 26 = 57.69（每百）"));
  CHECK(has(run("sum --indicators --lang en " + both).out, "15 / 26 = 57.69 per 100"));
}

TEST_CASE("rollup: the list of agencies, the sums, and who is missing") {
  File tree(
      "\xEF\xBB\xBF"
      "parent,agency,vertical\r\n"
      ",示例市人民政府,\r\n"
      "示例市人民政府,\"示例市人力资源和社会保障局\",\r\n"
      "示例市人民政府,示例市交通运输局,\r\n"
      "示例市人民政府,示例市税务局,1\r\n");
  Run good = run("rollup " + tree.name() + " " + data + "bureau_2021.md");
  CHECK(good.status == 0);
  REQUIRE(good.lines().size() == 1);
  Result<Report> report = read_json<Report>(good.lines()[0]);
  REQUIRE(report);
  CHECK(report->agency == "示例市人民政府");
  CHECK(report->year == 2021);
  CHECK(report->applications.received.total == Count(1));
  CHECK(has(run("rollup " + tree.name() + " " + data + "bureau_2021.md").said,
            "示例市人民政府，2021：缺 示例市交通运输局"));

  Run stranger = run("rollup " + tree.name() + " " + both + " 2>&1 >/dev/null");
  CHECK(stranger.status == 2);
  CHECK(has(stranger.out, "示例县人民政府办公室：报告的机关不在名单中"));
  File orphan("agency,parent\n甲,乙\n"), other("name,parent\n甲,乙\n"), empty("");
  CHECK(has(run("rollup " + orphan.name() + " " + both + " 2>&1").out, "汇总机关不在名单中（乙）"));
  CHECK(run("rollup " + orphan.name() + " " + both).status == 2);
  CHECK(has(run("rollup " + other.name() + " " + both + " 2>&1").out, "agency（机关）"));
  CHECK(run("rollup " + empty.name() + " " + both).status == 2);
  CHECK(run("rollup /no/such/file " + both).status == 2);
}

TEST_SUITE_END();
