// 先审查，后公开: reviews, what voids them, what may be published; and SHA-256 underneath.
#include "gongkai/filing.hpp"

#include <doctest/doctest.h>

#include "form.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "sha256.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

Filing filing_of(const std::string& sample) {
  Result<Filing> filing = read_filing(file_text(data + sample));
  REQUIRE(filing);
  return filing.value;
}
Findings findings_of(const Filing& filing) { return check_all(filing); }
std::string approve(Filing& filing, Step step, Date when = {2022, 1, 10}) {
  return review(filing, step, "张三", when, Decision::approved, findings_of(filing));
}
std::vector<std::string> obstacles(const Filing& filing) {
  return gongkai::obstacles(filing, findings_of(filing));
}

}  // namespace

TEST_CASE("SHA-256: the examples of FIPS 180-4, and the ends of blocks") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  // These two by coreutils' sha256sum: 55 bytes leave just enough room for the length, 64 none.
  CHECK(sha256(std::string(55, 'a')) ==
        "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  CHECK(sha256(std::string(64, 'a')) ==
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("three approvals in their order, and a report may be published") {
  Filing filing = filing_of("bureau_2021.md");
  CHECK(obstacles(filing).size() == 3);
  CHECK(obstacles(filing)[0] == "责任人初审：尚未进行");
  CHECK(approve(filing, Step::section) == "责任人初审：尚未进行");
  CHECK(filing.reviews.section.decision == Decision::none);
  CHECK(approve(filing, Step::initial).empty());
  CHECK(approve(filing, Step::section).empty());
  CHECK(obstacles(filing).size() == 1);
  CHECK(approve(filing, Step::release).empty());
  CHECK(obstacles(filing).empty());
  CHECK(filing.reviews.release.who == "张三");
  CHECK(filing.reviews.release.digest.size() == 64);
}

TEST_CASE(
    "a changed figure or a changed word voids the reviews, and putting it back restores them") {
  Filing filing = filing_of("bureau_2021.md");
  for (Step step : {Step::initial, Step::section, Step::release})
    CHECK(approve(filing, step).empty());
  Filing before = filing;
  filing.report.disclosure.licences.made = 53;
  CHECK(standing(filing.reviews.release, filing.report) == Standing::changed);
  std::vector<std::string> reasons = obstacles(filing);
  REQUIRE(reasons.size() == 3);
  CHECK(reasons[2] == "分管领导审发：审查之后报告有改动，须重新审查（张三，2022-01-10）");
  filing = before;
  filing.report.problems += "另，";
  CHECK(obstacles(filing).size() == 3);
  filing = before;
  CHECK(obstacles(filing).empty());
  // A blank where 0 stood is another report.
  filing.report.disclosure.rules.issued = Count();
  CHECK(obstacles(filing).size() == 3);
}

TEST_CASE("what was returned is no approval") {
  Filing filing = filing_of("bureau_2021.md");
  CHECK(approve(filing, Step::initial).empty());
  CHECK(review(filing, Step::section, "李四", {2022, 1, 11}, Decision::returned, {}).empty());
  CHECK(approve(filing, Step::release) == "科室负责人审核：已退回（李四，2022-01-11）");
  CHECK(obstacles(filing).size() == 2);
}

TEST_CASE("nobody approves before the day of the step before") {
  Filing filing = filing_of("bureau_2021.md");
  CHECK(approve(filing, Step::initial, {2022, 1, 11}).empty());
  CHECK(approve(filing, Step::section, {2022, 1, 10}) == "日期早于责任人初审（张三，2022-01-11）");
  CHECK(filing.reviews.section.decision == Decision::none);
  CHECK(approve(filing, Step::section, {2022, 1, 11}).empty());
}

TEST_CASE("a review needs a name, a day and a decision") {
  Filing filing = filing_of("bureau_2021.md");
  CHECK(review(filing, Step::initial, " ", {2022, 1, 1}, Decision::approved, {}) ==
        "没有写明审查人");
  CHECK(review(filing, Step::initial, "张三", {2022, 2, 30}, Decision::approved, {}) ==
        "没有写明审查日期，如 2027-01-12");
  CHECK(review(filing, Step::initial, "张三", {2022, 2, 3}, Decision::none, {}) == "没有写明意见");
  CHECK(filing.reviews.initial.who.empty());
}

TEST_CASE("an error needs a written justification, with a reason") {
  Filing filing = filing_of("bureau_2021_wrong_total.md");
  for (Step step : {Step::initial, Step::section, Step::release})
    CHECK(approve(filing, step).empty());
  CHECK(has(filing.reviews.initial.findings,
            "错误：表三·（一）予以公开：各类申请人相加为 1，总计为 2"));
  CHECK(has(filing.reviews.initial.findings, "[applicants.total]\n"));
  std::vector<std::string> reasons = obstacles(filing);
  REQUIRE(reasons.size() == 2);
  CHECK(has(reasons[0], "错误没有更正，也没有书面说明：表三·（一）予以公开"));
  filing.justifications = "applicants.total applications.outcomes.disclosed.total\n";
  CHECK(obstacles(filing).size() == 2);  // no reason given
  filing.justifications = "applicants.total applications.outcomes.disclosed.total # 两人共同申请\n";
  CHECK(obstacles(filing).size() == 1);
  filing.justifications += "outcomes.total applications.outcomes.total.total # 同上\n";
  CHECK(obstacles(filing).empty());
  filing.justifications += "随便\n";
  REQUIRE(obstacles(filing).size() == 3);  // none of them counts then
  CHECK(has(obstacles(filing)[0], "书面说明有一行不是"));
}

TEST_CASE("a filing keeps what stands beside the tables, so that all who review it see the same") {
  std::string text = file_text(data + "bureau_2021.md");
  std::string title = "行政复议、行政诉讼情况\n";
  text.insert(text.find(title) + title.size(), "\n行政复议 3 件。\n");
  Result<Reading> reading = read(text);
  REQUIRE(reading);
  REQUIRE(reading->beside_tables.proceedings == "行政复议 3 件。");
  Result<Filing> filing = read_filing(text);
  REQUIRE(filing);
  CHECK(filing->beside_tables.proceedings == "行政复议 3 件。");
  Result<Reading> again = read(write_json(*filing));
  REQUIRE(again);
  CHECK(again->beside_tables.proceedings == "行政复议 3 件。");
  CHECK(check_all(*again).items.size() == check_all(*reading).items.size());
  CHECK(check_all(*filing).items.size() == check_all(*reading).items.size());
  CHECK(check_all(*filing).count(Severity::warning) == 1);
}

TEST_CASE("a filing is one JSON file, which everything that reads reports takes") {
  Filing filing = filing_of("bureau_2021.md");
  CHECK(approve(filing, Step::initial).empty());
  filing.justifications = "a b # c\n";
  std::string json = write_json(filing, 2);
  CHECK(is_filing(json));
  CHECK(is_filing("\xEF\xBB\xBF \n{ \"report\": 1"));
  CHECK_FALSE(is_filing(write_json(filing.report)));
  CHECK_FALSE(is_filing("{\"reports\": 1"));
  CHECK_FALSE(is_filing(""));
  Result<Filing> back = read_filing(json);
  REQUIRE(back);
  CHECK(back->report == filing.report);
  CHECK(back->reviews.initial == filing.reviews.initial);
  CHECK(back->justifications == filing.justifications);
  Result<Reading> reading = read(json);
  REQUIRE(reading);
  CHECK(reading->report == filing.report);
  CHECK_FALSE(reading->mentions.empty());
  json.replace(json.find("\"decision\": 1"), 13, "\"decision\": 7");
  CHECK(read(json).error.code == ErrorCode::out_of_range);
  CHECK(read_filing("{\"report\": {}}").error.code == ErrorCode::missing_member);
}
