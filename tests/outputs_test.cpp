// What people and programs get of findings: marked tables, SARIF, HTML, summaries, the catalogue,
// and what may be left out of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "form.hpp"
#include "gongkai/gongkai.hpp"
#include "gongkai/series.hpp"
#include "text.hpp"

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

namespace {

// A file as it was read and checked.
struct Sample {
  std::string name, source;
  Reading reading;
  Findings findings;

  Sample(std::string file, std::string text)
      : name(std::move(file)), source(std::move(text)), reading(*read(source)) {
    findings = check(reading.report);
  }
  CheckedFile file() const { return {name, source, &reading, &findings}; }
};

Sample wrong_sample(const std::string& name = "2021/某局.md") {
  return {name, file_text(data + "bureau_2021_wrong_total.md")};
}

Report filled(std::int32_t year, Form form = Form::of_2021) {
  Report report = zeros(form);
  report.agency = "示例市水务局";
  report.year = year;
  return report;
}

}  // namespace

// ---- the catalogue -----------------------------------------------------------------------------

TEST_CASE("docs/rules.md is what the command writes") {
  CHECK(file_text(GONGKAI_SOURCE_DIR "/docs/rules.md") == rules_markdown());
}

TEST_CASE("every rule has one id, and all it says is there in both languages") {
  json catalogue = json::parse(rules_json());
  std::set<std::string> ids;
  std::string markdown = rules_markdown();
  for (const json& rule : catalogue) {
    std::string id = rule["rule"];
    CHECK_MESSAGE(ids.insert(id).second, id);
    CHECK_MESSAGE(has(markdown, "### `" + id + "` · "), id);
    for (const char* part : {"title", "basis", "message"})
      for (const char* language : {"zh", "en"})
        CHECK_MESSAGE(!rule[part][language].get<std::string>().empty(), id);
  }
  for (const char* id : {"applicants.total", "cell.blank", "series.carried", "rollup.differs",
                         "plausible.in_force", "fee.unmentioned", "reading.unit"})
    CHECK_MESSAGE(ids.count(id) == 1, id);
}

// ---- marked tables -----------------------------------------------------------------------------

TEST_CASE("a row that does not add up: the whole row, its total in brackets") {
  Report report = filled(2023);
  report.applications.received = {2, 1, 0, 0, 0, 0, 40};
  Findings findings = check(report);
  REQUIRE(findings[0].rule.id == "applicants.total");
  std::vector<std::string> lines = lines_of(marked_table(report, findings[0], Language::zh));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].find("表三") == 0);
  for (const char* column : {"自然人", "社会公益组织", "总计"}) CHECK(has(lines[0], column));
  CHECK(lines[1].find("一、本年新收政府信息公开申请数量") == 0);
  CHECK(lines[1].substr(lines[1].size() - 4) == "[40]");
  CHECK(std::count(lines[1].begin(), lines[1].end(), '[') == 1);
}

TEST_CASE("a column that does not balance: its rows without zeros, that column only") {
  Report report = filled(2023);
  report.applications.received = {3, 0, 0, 0, 0, 0, 3};
  report.applications.outcomes.disclosed = {2, 0, 0, 0, 0, 0, 2};
  report.applications.outcomes.total = {2, 0, 0, 0, 0, 0, 2};
  Findings findings = check(report);
  REQUIRE(findings[0].rule.id == "applications.balance");
  std::string table = marked_table(report, findings[0], Language::en);
  std::vector<std::string> lines = lines_of(table);
  REQUIRE(lines.size() == 4);
  CHECK(has(lines[0], "Natural persons"));
  CHECK_FALSE(has(table, "Total\n"));
  CHECK(lines[1].find("一 Received this year") == 0);
  CHECK(has(lines[2], "[2]"));
  CHECK(has(lines[3], "[0]"));
}

TEST_CASE("cells by themselves: their rows, twelve at most; a finding without cells has no table") {
  Report report = blank_report(Form::of_2021);
  std::size_t drawn = 0;
  for (const Finding& finding : check(report)) {
    std::string table = marked_table(report, finding, Language::zh);
    std::vector<std::string> lines = lines_of(table);
    CHECK(has(table, "[空]"));
    CHECK(lines.size() <= 12 + 1 + 5);
    if (table_number(finding.terms[0].path) == 3) CHECK(lines.back() == "另有 13 行");
    ++drawn;
  }
  CHECK(drawn == 3);
  CHECK(marked_table(report, Finding(), Language::zh).empty());
}

