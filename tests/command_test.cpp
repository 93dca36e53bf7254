// The command line as a user meets it: exit codes, formats, standard input, bad input.
#include "command.hpp"

#include <nlohmann/json.hpp>

#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "packages.hpp"

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

TEST_SUITE_BEGIN("command" * doctest::skip(no_command));

TEST_CASE("exit status: 0 clean, 1 errors found, 2 not done") {
  CHECK(run("check " + data + "bureau_2021.md").status == 0);
  CHECK(run("check " + data + "county_office_2019.md").status == 0);
  CHECK(run("check " + data + "bureau_2021_wrong_total.md").status == 1);
  CHECK(run("check " + data + " 2>&1").status == 1);
  CHECK(run("check /no/such/file 2>&1").status == 2);
  CHECK(run("check " + data + "bureau_2021_wrong_total.md /no/such/file 2>&1").status == 2);
  CHECK(run("read " + data + "bureau_2021_wrong_total.md").status == 0);
  CHECK(run("2>&1").status == 2);
  CHECK(run("frobnicate 2>&1").status == 2);
  CHECK(run("check --format xml x 2>&1").status == 2);
  CHECK(run("--help").status == 0);
  CHECK(run("--version").status == 0);
  CHECK(run("read " + data + "bureau_2021.md > /dev/full 2>&1").status == 2);
}

TEST_CASE("an unknown command is named, and so are those there are, in one language") {
  Run zh = run("frob"), en = run("frob report.md --lang en"), none = run("");
  CHECK(zh.said.find("gongkai: 没有“frob”这个命令；可用的命令： read check ") == 0);
  CHECK(has(zh.said, "\n用法请看：gongkai --help\n"));
  CHECK(en.said.find("gongkai: there is no command \"frob\"; there are: read check ") == 0);
  CHECK(has(none.said, "请写明要做什么；可用的命令： read check "));
  CHECK(none.status == 2);
  Run option = run("check --frob x.md");
  CHECK_MESSAGE(option.said.find("gongkai: 命令写得不对：不认识 --frob\n") == 0, option.said);
  CHECK(run("new --year 2026").said.find("gongkai: 命令写得不对：缺少 ") == 0);
  CHECK_FALSE(has(option.said, "see"));
  CHECK(has(run("check --frob x.md --lang=en").said, "see: gongkai check --help"));
}

TEST_CASE("a bad file does not stop the others") {
  Run both = run("check /no/such/file " + data + "bureau_2021.md 2>&1");
  CHECK(both.status == 2);
  CHECK(has(both.out, "/no/such/file: 没有这个文件"));
  CHECK(has(both.out, "bureau_2021.md："));
}

TEST_CASE("bad input: a clear error with the file and the place, and no crash") {
  struct Case {
    std::string content, said;
  };
  std::string nested_wrong = write_json(zeros(Form::of_2021));
  std::string key = "\"state_secret\":{\"natural_person\":";
  std::size_t at = nested_wrong.find(key) + key.size();
  nested_wrong.replace(at, 1, "\"three\"");
  std::string long_number = write_json(zeros(Form::of_2021));
  long_number.replace(at, 1, std::string(40, '9'));
  const Case cases[] = {
      {"", "文件是空的"},
      {std::string("\x7f"
                   "ELF\0\0\1",
                   7),
       "不是文本文件"},
      {"# 年度报告\n年\xE5", ":2:2: 文字编码无法识别或已损坏（UTF-8）"},
      {"# 年度报告\n\n没有表。\n", "没有找到年度报告的表格"},
      {nested_wrong, ":1:" + std::to_string(at + 1) +
                         ": 类型不符：applications.outcomes.denied.state_secret.natural_person"},
      {long_number, ":1:" + std::to_string(at + 1) +
                        ": 数值超出范围：applications.outcomes.denied.state_secret.natural_person"},
      {std::string(10'000'000, '['), ":1:1: "},
      {std::string(10'000'000, '{'), ":1:"},
  };
  for (const Case& c : cases) {
    File file(c.content);
    for (const char* command : {"check ", "read "}) {
      Run bad = run(command + file.name() + " 2>&1");
      CHECK(bad.status == 2);
      CHECK_MESSAGE(bad.out.find(file.name()) == 0, bad.out);
      CHECK_MESSAGE(has(bad.out, c.said), bad.out);
      CHECK(bad.out.size() < 2000);
    }
    Run from_stdin = run("check - < " + file.name() + " 2>&1");
    CHECK(from_stdin.status == 2);
    CHECK(from_stdin.out.find("<stdin>") == 0);
  }
}

