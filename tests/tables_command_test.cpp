// table, sum and rollup as a user meets them.
#include <doctest/doctest.h>

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "form.hpp"
#include "gongkai/json.hpp"

#include <unistd.h>

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

namespace {

const std::string data = GONGKAI_SOURCE_DIR "/examples/data/";

struct Run {
  int status;
  std::vector<std::string> lines;
  bool has(const std::string& text) const {
    for (const std::string& line : lines)
      if (line.find(text) != std::string::npos) return true;
    return false;
  }
};

Run run(const std::string& arguments) {
  std::string command = std::string(GONGKAI_COMMAND) + " " + arguments;
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[4096];
  while (std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, size);
  int status = pclose(pipe);
  Run result{WIFEXITED(status) ? WEXITSTATUS(status) : -1, {}};
  std::istringstream stream(out);
  for (std::string line; std::getline(stream, line);) result.lines.push_back(line);
  return result;
}

class File {
 public:
  explicit File(const std::string& content)
      : name_(std::filesystem::temp_directory_path() /
              ("gongkai_tables_" + std::to_string(getpid()) + "_" + std::to_string(next_++))) {
    std::ofstream(name_, std::ios::binary) << content;
  }
  ~File() { std::filesystem::remove(name_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string name() const { return name_.string(); }

 private:
  static inline int next_ = 0;
  std::filesystem::path name_;
};

const std::string both = data + "bureau_2021.md " + data + "county_office_2019.md";

}  // namespace

TEST_CASE("table: a line for each report, the chosen columns, empty where there is no number") {
  Run csv = run("table " + both);
  CHECK(csv.status == 0);
  REQUIRE(csv.lines.size() == 3);
  auto columns = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
  CHECK(columns(csv.lines[0]) == 1 + 6 + static_cast<long>(schema<Report>.cells) + 3 - 1);
  CHECK(columns(csv.lines[1]) == columns(csv.lines[0]));
  CHECK(columns(csv.lines[2]) == columns(csv.lines[0]));

  CHECK(csv.lines[0].find("file,agency,year,") == 0);
  CHECK(csv.lines[1].find(data + "bureau_2021.md,") == 0);

  Run few =
      run("table --columns division,agency,year,disclosure.administrative_fees,"
          "disclosure_2019.licences.change,verdict " +
          both);
  REQUIRE(few.lines.size() == 3);
  CHECK(few.lines[0] ==
        "division,agency,year,disclosure.administrative_fees.collected,"
        "disclosure_2019.licences.change,errors,warnings,notes");
  CHECK(few.lines[1] == ",示例市人力资源和社会保障局,2021,66.4866,,0,0,0");
  CHECK(few.lines[2].find(",示例县人民政府办公室,2019,,-18,") == 0);

  Run lines = run("table --format jsonl " + both);
  REQUIRE(lines.lines.size() == 2);
  json first = json::parse(lines.lines[0]);
  CHECK(first.size() == 1 + 6 + schema<Report>.cells + 3);
  CHECK(first["year"] == 2021);
  CHECK(first["disclosure.administrative_fees.collected"] == "66.4866");
  CHECK(first["disclosure_2019.licences.change"] == "absent");
  CHECK(first["applications.received.total"] == 1);

  CHECK(run("table --tidy " + both).lines.size() == 1 + 200 + 198);
  CHECK(run("table --columns moon " + both + " 2>&1").has("moon"));
  CHECK(run("table --columns moon " + both + " 2>/dev/null").status == 2);
  CHECK(run("table /no/such/file " + both + " 2>/dev/null").status == 2);
  CHECK(run("table /no/such/file " + both + " 2>/dev/null").lines.size() == 3);
  CHECK(run("table " + both + " " + data + "bureau_2021.md 2>&1").has("重复出现"));
}

TEST_CASE("sum: exact, by group, the same report not twice") {
  Run text = run("sum " + both + " " + data + "bureau_2021.md --by form 2>/dev/null");
  CHECK(text.status == 0);
  CHECK(text.lines[0] == "form 2019：1 份报告");
  CHECK(text.has("form 2021：1 份报告"));
  CHECK(text.has("  表二·行政事业性收费·本年收费金额（单位：万元）  66.4866"));
  CHECK(run("sum " + both + " " + data + "bureau_2021.md 2>&1 >/dev/null").has("未重复计入"));
  CHECK(run("sum --by moon " + both + " 2>&1").has("moon"));

  Run lines = run("sum --format json " + both);
  REQUIRE(lines.lines.size() == 1);
  json all = json::parse(lines.lines[0]);
  CHECK(all["reports"] == 2);
  CHECK(all["cells"].size() == schema<Report>.cells);
  json received = all["cells"]["applications.received.total"];
  CHECK(received["sum"] == 27);
  CHECK(received["recomputed"] == 27);
  CHECK(received["value"] == 2);
  CHECK(all["cells"]["disclosure.licences.made"]["absent"] == 1);

  Run csv = run("sum --format csv --by year " + both);
  CHECK(csv.lines.size() == 1 + 2 * schema<Report>.cells);
  CHECK(csv.has(
      "2019,1,applications.received.total,3,一、本年新收政府信息公开申请数量,总计,26,26,1,0"));

  Run ratios = run("sum --indicators --format json " + both);
  json disclosed = json::parse(ratios.lines[0])["indicators"]["disclosed"];
  CHECK(disclosed["numerator"] == 15);
  CHECK(disclosed["denominator"] == 26);
  CHECK(disclosed["per_100"] == "57.69");
  CHECK(run("sum --indicators " + both).has("予以公开占比  15 / 26 = 57.69（每百）"));
  CHECK(run("sum --indicators --lang en " + both).has("15 / 26 = 57.69 per 100"));
}

TEST_CASE("rollup: the list of agencies, the sums, and who is missing") {
  File tree(
      "\xEF\xBB\xBF"
      "parent,agency,vertical\r\n"
      ",示例市人民政府,\r\n"
      "示例市人民政府,\"示例市人力资源和社会保障局\",\r\n"
      "示例市人民政府,示例市交通运输局,\r\n"
      "示例市人民政府,示例市税务局,1\r\n");
  Run good = run("rollup " + tree.name() + " " + data + "bureau_2021.md 2>/dev/null");
  CHECK(good.status == 0);
  REQUIRE(good.lines.size() == 1);
  Result<Report> report = read_json<Report>(good.lines[0]);
  REQUIRE(report);
  CHECK(report->agency == "示例市人民政府");
  CHECK(report->year == 2021);
  CHECK(report->applications.received.total == Count(1));
  CHECK(run("rollup " + tree.name() + " " + data + "bureau_2021.md 2>&1 >/dev/null")
            .has("示例市人民政府，2021：缺 示例市交通运输局"));

  Run stranger = run("rollup " + tree.name() + " " + both + " 2>&1 >/dev/null");
  CHECK(stranger.status == 2);
  CHECK(stranger.has("示例县人民政府办公室：报告的机关不在名单中"));
  File orphan("agency,parent\n甲,乙\n"), other("name,parent\n甲,乙\n"), empty("");
  CHECK(run("rollup " + orphan.name() + " " + both + " 2>&1").has("汇总机关不在名单中（乙）"));
  CHECK(run("rollup " + orphan.name() + " " + both + " 2>/dev/null").status == 2);
  CHECK(run("rollup " + other.name() + " " + both + " 2>&1").has("agency（机关）"));
  CHECK(run("rollup " + empty.name() + " " + both + " 2>/dev/null").status == 2);
  CHECK(run("rollup /no/such/file " + both + " 2>/dev/null").status == 2);
}