TEST_CASE("numbers end below each other, in brackets or not, below their column") {
  Report report = filled(2023);
  report.applications.received = {12, 0, 0, 0, 0, 0, 13};
  Findings findings = check(report);
  for (Language language : {Language::zh, Language::en}) {
    std::vector<std::string> lines = lines_of(marked_table(report, findings[0], language));
    // the bracket that closes stands one place right of where the column's label ends
    CHECK(text::width(lines[1]) == text::width(lines[0]) + 1);
    std::size_t column = lines[0].find(language == Language::zh ? "自然人" : "Natural persons");
    std::string up_to =
        lines[0].substr(0, column) + (language == Language::zh ? "自然人" : "Natural persons");
    std::size_t number = lines[1].find(" 12 ");
    CHECK(text::width(lines[1].substr(0, number + 3)) == text::width(up_to));
  }
}

// ---- SARIF -------------------------------------------------------------------------------------

namespace {

// Properties that the standard (OASIS SARIF 2.1.0, section 3) gives each object, as far as used.
void only(const json& object, const std::set<std::string>& allowed) {
  REQUIRE(object.is_object());
  for (const auto& entry : object.items())
    CHECK_MESSAGE(allowed.count(entry.key()) == 1, entry.key());
}

void is_message(const json& message) {
  only(message, {"text"});
  CHECK_FALSE(message["text"].get<std::string>().empty());
}

json valid_sarif(const std::string& text) {
  CHECK(text.find('\n') == std::string::npos);
  json log = json::parse(text);
  only(log, {"$schema", "version", "runs"});
  CHECK(log["version"] == "2.1.0");  // 3.13.2
  REQUIRE(log["runs"].size() == 1);
  const json& run = log["runs"][0];
  only(run, {"tool", "results", "language", "columnKind"});
  CHECK(run["columnKind"] == "unicodeCodePoints");  // 3.14.17
  only(run["tool"], {"driver"});
  const json& driver = run["tool"]["driver"];
  only(driver, {"name", "rules"});
  CHECK(driver["name"] == "gongkai");  // 3.19.8
  const std::set<std::string> levels = {"none", "note", "warning", "error"};
  std::set<std::string> ids;
  for (const json& rule : driver["rules"]) {  // 3.49
    only(rule, {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration",
                "properties"});
    CHECK(ids.insert(rule["id"]).second);
    for (const char* part : {"shortDescription", "fullDescription", "help"}) is_message(rule[part]);
    CHECK(levels.count(rule["defaultConfiguration"]["level"]) == 1);
    for (const char* language : {"zh", "en"})
      CHECK(
          has(rule["fullDescription"]["text"], std::string(rule["properties"]["title"][language])));
  }
  for (const json& result : run["results"]) {  // 3.27
    only(result, {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations",
                  "partialFingerprints", "properties"});
    std::size_t index = result["ruleIndex"];
    REQUIRE(index < driver["rules"].size());
    CHECK(driver["rules"][index]["id"] == result["ruleId"]);
    CHECK(levels.count(result["level"]) == 1);
    is_message(result["message"]);
    REQUIRE(result["locations"].size() == 1);
    const json& location = result["locations"][0];
    only(location, {"physicalLocation", "logicalLocations"});
    const json& physical = location["physicalLocation"];
    only(physical, {"artifactLocation", "region"});
    std::string uri = physical["artifactLocation"]["uri"];
    CHECK_FALSE(uri.empty());
    for (char c : uri) CHECK((c > ' ' && c < 0x7F && c != '<' && c != '>'));
    if (physical.contains("region")) {  // 3.30
      only(physical["region"], {"startLine", "startColumn", "byteOffset", "byteLength"});
      CHECK(physical["region"]["startLine"] >= 1);
      if (physical["region"].contains("startColumn")) CHECK(physical["region"]["startColumn"] >= 1);
    }
    for (const json& logical : location.value("logicalLocations", json::array()))
      only(logical, {"fullyQualifiedName", "name", "kind"});
    CHECK(result["partialFingerprints"]["gongkai/v1"].get<std::string>().size() == 16);
  }
  return log;
}

std::vector<std::string> fingerprints(const json& log) {
  std::vector<std::string> all;
  for (const json& result : log["runs"][0]["results"])
    all.push_back(result["partialFingerprints"]["gongkai/v1"]);
  return all;
}

}  // namespace