TEST_CASE("nothing in a file or in its name can write over what is said") {
  const std::string escape = "\x1b[31m";
  std::string sample = file_text(data + "bureau_2021.md");
  std::size_t title = sample.find("# ") + 2;
  const std::string hostile[] = {
      sample.substr(0, title) + escape + sample.substr(title) + "\n| " + escape + " | 1 | 2 |\n",
      "{\"\\u001b[31mform\":1}\n{\"\\u001b[31mform\":1}\n",
      "{\"\\u001b[31mform\":1}",
      "{\"form\":\"\x1b[31m\"}",
  };
  for (const std::string& content : hostile) {
    File file(content);
    for (const char* command : {"check ", "read ", "check --lang en "})
      CHECK(run(command + file.name() + " 2>&1").out.find('\x1b') == std::string::npos);
  }
  Run odd_name = run("check \"$(printf '/no/such\\033[31m\\nfile\\377')\" 2>&1");
  CHECK(odd_name.out == "/no/such\uFFFD[31m\uFFFDfile\uFFFD: 没有这个文件\n");
}

TEST_CASE("notes of a reading without places have no line number, an early end has its line") {
  std::string command = GONGKAI_COMMAND;
  Run piped = run("read - < " + data + "bureau_2021.md 2>&1");
  CHECK_FALSE(has(piped.out, "<stdin>:0"));
  File brace("{\n");
  Run early = run("check " + brace.name() + " 2>&1");
  CHECK_MESSAGE(early.out.find(brace.name() + ":1:2: ") == 0, early.out);
  CHECK_MESSAGE(has(early.out, "\n  {\n   ^\n"), early.out);
}

TEST_CASE("a report of which only part is there is not called right") {
  File part(
      "# 某局 2023 年政府信息公开工作年度报告\n\n"
      "| 一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 "
      "|\n|---|---|---|---|---|---|---|---|\n");
  Run checked = run("check " + part.name());
  CHECK(checked.status == 0);
  CHECK_MESSAGE(checked.out.find("未发现错误，但未能全部核对：缺表二、表三不全、缺表四（") !=
                    std::string::npos,
                checked.out);
}

TEST_CASE("read gives JSON that check takes, in a file, on standard input, and line by line") {
  Run report = run("read --format json " + data + "bureau_2021_wrong_total.md");
  CHECK(report.status == 0);
  auto value = read_json<Report>(report.out);
  REQUIRE(value);
  CHECK(value->applications.outcomes.disclosed.total == Count(2));

  std::string command = GONGKAI_COMMAND;
  Run piped =
      run("read --format json " + data + "bureau_2021_wrong_total.md | " + command + " check -");
  CHECK(piped.status == 1);
  CHECK(has(piped.out, "[outcomes.total]"));

  Run lines = run("read --format json " + data + "bureau_2021.md " + data +
                  "bureau_2021_wrong_total.md | " + command + " check --format json -");
  CHECK(lines.status == 1);
  std::size_t end = lines.out.find('\n');
  CHECK(json::parse(lines.out.substr(0, end))["file"] == "<stdin>:1");
  json second = json::parse(lines.out.substr(end + 1));
  CHECK(second["file"] == "<stdin>:2");
  CHECK(second["errors"] == 2);

  File damaged(report.out + "{\"form\":2021}\n" + report.out);
  Run after = run("check " + damaged.name() + " 2>&1");
  CHECK(after.status == 2);
  CHECK(has(after.out, damaged.name() + ":2: 缺少成员：agency"));
  CHECK(has(after.out, damaged.name() + ":3"));

  File pretty(write_json(*value, 2));
  CHECK(run("check " + pretty.name()).status == 1);
}

TEST_CASE("a report's text is held against its tables in JSON Lines as in a file of its own") {
  Report report = zeros(Form::of_2021);
  report.year = 2021;
  report.overview.disclosure_on_request = "2021年，本局共收到政府信息公开申请5件。";
  std::string line = write_json(report) + '\n';
  File one(line), lines(line + line);
  auto told = [](const File& file) {
    std::string out = run("check --format json " + file.name()).out;
    std::size_t count = 0, at = 0;
    while ((at = out.find("\"text.", at)) != std::string::npos) ++count, ++at;
    return count;
  };
  CHECK(told(one) > 0);
  CHECK(told(lines) == 2 * told(one));
}

