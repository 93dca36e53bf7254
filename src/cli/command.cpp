#include "cli/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "cli/commands.hpp"
#include "cli/filing.hpp"
#include "cli/tables.hpp"
#include "gongkai/gongkai.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// The words of CLI11 for the most usual faults, in Chinese.
std::string in_chinese(const std::string& said) {
  const std::string required = " is required", extra = " not expected: ";
  if (std::size_t at = said.find(required); at != std::string::npos)
    return "缺少 " + said.substr(0, at);
  if (std::size_t at = said.find(extra); at != std::string::npos)
    return "不认识 " + said.substr(at + extra.size());
  return said;
}

// What is said of a command line that was not understood. Its language is looked for before its
// meaning is known.
std::string not_understood(const CLI::App& app, const CLI::Error& error, Language language) {
  bool zh = language == Language::zh;
  std::string text = "gongkai: ", name = "gongkai", said = error.what();
  const std::vector<CLI::App*> given = app.get_subcommands();
  if (given.empty()) {
    std::vector<std::string> words = app.remaining();
    text += words.empty() ? (zh ? "请写明要做什么" : "say what is to be done")
            : zh          ? "没有“" + words[0] + "”这个命令"
                          : "there is no command \"" + words[0] + '"';
    text += zh ? "；可用的命令：" : "; there are:";
    for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; }))
      text += ' ' + each->get_name();
  } else {
    for (const CLI::App* each : given) name += ' ' + each->get_name();
    text += (zh ? "命令写得不对：" : "not understood: ") + (zh ? in_chinese(said) : said);
  }
  return text + (zh ? "\n用法请看：" : "\nsee: ") + name + " --help\n";
}

Language asked_for(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i], next = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--lang=en" || (word == "--lang" && next == "en")) return Language::en;
  }
  return Language::zh;
}