TEST_CASE("SARIF: what the standard demands, and places that point at what is printed") {
  Sample sample = wrong_sample();
  json log = valid_sarif(findings_sarif({sample.file()}, Language::zh));
  const json& results = log["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["ruleId"] == "applicants.total");
  CHECK(results[0]["level"] == "error");
  CHECK(results[0]["message"]["text"] ==
        "表三·（一）予以公开：各类申请人相加为 1，总计为 2，相差 1：自然人 1 ≠ 总计 2");
  CHECK(has(results[0]["properties"]["message"]["en"], "the kinds of applicant add up to 1"));
  const json& location = results[0]["locations"][0];
  CHECK(location["physicalLocation"]["artifactLocation"]["uri"] == "2021/%E6%9F%90%E5%B1%80.md");
  const json& region = location["physicalLocation"]["region"];
  CHECK(sample.source.substr(region["byteOffset"], region["byteLength"]) == "2");
  Position at = position(sample.source, region["byteOffset"]);
  CHECK(region["startLine"] == at.line);
  CHECK(region["startColumn"] == at.column);
  REQUIRE(location["logicalLocations"].size() == 1);
  CHECK(location["logicalLocations"][0]["fullyQualifiedName"] ==
        "applications.outcomes.disclosed.total");
  CHECK(valid_sarif(findings_sarif({}, Language::en))["runs"][0]["results"].empty());
}

TEST_CASE("SARIF and HTML show the diagnosis: which cell, where it stands, what it should hold") {
  Sample sample = wrong_sample();
  Diagnosis diagnosis = diagnose(sample.reading.report);
  CheckedFile file = sample.file();
  file.diagnosis = &diagnosis;
  json log = valid_sarif(findings_sarif({file}, Language::zh));
  const json& results = log["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  for (const json& result : results) {  // both equations are broken by the one total, 2 for 1
    CHECK(has(result["message"]["text"], "诊断：只有一种解释："));
    CHECK(has(result["message"]["text"], "应为 1"));
    REQUIRE(result["relatedLocations"].size() == 1);
    const json& cell = result["relatedLocations"][0];
    CHECK(cell["logicalLocations"][0]["fullyQualifiedName"] ==
          "applications.outcomes.disclosed.total");
    CHECK(has(cell["message"]["text"], "应为 1（原为 2）"));
    const json& region = cell["physicalLocation"]["region"];
    CHECK(sample.source.substr(region["byteOffset"], region["byteLength"]) == "2");
  }
  log = valid_sarif(findings_sarif({file}, Language::en));
  CHECK(has(log["runs"][0]["results"][0]["message"]["text"],
            ". Diagnosis: there is one explanation: "));
  std::string html = findings_html(file, Language::zh);
  CHECK(has(html, "诊断：只有一种解释："));
  CHECK(has(html, "应为 1"));
  CHECK_FALSE(has(findings_html(sample.file(), Language::zh), "诊断"));
}

TEST_CASE("SARIF: fingerprints outlive edits elsewhere, and tell agencies, years and cells apart") {
  Sample sample = wrong_sample();
  std::vector<std::string> before =
      fingerprints(valid_sarif(findings_sarif({sample.file()}, Language::zh)));
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == before.size());
  Sample moved("another.md", "\n\n\n" + file_text(data + "bureau_2021_wrong_total.md"));
  CHECK(fingerprints(valid_sarif(findings_sarif({moved.file()}, Language::en))) == before);
  for (const char* change : {"agency", "year"}) {
    Sample other = wrong_sample();
    if (change == std::string("agency")) other.reading.report.agency = "别局";
    if (change == std::string("year")) other.reading.report.year = 2022;
    for (const std::string& print :
         fingerprints(valid_sarif(findings_sarif({other.file()}, Language::zh))))
      CHECK_MESSAGE(std::count(before.begin(), before.end(), print) == 0, change);
  }
}