TEST_CASE("read as CSV has one heading for all files, and read as form is for people") {
  Run csv = run("read --format csv " + data + "bureau_2021.md " + data + "county_office_2019.md");
  CHECK(csv.status == 0);
  CHECK(std::count(csv.out.begin(), csv.out.end(), '\n') == 1 + 200 + 198);
  CHECK(csv.out.find("file,agency,year,form,table,row,column,value,state\n") == 0);
  CHECK(has(csv.out, ",2019,2,政府集中采购,采购总金额,25.1,value\n"));
  CHECK(has(run("read " + data + "bureau_2021.md").out, "（七）总计"));
  CHECK(run("read --lang en " + data + "bureau_2021.md").out.find("Total of outcomes") !=
        std::string::npos);
}

TEST_CASE("folders, archives and patterns: all reports in them, in the order of names") {
  Folder folder;
  std::string right = file_text(data + "bureau_2021.md"),
              wrong = file_text(data + "bureau_2021_wrong_total.md");
  std::string as_json = write_json(read(right)->report) + '\n';
  folder.write("b/2.md", wrong);
  folder.write("b/1.md", right);
  folder.write("a.md", right);
  folder.write("c.zip", zip({{"x/页.md", right},
                             {"y.jsonl", as_json + as_json},
                             {"in.tar.gz", gzip(tar({{"z.md", wrong}}))}}));
  folder.write("d.json", as_json);
  folder.write("style.css", "p { color: red }");
  folder.write("picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
  std::filesystem::create_directory_symlink(folder.name(), folder.name() + "/b/round");
  auto names_of = [](const std::string& lines) {
    std::vector<std::string> names;
    for (std::size_t at = 0, end = 0; at < lines.size(); at = end + 1) {
      end = lines.find('\n', at);
      names.push_back(json::parse(lines.substr(at, end - at))["file"]);
    }
    return names;
  };
  std::string in = folder.name() + '/';
  std::vector<std::string> all = {in + "a.md",
                                  in + "b/1.md",
                                  in + "b/2.md",
                                  in + "c.zip!x/页.md",
                                  in + "c.zip!y.jsonl:1",
                                  in + "c.zip!y.jsonl:2",
                                  in + "c.zip!in.tar.gz!z.md",
                                  in + "d.json"};
  std::string one = run("check --format json --jobs 1 " + folder.name()).out;
  CHECK(names_of(one) == all);
  for (const char* format : {"json", "text", "html", "sarif", "summary"}) {
    std::string command = "check --format " + std::string(format) + ' ' + folder.name();
    one = run(command + " --jobs 1").out;
    for (int jobs : {2, 3, 16})  // as many as they may be: the same, byte for byte
      CHECK(run(command + " --jobs " + std::to_string(jobs)).out == one);
  }
  Run said = run("check " + folder.name() + " 2>&1 >/dev/null");
  CHECK(said.status == 1);
  CHECK(said.out == "读取 8 份（另有 2 个文件不是报告，已跳过）\n");
  CHECK(run("check --lang en " + folder.name()).said ==
        "read 8 (2 other files, which are no reports, were passed over)\n");

  Run matched = run("check --format json '" + folder.name() + "/?/[12].m*'");
  CHECK(matched.status == 1);
  CHECK(names_of(matched.out) == std::vector<std::string>{in + "b/1.md", in + "b/2.md"});
  CHECK(run("check '" + folder.name() + "/*.doc' 2>&1").out.find("*.doc: 没有这个文件") !=
        std::string::npos);
  Run piped = run("check --format json - < " + folder.name() + "/c.zip");
  CHECK(names_of(piped.out) == std::vector<std::string>{"<stdin>!x/页.md", "<stdin>!y.jsonl:1",
                                                        "<stdin>!y.jsonl:2",
                                                        "<stdin>!in.tar.gz!z.md"});
  CHECK(run("read --format csv " + folder.name() + " 2>/dev/null | grep -c ^file,").out == "1\n");
  // What was named is wanted: then it is no stray file.
  Run named = run("check " + folder.name() + "/style.css 2>&1");
  CHECK(named.status == 2);
  CHECK(has(named.out, "没有找到年度报告的表格"));
}

TEST_CASE("what could not be read is listed at the end with its reason, and the status says so") {
  Folder folder;
  std::string right = file_text(data + "bureau_2021.md");
  folder.write("a.md", right);
  folder.write("b.pdf", "%PDF-1.7");
  folder.write("c.zip",
               zip({{"in.md", "# 某局2021年政府信息公开工作年度报告\n"}, {"right.md", right}}));
  folder.write("d.zip", zip({{"x.md", right}}).substr(0, 100));
  folder.write("e.docx", docx("<w:p/>"));
  folder.write("f.jsonl", "{\"a\":1}\n{\"form\":\n");
  folder.write("g.md", "");
  std::string in = folder.name() + '/';
  Run all = run("check " + folder.name() + " 2>&1 >/dev/null");
  CHECK(all.status == 2);
  std::string list =
      "读取 2 份，未能读取 7 份：\n  " + in +
      "b.pdf: 这是 PDF：请先用 pdftotext -layout 转成文本，或用 Python 版 gongkai[pdf] "
      "读取\n  " +
      in + "c.zip!in.md: 没有找到年度报告的表格\n  " + in +
      "d.zip: 压缩包或 Office 文件已损坏或不完整（no directory）\n  " + in +
      "e.docx: 没有找到年度报告的表格\n  " + in + "f.jsonl:1: 没有这个成员：a\n  " + in +
      "f.jsonl:2: ";
  CHECK_MESSAGE(has(all.out, list), all.out);
  CHECK(run("check " + folder.name()).out.find("c.zip!right.md：") != std::string::npos);
  ZipClaim locked = zip_claim({"x.md", right});
  locked.flags |= 1U;
  std::string zipped = folder.write("locked.zip", zip_of({locked}));
  Run zh = run("check " + zipped), en = run("check --lang en " + zipped);
  CHECK(zh.status == 2);
  CHECK(zh.said == zipped + "!x.md: 文件加了密码，请先解除密码\n");
  CHECK(en.said == zipped + "!x.md: a password is needed; take it off first\n");

  Folder empty;
  Run nothing = run("check " + empty.name() + " 2>&1");
  CHECK(nothing.status == 2);
  CHECK(nothing.out == "没有找到年度报告\n");
  folder.write("h/locked/x.md", right);
  if (geteuid() != 0) {
    std::filesystem::permissions(folder.name() + "/h/locked", std::filesystem::perms::none);
    CHECK(run("check " + folder.name() + "/h 2>&1").status == 2);
    std::filesystem::permissions(folder.name() + "/h/locked", std::filesystem::perms::all);
  }
  CHECK(run("check --jobs 0 " + data + " 2>&1").status == 2);
  CHECK(run("check --jobs x " + data + " 2>&1").status == 2);
}

TEST_CASE("a reader who has had enough, and a full disk") {
  Folder folder;
  std::string right = file_text(data + "bureau_2021.md");
  for (int i = 0; i < 300; ++i) folder.write(std::to_string(i) + ".md", right);
  std::string command = GONGKAI_COMMAND;
  for (const char* jobs : {"1", "4"}) {
    std::string read_all = "read --format csv --jobs " + std::string(jobs) + " " + folder.name();
    Run enough = run(read_all + " 2>&1 | head -1");
    CHECK(enough.out == "file,agency,year,form,table,row,column,value,state\n");
    // Whatever the parent does about broken pipes: status 2, and not a word.
    Run quiet =
        run(read_all + " 2>" + folder.name() + "/said | head -1; cat " + folder.name() + "/said");
    CHECK(quiet.out == enough.out);
    Run full = run(read_all + " 2>&1 >/dev/full");
    CHECK(full.status == 2);
    CHECK(full.out == "gongkai: 读写失败（No space left on device）\n");
  }
}

TEST_CASE("files of any size are read to their end, of whatever size the system says they are") {
  Folder folder;
  std::string report = write_json(zeros(Form::of_2021));
  constexpr std::size_t kib = 1024, mib = 1024 * kib;
  for (std::size_t size : {64 * kib - 1, 64 * kib, 64 * kib + 1, mib - 1, mib, mib + 1, 3 * mib}) {
    std::string padded = '{' + std::string(size - report.size(), ' ') + report.substr(1);
    std::string file = folder.write("a.json", padded);
    CHECK(run("read --format json " + file).out == report + '\n');
    CHECK(run("read --format json - < " + file).out == report + '\n');
    std::string piped = "cat " + file + " | " GONGKAI_COMMAND " read --format json -";
    CHECK(run("--version >/dev/null; " + piped).out == report + '\n');  // of no known size
  }
  if (std::filesystem::exists("/proc/version"))  // said to have no bytes
    CHECK(has(run("read /proc/version 2>&1").out, "没有找到年度报告的表格"));
  std::string large = folder.write("large", "");
  std::filesystem::resize_file(large, 300 * mib);  // of which the disk keeps nothing
  CHECK(has(run("read --lang en " + large + " 2>&1").out, "bytes 268435456"));
}

TEST_CASE("JSON is UTF-8 whatever the names of files are") {
  Folder folder;
  std::string as_json = write_json(read(file_text(data + "bureau_2021.md"))->report);
  folder.write("\xC4\xEA\xB1\xA8.json", as_json);
  for (const char* command : {"check --format json ", "read --format csv "}) {
    Run found = run(command + folder.name());
    CHECK(found.status == 0);
    CHECK_FALSE(has(found.out, "\xC4"));
    CHECK(has(found.out, "\uFFFD"));
  }
}

TEST_CASE("series: an agency with one report is said to have nothing to compare, not to be right") {
  Run alone = run("series " + data + "bureau_2021_wrong_total.md");
  CHECK(alone.status == 0);
  CHECK(alone.out.empty());
  CHECK(has(alone.said, "bureau_2021_wrong_total.md：只有这一份报告，没有别的年度可以核对"));
  std::string first = file_text(data + "bureau_2021.md"), second = first;
  for (std::size_t at = 0; (at = second.find("2021", at)) != std::string::npos;)
    second.replace(at, 4, "2022");
  Folder folder;
  folder.write("2021.md", first);
  folder.write("2022.md", second);
  Run both = run("series " + folder.name());
  CHECK(has(both.out, "2022.md"));
  CHECK_FALSE(has(both.said, "没有别的年度"));
}

TEST_CASE("parts and series say what was compared, and never that a report is right") {
  Folder folder;
  std::string right = file_text(data + "bureau_2021.md");
  std::string whole = folder.write("whole.md", right), same = folder.write("same.md", right);
  Run agree = run("parts " + whole + ' ' + same);
  CHECK_MESSAGE(has(agree.lines()[0], "：与 1 份下级报告逐格核对：未发现不符"), agree.out);
  CHECK_MESSAGE(has(agree.lines()[1], "：与上级报告逐格核对：未发现不符"), agree.out);
  Run differ = run("parts --lang en " + whole + ' ' + same + ' ' + data + "county_office_2019.md");
  CHECK_MESSAGE(has(differ.out, ": compared with its parts (2): 3"), differ.out);
  CHECK_FALSE(has(differ.out, "no errors found"));
  // Neither is a sum without a part that was named, nor is a part taken for the whole.
  for (const std::string& names : {whole + ' ' + same + " no.md", "no.md " + whole + ' ' + same}) {
    Run lacking = run("parts " + names);
    CHECK(lacking.status == 2);
    CHECK(lacking.out.empty());
    CHECK_MESSAGE(has(lacking.said, "有报告未能读取，没有逐格核对"), lacking.said);
  }
  Run alone = run("parts " + whole);
  CHECK(alone.status == 2);
  CHECK(alone.said == "没有下级报告，没有逐格核对\n");
  // The totals of this one are wrong, which is for `check` to say.
  std::string wrong = file_text(data + "bureau_2021_wrong_total.md"), next = wrong;
  for (std::size_t at = 0; (at = next.find("2021", at)) != std::string::npos;)
    next.replace(at, 4, "2022");
  Run years = run("series " + folder.write("a/1.md", wrong) + ' ' + folder.write("a/2.md", next));
  CHECK_MESSAGE(has(years.out, "与本机关其他年度的报告核对：发现警告"), years.out);
  CHECK_FALSE(has(years.out, "未发现错误"));
}

TEST_CASE("rules and schema") {
  Run rules = run("rules");
  CHECK(rules.status == 0);
  CHECK(has(rules.out, "applications.balance"));
  CHECK(json::parse(run("rules --format json").out).size() > 10);
  json schema = json::parse(run("schema").out);
  CHECK(schema["type"] == "object");
  CHECK(schema["properties"].contains("applications"));
}

TEST_SUITE_END();
