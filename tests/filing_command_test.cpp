// The filing circle on the command line: new → filled in → check → write; reviews; publication.
#include "command.hpp"
#include "gongkai/filing.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

TEST_SUITE_BEGIN("command" * doctest::skip(no_command));

TEST_CASE("new: a blank form of either generation in every shape, never over one that is there") {
  Folder folder;
  for (const char* ending : {"xlsx", "docx", "html", "md", "json"})
    for (const char* form : {"2019", "2021"}) {
      std::string file = folder.file(std::string(form) + "." + ending);
      Run made =
          run("new --year 2026 --agency 示例市水利局 --form " + std::string(form) + " -o " + file);
      CHECK_MESSAGE(made.status == 0, made.said);
      Result<Reading> reading = read(file_text(file));
      REQUIRE_MESSAGE(reading, file);
      Report wanted = blank_report(std::string(form) == "2019" ? Form::of_2019 : Form::of_2021);
      wanted.agency = "示例市水利局";
      wanted.year = 2026;
      CHECK_MESSAGE(reading->report == wanted, file);
    }
  Run again = run("new --year 2026 --agency 甲局 -o " + folder.file("2021.md"));
  CHECK(again.status == 2);
  CHECK(has(again.said, "文件已存在"));
  CHECK(has(file_text(folder.file("2021.md")), "示例市水利局"));
  CHECK(run("new --year 2026 --agency 甲局 -o " + folder.file("a.doc")).status == 2);
  CHECK(run("new --year 2026 -o " + folder.file("a.md")).status == 2);
  CHECK(run("new --year 2026 --agency 甲局 -o " + folder.file("no/a.md")).status == 2);
}

TEST_CASE("write: every shape from any report") {
  Folder folder;
  Result<Reading> reading = read(file_text(data + "bureau_2021.md"));
  REQUIRE(reading);
  for (const char* ending : {"xlsx", "docx", "html", "md", "json", "csv", "txt"}) {
    std::string file = folder.file(std::string("a.") + ending);
    Run wrote = run("write " + data + "bureau_2021.md -o " + file);
    CHECK_MESSAGE(wrote.status == 0, wrote.said);
    if (std::string(ending) == "csv" || std::string(ending) == "txt") continue;
    Result<Reading> back = read(file_text(file));
    REQUIRE_MESSAGE(back, file);
    CHECK_MESSAGE(back->report == reading->report, file);
  }
  CHECK(has(file_text(folder.file("a.csv")), "file,agency,year"));
  CHECK(has(file_text(folder.file("a.txt")), "表式：2021"));
  CHECK(has(file_text(folder.file("a.html")), "<!DOCTYPE html>"));
  run("write " + data + "bureau_2021.md --fragment --lang en -o " + folder.file("b.html"));
  CHECK(file_text(folder.file("b.html")).find("<div lang=\"en\">") == 0);
  Run wrong = run("write " + data + "bureau_2021_wrong_total.md -o " + folder.file("c.md"));
  CHECK(wrong.status == 0);
  CHECK(has(wrong.said, "有 2 处错误"));
  CHECK(run("write nowhere.md -o " + folder.file("d.md")).status == 2);
  CHECK(run("write " + data + "bureau_2021.md -o " + folder.file("d.pdf")).status == 2);
}

TEST_CASE("review, then publish; a change voids what was reviewed") {
  Folder folder;
  std::string filing = folder.file("filing.json"), published = folder.file("a.docx");
  Run refused = run("write " + data + "bureau_2021.md --publish -o " + published);
  CHECK(refused.status == 1);
  CHECK(has(refused.said, "责任人初审：尚未进行"));
  CHECK_FALSE(folder.has("a.docx"));

  CHECK(run("review " + data + "bureau_2021.md --role 初审 --who 张三").status == 2);  // no -o
  Run first = run("review " + data + "bureau_2021.md --role 初审 --who 张三 --date 2022-01-10 -o " +
                  filing);
  CHECK_MESSAGE(first.status == 0, first.said);
  Run early = run("review " + filing + " --role 审发 --who 王五");
  CHECK(early.status == 1);
  CHECK(has(early.said, "没有记录：科室负责人审核：尚未进行"));
  CHECK(run("review " + filing + " --role section --who 李四 --date 2022-01-11").status == 0);
  CHECK(run("review " + filing).status == 1);
  CHECK(run("review " + filing + " --role 审发 --who 王五 --date 2022-01-12").status == 0);
  CHECK(run("review " + filing).status == 0);
  CHECK(run("write " + filing + " --publish -o " + published).status == 0);
  CHECK(read(file_text(published)));
  CHECK(run("check " + filing).status == 0);

  Result<Filing> changed = read_json<Filing>(file_text(filing));
  REQUIRE(changed);
  CHECK(changed->reviews.section.who == "李四");
  CHECK(changed->reviews.section.when == Date{2022, 1, 11});
  changed.value.report.disclosure.licences.made = 53;
  std::ofstream(filing, std::ios::binary) << write_json(changed.value);
  Run voided = run("write " + filing + " --publish -o " + folder.file("b.docx"));
  CHECK(voided.status == 1);
  CHECK(has(voided.said, "审查之后报告有改动"));
  CHECK_FALSE(folder.has("b.docx"));
}