TEST_CASE("SARIF: reading notes, awkward names, no source, a text that was decoded") {
  Sample county("/a b/100%/县:1#.md", file_text(data + "county_office_2019.md"));
  REQUIRE_FALSE(county.reading.notes.empty());
  json log = valid_sarif(findings_sarif({county.file()}, Language::en));
  const json& results = log["runs"][0]["results"];
  CHECK(results.size() == county.findings.size() + county.reading.notes.size());
  CHECK(results.back()["ruleId"] == county.reading.notes.back().rule.id);
  CHECK(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] ==
        "file:///a%20b/100%25/%E5%8E%BF%3A1%23.md");

  Sample decoded = wrong_sample();
  decoded.reading.text = decoded.source;
  log = valid_sarif(findings_sarif({decoded.file()}, Language::en));
  CHECK_FALSE(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].contains(
      "byteOffset"));

  Reading bare;
  bare.report = filled(2023);
  bare.report.applications.received.total = 4;
  bare.report.agency = "a\"b\n\x1b";
  Findings findings = check(bare.report);
  log = valid_sarif(findings_sarif({{"<stdin>", {}, &bare, &findings}}, Language::zh));
  CHECK(log["runs"][0]["results"].size() == findings.size());
  CHECK_FALSE(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"].contains("region"));
}

// ---- HTML --------------------------------------------------------------------------------------

namespace {

// Tags open and close in order; `void` tags apart. Counts what it sees.
std::map<std::string, std::size_t> tags_of(const std::string& html) {
  std::map<std::string, std::size_t> seen;
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos;) {
    std::size_t end = html.find('>', at);
    REQUIRE(end != std::string::npos);
    std::string tag = html.substr(at + 1, end - at - 1);
    at = end;
    if (tag[0] == '!') continue;
    std::string name = tag.substr(0, tag.find(' '));
    if (name[0] == '/') {
      REQUIRE_FALSE(open.empty());
      CHECK(name.substr(1) == open.back());
      open.pop_back();
      continue;
    }
    ++seen[name];
    if (name != "meta" && name != "br" && name != "col") open.push_back(name);
  }
  CHECK(open.empty());
  return seen;
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++count;
  return count;
}

}  // namespace

TEST_CASE("HTML: every cell of the form, marks without colour, numbers that lead to the findings") {
  Sample sample = wrong_sample();
  std::string html = findings_html(sample.file(), Language::zh);
  std::map<std::string, std::size_t> tags = tags_of(html);
  CHECK(tags["td"] == 10 + 175 + 15 + 1);  // the cells, and the remark in the corner of table 3
  CHECK(tags["li"] == 2);
  CHECK(tags["style"] + tags["script"] + tags["img"] + tags["link"] == 0);
  CHECK(times(html, "http") == 0);
  CHECK(times(html, "color:") == 0);
  CHECK(times(html, "※ ") == 2 + 1);  // two cells, and the line that explains the sign
  CHECK(times(html, "border:4px double") == 2);
  // （一）总计 is the right side of one finding and on the left of the other
  std::size_t at = html.find("<li id=\"") + 8;
  std::string first = html.substr(at, html.find('"', at) - at);
  std::string second = first.substr(0, first.size() - 1) + "2";
  CHECK(has(html,
            "※ 2<sup><a href=\"#" + first + "\">[1]</a><a href=\"#" + second + "\">[2]</a></sup>"));
  CHECK(has(html, "<html lang=\"zh-CN\">"));
  CHECK(has(html, "<title>示例市交通运输局 2021 年度报告核对结果</title>"));
  CHECK(has(html, "错误 2 处，警告 0 处，提示 0 处"));
  CHECK(has(html, "各类申请人相加为 1，总计为 2，相差 1：自然人 1 ≠ 总计 2 [applicants.total]"));
  CHECK(has(html, "依据：国办公开办函〔2021〕30号"));
  CHECK(has(html, "<br>位置：第 50 行第 132 列<br>"));
  std::string en = findings_html(sample.file(), Language::en);
  CHECK(has(en, "<html lang=\"en\">"));
  CHECK(has(en, "Rights of third parties"));
  CHECK(has(en, "<br>place: line 50, column 132<br>"));
  CHECK(tags_of(en)["td"] == tags["td"]);
}