int run(int argc, char** argv, Options& options, Output& output) {
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app{
      "gongkai: 读取、核对政府信息公开工作年度报告 / reads and checks annual reports on government "
      "information disclosure"};
  app.set_help_flag("-h,--help", "显示用法 show what it takes");
  app.set_version_flag("--version", GONGKAI_VERSION, "显示版本 show the version");
  app.require_subcommand(1);
  app.footer(
      "退出码 / exit status: 0 没有错误 no errors, 1 有错误 errors found, 2 未能完成 could not do "
      "it");

  auto language = [&](CLI::App* command) {
    command
        ->add_option_function<std::string>(
            "--lang",
            [&](const std::string& lang) {
              options.language = lang == "en" ? Language::en : Language::zh;
            },
            "语言 language: zh, en")
        ->check(CLI::IsMember({"zh", "en"}));
  };
  auto files = [&](CLI::App* command) {
    command
        ->add_option("FILE", options.names,
                     "文件、文件夹、压缩包（zip、tar、tar.gz），- 为标准输入 / files, folders, "
                     "archives, - for standard input")
        ->required();
    constexpr int most = 256;
    command
        ->add_option("--jobs", options.jobs,
                     "同时处理几份，默认为处理器数 / how many at a time, default: processors")
        ->check(CLI::Range(1, most));
    language(command);
  };
  auto format = [&](CLI::App* command, const std::vector<std::string>& formats) {
    command->add_option("--format", options.format, "输出格式 output format, " + formats[0])
        ->check(CLI::IsMember(formats));
  };

  CLI::App* read_command = app.add_subcommand(
      "read",
      "读成一张完整的表：form 表格，json 每行一份，csv 每格一行 / read into the typed form");
  files(read_command);
  format(read_command, {"form", "json", "csv"});
  CLI::App* check_command =
      app.add_subcommand("check", "核对勾稽关系，指出错在何处 / check all equations");
  files(check_command);
  format(check_command, {"text", "json", "sarif", "html", "summary"});
  auto selection = [&](CLI::App* command) {
    command
        ->add_option_function<std::string>(
            "--level",
            [&](const std::string& level) {
              options.selection.least = level == "error"     ? Severity::error
                                        : level == "warning" ? Severity::warning
                                                             : Severity::note;
            },
            "只要这一级以上 this level and above: note, warning, error")
        ->check(CLI::IsMember({"note", "warning", "error"}));
    command
        ->add_option("--rules", options.selection.rules,
                     "只要这些规则 only these rules: applicants.total,text.*")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option(
        "--suppress", options.suppressions,
        "已认可的问题：每行“规则 位置 # 理由” / accepted findings: a line each, rule "
        "place # reason");
  };
  selection(check_command);
  CLI::App* series_command = app.add_subcommand(
      "series", "同一机关历年报告互相核对 / the reports of an agency, year against year");
  files(series_command);
  format(series_command, {"text", "json"});
  selection(series_command);
  CLI::App* parts_command = app.add_subcommand(
      "parts",
      "上级报告与各下级报告逐格核对，第一个文件为上级 / a whole against its parts, the first file "
      "is the whole");
  files(parts_command);
  format(parts_command, {"text", "json"});
  selection(parts_command);
  parts_command
      ->add_option("--missing", options.missing, "缺报告的下级 parts whose reports are missing")
      ->delimiter(',')
      ->allow_extra_args(false);
  CLI::App* rules_command = app.add_subcommand("rules", "列出全部规则 / list all rules");
  language(rules_command);
  format(rules_command, {"text", "json", "markdown"});
  CLI::App* schema_command =
      app.add_subcommand("schema", "JSON 的 JSON Schema / the JSON Schema of a report");

  TableOptions tables;
  CLI::App* table_command =
      app.add_subcommand("table", "许多报告成一张表，每份一行 / many reports as one table");
  files(table_command);
  format(table_command, {"csv", "jsonl"});
  table_command->add_flag("--tidy", tables.tidy, "每格一行（仅 csv）/ a line for each cell (csv)");
  table_command
      ->add_option("--columns", tables.columns,
                   "只要这些列 only these: agency,applications.received")
      ->delimiter(',')
      ->allow_extra_args(false);
  CLI::App* sum_command = app.add_subcommand("sum", "分组汇总，准确到个位 / exact sums by group");
  files(sum_command);
  format(sum_command, {"text", "csv", "json"});
  sum_command
      ->add_option("--by", tables.by,
                   "按什么分组 group by: year,province,city,county,kind,form,agency,parent…")
      ->delimiter(',')
      ->allow_extra_args(false);
  sum_command->add_flag("--indicators", tables.indicators,
                        "指标，分子分母俱全 / indicators instead of cells");
  CLI::App* rollup_command = app.add_subcommand(
      "rollup", "逐级汇总：上级报告应有的数字 / what each government should report");
  rollup_command->add_option("TREE", tables.tree, "机关名单 CSV：agency,parent,division,vertical")
      ->required();
  files(rollup_command);

  FilingOptions filing;
  CLI::App* new_command = app.add_subcommand(
      "new", "空白表，待填写；.xlsx 自动合计、标出不符 / a blank form to fill in");
  new_command->add_option("--year", filing.year, "报告年度 the year reported on")
      ->required()
      ->check(CLI::Range(2008, 2100));
  new_command->add_option("--agency", filing.agency, "机关名称 the agency")->required();
  new_command
      ->add_option_function<int>(
          "--form", [&](int form) { filing.form = static_cast<Form>(form); },
          "表式 form: 2021 (default), 2019")
      ->check(CLI::IsMember({2019, 2021}));
  CLI::App* write_command = app.add_subcommand(
      "write",
      "写成正式表式：.docx .html .md .xlsx .json .csv .txt / write a report as the official form");
  CLI::App* review_command = app.add_subcommand(
      "review", "记录审查意见，说明能否公开 / record a review; say whether it may be published");
  for (CLI::App* command : {write_command, review_command})
    command->add_option("FILE", filing.file, "一份报告 one report, or what `review` wrote")
        ->required();
  for (CLI::App* command : {new_command, write_command, review_command}) {
    CLI::Option* out =
        command->add_option("-o,--output", filing.output, "写到哪个文件 the file to write");
    if (command != review_command) out->required();
    language(command);
  }
  write_command->add_flag("--fragment", filing.fragment,
                          "html 只写可贴入网页的一段 of html only what goes into a page");
  write_command->add_flag("--publish", filing.publish,
                          "未经三审或有错误未说明的不写 refuse what has not been reviewed");
  CLI::Option* role =
      review_command
          ->add_option("--role", filing.role,
                       "哪一道 which step: 初审 initial, 审核 section, 审发 release")
          ->check(CLI::IsMember(role_names()));
  review_command->add_option("--who", filing.who, "审查人 the reviewer")->needs(role);
  review_command->add_option("--date", filing.date, "日期，默认为今天 the day, default: today");
  review_command
      ->add_option_function<std::string>(
          "--decision",
          [&](const std::string& decision) {
            bool returned = decision == "退回" || decision == "return";
            filing.decision = returned ? Decision::returned : Decision::approved;
          },
          "意见 decision: 通过 approve (default), 退回 return")
      ->check(CLI::IsMember({"通过", "approve", "退回", "return"}));
  review_command
      ->add_option("--justify", filing.justifications,
                   "书面说明：“规则 位置 # 理由” / a justification: rule place # reason")
      ->allow_extra_args(false);

  app.failure_message([&](const CLI::App* command, const CLI::Error& error) {
    return not_understood(*command, error, asked_for(argc, argv));
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_clean : exit_failed;
  }

  if (options.format.empty())
    options.format = *read_command ? "form" : *table_command ? "csv" : "text";
  if (!options.suppressions.empty()) {
    Result<std::string> text = whole_file(options.suppressions);
    Result<std::vector<Suppression>> read = text.error;
    if (text) read = read_suppressions(*text);
    if (!read) {
      output.complain(explain(read.error, options.suppressions, *text, options.language) + '\n');
      return exit_failed;
    }
    options.selection.suppressions = *std::move(read);
  }
  filing.language = options.language;
  if (*new_command) return new_form(filing, output);
  if (*write_command) return write_form(filing, output);
  if (*review_command) return review_report(filing, output);
  if (*table_command) return table_reports(options, tables, output);
  if (*sum_command) return sum_reports(options, tables, output);
  if (*rollup_command) return rollup_reports(options, tables, output);
  if (*read_command) return read_reports(options, output);
  if (*check_command) return check_reports(options, output);
  if (*series_command) return series_reports(options, output);
  if (*parts_command) return parts_reports(options, output);
  if (*rules_command)
    output.print(options.format == "json"       ? rules_json()
                 : options.format == "markdown" ? rules_markdown()
                                                : rules_text(options.language, output.colour()));
  if (*schema_command) output.print(json_schema<Report>() + '\n');
  return exit_clean;
}

}  // namespace

int command(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, which we look at
  Options options;
  Output output;
  try {
    int status = run(argc, argv, options, output);
    if (output.flush()) return status;
    if (output.why()) output.complain("gongkai: " + message(output.why(), options.language) + '\n');
  } catch (const std::bad_alloc&) {
    output.complain(options.language == Language::zh ? "gongkai: 内存不足\n"
                                                     : "gongkai: out of memory\n");
  } catch (const std::exception& error) {
    output.complain("gongkai: " + std::string(error.what()) + '\n');
  }
  return exit_failed;
}

}  // namespace v0
}  // namespace gongkai