TEST_CASE("a corrected form keeps the reviews of its file, and nothing else is written over") {
  Folder folder;
  std::string form = folder.write("form.md", file_text(data + "bureau_2021_wrong_total.md"));
  std::string filing = folder.file("filing.json"), to = " -o " + filing;
  CHECK(run("review " + form + " --role 初审 --who 张三 --decision 退回 --date 2022-01-10" + to)
            .status == 0);
  CHECK(run("review " + form + " --role 初审 --who 张三 --date 2022-01-11" + to).status == 0);
  CHECK(run("review " + form + " --role 审核 --who 李四 --date 2022-01-12" + to).status == 0);
  folder.write("form.md", file_text(data + "bureau_2021.md"));
  Run changed = run("review " + form + " --role 审发 --who 王五 --date 2022-01-13" + to);
  CHECK(changed.status == 1);
  CHECK(has(changed.said, "责任人初审：审查之后报告有改动，须重新审查（张三，2022-01-11）"));
  CHECK(run("review " + form + " --role 初审 --who 张三 --date 2022-01-13" + to).status == 0);
  Result<Filing> kept = read_json<Filing>(file_text(filing));
  REQUIRE(kept);
  CHECK(kept->reviews.section.who == "李四");

  std::string before = file_text(form);
  for (const std::string& wrong : {form, folder.file("a.xlsx")}) {
    Run refused = run("review " + form + " --role 初审 --who 张三 -o " + wrong);
    CHECK(refused.status == 2);
    CHECK(has(refused.said, ".json"));
  }
  CHECK(file_text(form) == before);
  CHECK_FALSE(folder.has("a.xlsx"));
  std::string json = folder.write("report.json", write_json(kept->report));
  CHECK(run("review " + form + " --role 初审 --who 张三 -o " + json).status == 2);
  CHECK(file_text(json) == write_json(kept->report));
}

TEST_CASE("what is written wrongly on the command line is said in its words") {
  Folder folder;
  std::string report = data + "bureau_2021.md", to = " -o " + folder.file("filing.json");
  Run day = run("review " + report + " --role 初审 --who 张三 --date 2022年1月10日" + to);
  CHECK(day.status == 2);
  CHECK(has(day.said, "日期应写成 2027-01-12 的样子，不能是 2022年1月10日"));
  CHECK(run("new --year 2026 --agency ' ' -o " + folder.file("a.md")).status == 2);
  CHECK_FALSE(folder.has("a.md"));
  for (const char* command : {"write ", "review "}) {
    Run is_folder = run(command + folder.name() + to);
    CHECK(is_folder.status == 2);
    CHECK_MESSAGE(has(is_folder.said, "这是文件夹"), is_folder.said);
  }
  CHECK(has(run("new --year 2026").said, "命令写得不对"));
}

TEST_CASE("an error stands in the way of publication until it is justified") {
  Folder folder;
  std::string filing = folder.file("filing.json");
  std::string wrong = data + "bureau_2021_wrong_total.md";
  run("review " + wrong + " --role 初审 --who 张三 -o " + filing);
  run("review " + filing + " --role 审核 --who 李四");
  run("review " + filing + " --role 审发 --who 王五");
  Run refused = run("write --lang en " + filing + " --publish -o " + folder.file("a.md"));
  CHECK(refused.status == 1);
  CHECK(has(refused.said, "an error stands without a written justification"));
  Run justified = run("review " + filing +
                      " --justify 'applicants.total * # 两人共同申请' "
                      "--justify 'outcomes.total * # 同上'");
  CHECK_MESSAGE(justified.status == 0, justified.said);
  CHECK(run("write " + filing + " --publish -o " + folder.file("a.md")).status == 0);
  CHECK(run("review " + filing + " --role 审发 --who 王五 --decision 退回").status == 0);
  CHECK(run("write " + filing + " --publish -o " + folder.file("b.md")).status == 1);
}

TEST_CASE("text beside the tables is checked at every step, and not lost in silence") {
  Folder folder;
  std::string text = file_text(data + "bureau_2021.md"), title = "行政复议、行政诉讼情况\n";
  text.insert(text.find(title) + title.size(), "\n行政复议 3 件。\n");  // the table says 0
  std::string report = folder.write("report.md", text), filing = folder.file("filing.json");
  CHECK(has(run("check " + report).out, "[text.proceedings]"));
  CHECK(run("review " + report + " --role 初审 --who 张三 -o " + filing).status == 0);
  CHECK(has(run("check " + filing).out, "[text.proceedings]"));
  CHECK(run("review " + filing + " --role 审核 --who 李四").status == 0);
  Result<Filing> reviewed = read_json<Filing>(file_text(filing));
  REQUIRE(reviewed);
  CHECK(has(reviewed->reviews.initial.findings, "[text.proceedings]"));
  CHECK(reviewed->reviews.section.findings == reviewed->reviews.initial.findings);
  for (const std::string& from : {report, filing}) {
    Run wrote = run("write " + from + " -o " + folder.file("a.docx"));
    CHECK(wrote.status == 0);
    CHECK_MESSAGE(has(wrote.said, "四、政府信息公开行政复议、行政诉讼情况"), wrote.said);
    CHECK_MESSAGE(has(wrote.said, "没有写入"), wrote.said);
  }
  CHECK_FALSE(
      has(run("write " + data + "bureau_2021.md -o " + folder.file("b.docx")).said, "没有写入"));
}

TEST_SUITE_END();