TEST_CASE("HTML: what a report says is text, whatever it is") {
  Reading reading;
  reading.report = filled(2023, Form::of_2019);
  const std::string evil = "<script>alert('1')</script>&\"\x1b[31m\xFF";
  reading.report.agency = evil + "\n局";
  reading.report.overview.opening = "第一段" + evil + "\n\n第二段\n";
  reading.report.problems = "]]>" + evil;
  reading.report.applications.received.total = Count(State::ambiguous);
  reading.notes.push_back({*reading_rules().begin(), {}, evil, 0, {1, 5, 3, 0}});
  reading.sheets = {evil};
  Findings findings = check(reading.report);
  std::string html = findings_html({evil, {}, &reading, &findings}, Language::zh);
  std::map<std::string, std::size_t> tags = tags_of(html);
  CHECK(tags["script"] == 0);
  CHECK(tags["td"] == 22 + 161 + 15 + 1);
  CHECK(has(html, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"));
  CHECK_FALSE(has(html, "\x1b"));
  CHECK_FALSE(has(html, "\xFF"));
  CHECK(has(html, "位置：工作表“&lt;script&gt;"));
  CHECK(has(html, "※ ？<sup>"));
}

// ---- many files --------------------------------------------------------------------------------

TEST_CASE("the summary counts rules and names the files with most to say") {
  Sample one = wrong_sample("b.md"), two = wrong_sample("c.md"),
         clean("a.md", file_text(data + "bureau_2021.md"));
  Reading negative;
  negative.report = filled(2023);
  negative.report.disclosure.licences.made = -1;
  negative.report.disclosure.penalties.made = Count();
  Findings of_negative = check(negative.report);
  std::vector<CheckedFile> files = {
      clean.file(), {"d\x1b.json", {}, &negative, &of_negative}, one.file(), two.file()};
  std::vector<std::string> lines = lines_of(summary_text(files, Language::zh));
  REQUIRE(lines.size() == 12);
  CHECK(lines[0] == "4 份报告：错误 5 处、警告 1 处、提示 0 处");
  CHECK(lines[3] == "       2        2  错误：各类申请人之和等于总计 [applicants.total]");
  CHECK(lines[5] == "       1        1  错误：数量、金额不得为负数 [cell.negative]");
  CHECK(lines[6] == "       1        1  警告：各格都应填写数字 [cell.blank]");
  CHECK(lines[9] == "       2       0       0  b.md");
  CHECK(lines[10] == "       2       0       0  c.md");
  CHECK(lines[11] == "       1       1       0  d\uFFFD.json");
  CHECK(summary_text({clean.file()}, Language::en) == "1 report: error 0, warning 0, note 0\n");
  std::vector<CheckedFile> many(30, one.file());
  CHECK(lines_of(summary_text(many, Language::en)).size() == 1 + 1 + 1 + 2 + 1 + 1 + 10);
}

// ---- findings that need several reports --------------------------------------------------------

TEST_CASE("a finding over years shows the places of its own report only") {
  Sample sample = wrong_sample();
  Report before = filled(2020, Form::of_2019);
  before.applications.carried_forward = {5, 0, 0, 0, 0, 0, 5};
  Findings findings = check_series({&before, &sample.reading.report});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].report == 1);
  std::string text =
      findings_text(sample.reading, findings, "f.md", sample.source, Language::zh, false);
  std::vector<std::string> lines = lines_of(text);
  CHECK(has(lines[0],
            "错误：表三：与 2020 年度报告的“结转下年度继续办理”不一致：自然人 0，2020 "
            "年度为 5；总计 0，2020 年度为 5 [series.carried]"));
  CHECK(times(text, "二、上年结转政府信息公开申请数量·") == 2);
  CHECK(times(text, "四、结转下年度继续办理·") == 0);
  json found = json::parse(findings_json(sample.reading, findings, "f.md"));
  const json& finding = found["findings"][0];
  CHECK(finding["named"]["previous"]["zh"] == "2020");
  CHECK(finding["cells"][0].contains("line"));
  CHECK_FALSE(finding["cells"][0].contains("report"));
  CHECK(finding["cells"][1]["report"] == 0);
  CHECK_FALSE(finding["cells"][1].contains("line"));
  CHECK(finding["cells"][1]["value"] == "5");
  json log = valid_sarif(
      findings_sarif({{"f.md", sample.source, &sample.reading, &findings}}, Language::zh));
  CHECK(log["runs"][0]["results"][0]["locations"][0]["logicalLocations"].size() == 2);
  std::string table = marked_table(sample.reading.report, findings[0], Language::zh);
  CHECK(has(table, "二、上年结转"));
  CHECK_FALSE(has(table, "四、结转"));
}

// ---- what is left out --------------------------------------------------------------------------

