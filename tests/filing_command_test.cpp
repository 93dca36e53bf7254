// The filing circle on the command line: new → filled in → check → write; reviews; publication.
#include <doctest/doctest.h>

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>

#include "form.hpp"
#include "gongkai/filing.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Run {
  int status;
  std::string out;  // standard output and standard error
};

Run run(const std::string& arguments) {
  std::string command = std::string(GONGKAI_COMMAND) + " " + arguments + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Run result{0, {}};
  char buffer[4096];
  while (std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe))
    result.out.append(buffer, size);
  int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("gongkai_filing_" + std::to_string(getpid()) + "_" + std::to_string(next_++))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }

 private:
  static inline int next_ = 0;
  std::filesystem::path path_;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const std::string data = GONGKAI_SOURCE_DIR "/examples/data/";

}  // namespace

TEST_SUITE("command" * doctest::skip(std::string(GONGKAI_COMMAND).empty())) {
  TEST_CASE("new: a blank form of either generation in every shape, never over one that is there") {
    Folder folder;
    for (const char* ending : {"xlsx", "docx", "html", "md", "json"})
      for (const char* form : {"2019", "2021"}) {
        std::string file = folder.file(std::string(form) + "." + ending);
        Run made = run("new --year 2026 --agency 示例市水利局 --form " + std::string(form) +
                       " -o " + file);
        CHECK_MESSAGE(made.status == 0, made.out);
        Result<Reading> reading = read(file_text(file));
        REQUIRE_MESSAGE(reading, file);
        Report wanted = blank_report(std::string(form) == "2019" ? Form::of_2019 : Form::of_2021);
        wanted.agency = "示例市水利局";
        wanted.year = 2026;
        CHECK_MESSAGE(reading->report == wanted, file);
      }
    Run again = run("new --year 2026 --agency 甲局 -o " + folder.file("2021.md"));
    CHECK(again.status == 2);
    CHECK(has(again.out, "文件已存在"));
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
      CHECK_MESSAGE(wrote.status == 0, wrote.out);
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
    CHECK(has(wrong.out, "有 2 处错误"));
    CHECK(run("write nowhere.md -o " + folder.file("d.md")).status == 2);
    CHECK(run("write " + data + "bureau_2021.md -o " + folder.file("d.pdf")).status == 2);
  }

  TEST_CASE("review, then publish; a change voids what was reviewed") {
    Folder folder;
    std::string filing = folder.file("filing.json"), published = folder.file("a.docx");
    Run refused = run("write " + data + "bureau_2021.md --publish -o " + published);
    CHECK(refused.status == 1);
    CHECK(has(refused.out, "责任人初审：尚未进行"));
    CHECK_FALSE(folder.has("a.docx"));

    CHECK(run("review " + data + "bureau_2021.md --role 初审 --who 张三").status == 2);  // no -o
    Run first = run("review " + data +
                    "bureau_2021.md --role 初审 --who 张三 --date 2022-01-10 -o " + filing);
    CHECK_MESSAGE(first.status == 0, first.out);
    Run early = run("review " + filing + " --role 审发 --who 王五");
    CHECK(early.status == 1);
    CHECK(has(early.out, "没有记录：科室负责人审核：尚未进行"));
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
    CHECK(has(voided.out, "审查之后报告有改动"));
    CHECK_FALSE(folder.has("b.docx"));
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
    CHECK(has(refused.out, "an error stands without a written justification"));
    Run justified = run("review " + filing +
                        " --justify 'applicants.total * # 两人共同申请' "
                        "--justify 'outcomes.total * # 同上'");
    CHECK_MESSAGE(justified.status == 0, justified.out);
    CHECK(run("write " + filing + " --publish -o " + folder.file("a.md")).status == 0);
    CHECK(run("review " + filing + " --role 审发 --who 王五 --decision 退回").status == 0);
    CHECK(run("write " + filing + " --publish -o " + folder.file("b.md")).status == 1);
  }
}