TEST_CASE("patterns: * is any text") {
  CHECK(matches("a.b", "a.b"));
  CHECK_FALSE(matches("a.b", "a.bc"));
  CHECK_FALSE(matches("a.b", "axb"));
  CHECK(matches("*", ""));
  CHECK(matches("series.*", "series.jump"));
  CHECK(matches("*.total", "a.total.total"));
  CHECK(matches("*ab*ab", "xababab"));
  CHECK_FALSE(matches("*ab*abc", "xababab"));
  CHECK_FALSE(matches("", "a"));
  CHECK(matches("", ""));
  // no time without end
  CHECK_FALSE(matches(std::string(50, '*') + "b", std::string(20000, 'a')));
}

TEST_CASE("suppressions are read line by line; a line that is none is named") {
  Result<std::vector<Suppression>> read = read_suppressions(
      "\xEF\xBB\xBF# 已核实的问题\n\ncell.blank disclosure.rules.*  # 无规章制定权\r\n"
      "\tseries.*\t*/2023/*.html\n   # 空\n");
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  CHECK(read.value[0].rule == "cell.blank");
  CHECK(read.value[0].place == "disclosure.rules.*");
  CHECK(read.value[0].reason == "无规章制定权");
  CHECK(read.value[0].line == 3);
  CHECK(read.value[1].place == "*/2023/*.html");
  CHECK(read.value[1].reason.empty());
  CHECK(read.value[1].line == 4);
  CHECK(read_suppressions("")->empty());

  for (const char* wrong : {"cell.blank", "cell.blank a b"}) {
    std::string text = "# 说明\ncell.* *\n" + std::string(wrong) + " # 理由\n";
    read = read_suppressions(text);
    REQUIRE_FALSE(read);
    CHECK(read.error.code == ErrorCode::bad_line);
    std::string said = explain(read.error, "ignore.txt", text, Language::zh);
    CHECK(said.find("ignore.txt:3:1: 这一行应为“规则 位置 # 理由”（" + std::string(wrong) +
                    "）\n  " + wrong) == 0);
  }
}

TEST_CASE("levels, rules and suppressions: what is kept, what was of use") {
  Report report = filled(2023);
  report.applications.received = {1, 0, 0, 0, 0, 0, 2};
  report.disclosure.rules = {Count(), Count(), Count()};
  report.disclosure.administrative_fees.collected = Amount::parse("0.0000001");
  Findings findings = check(report);
  auto ids = [&](Selection selection, std::string_view file = "县/2023/a.html") {
    std::vector<std::string> kept;
    for (const Finding& finding : select(findings, selection, file))
      kept.emplace_back(finding.rule.id);
    return kept;
  };
  using Ids = std::vector<std::string>;
  const Ids all = {"applicants.total", "applications.balance", "applications.balance", "cell.blank",
                   "amount.precision"};
  CHECK(ids({}) == all);
  CHECK(ids({Severity::warning, {}, {}}).size() == 4);
  CHECK(ids({Severity::error, {}, {}}).size() == 3);
  CHECK(ids({Severity::note, {"cell.*", "amount.precision"}, {}}) ==
        Ids{"cell.blank", "amount.precision"});
  CHECK(ids({Severity::error, {"cell.*"}, {}}).empty());

  Selection selection;
  selection.suppressions = {{"cell.blank", "disclosure.rules.*", "", 1, 0},
                            {"applicants.total", "*.received.total", "", 2, 0},
                            {"*", "*/2022/*", "", 3, 0},
                            {"amount.*", "县/2023/*", "", 4, 0},
                            {"applications.balance", "*.natural_person", "", 5, 0}};
  Findings kept = select(findings, selection, "县/2023/a.html");
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].rule.id == "applications.balance");
  std::size_t used[] = {1, 1, 0, 1, 1};
  for (std::size_t i = 0; i < 5; ++i) CHECK(selection.suppressions[i].used == used[i]);
  CHECK(unused_text(selection, "ignore.txt", Language::zh) ==
        "ignore.txt:3: 这一行没有用到，可以删去：* */2022/*\n");
  CHECK(unused_text(selection, "ignore.txt", Language::en) ==
        "ignore.txt:3: this line is of no use and can go: * */2022/*\n");
  CHECK_FALSE(select(*reading_rules().begin(), selection, "县/2022/a.html"));
  CHECK(select(*reading_rules().begin(), selection, "县/2023/a.html"));
  CHECK(selection.suppressions[2].used == 1);
  // a finding of many cells is kept while one of them is not accepted
  selection.suppressions = {{"cell.blank", "*.rules.issued", "", 1, 0}};
  CHECK(select(findings, selection, "f").size() == 5);
  CHECK(selection.suppressions[0].used == 0);
}
