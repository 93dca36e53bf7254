#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/tables.hpp"
#include "gongkai/gongkai.hpp"

namespace {

using namespace gongkai;

constexpr int exit_clean = 0;     // nothing at error level
constexpr int exit_findings = 1;  // findings at error level
constexpr int exit_failed = 2;    // the work could not be done

constexpr std::size_t largest_file = std::size_t{256} << 20U;

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void complain(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

// ---- input --------------------------------------------------------------------------------------

Error system_error() {
  Error error;
  error.code = errno == ENOENT   ? ErrorCode::no_such_file
               : errno == EISDIR ? ErrorCode::is_folder
                                 : ErrorCode::io;
  if (error.code == ErrorCode::io) error.detail = std::strerror(errno);
  return error;
}

// A file, or standard input for "-": its first bytes are looked at, then it is read.
class Input {
 public:
  explicit Input(const std::string& name)
      : file_(name == "-" ? stdin : std::fopen(name.c_str(), "rb")) {
    if (file_ == nullptr) {
      error_ = system_error();
      return;
    }
    constexpr std::size_t enough_for_a_line = std::size_t{1} << 20U;
    take(enough_for_a_line);
  }
  ~Input() {
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  const Error& error() const { return error_; }

  // One JSON object on the first line, and more after it.
  bool is_json_lines() const {
    std::size_t end = head_.find('\n');
    if (end == std::string::npos) return false;
    std::string_view line = std::string_view(head_).substr(0, end);
    if (line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    return line.size() > 2 && line.front() == '{' && line.back() == '}' &&
           head_.find_first_not_of(" \t\r\n", end) != std::string::npos;
  }

  const std::string& all() {
    take(largest_file + 1);
    if (head_.size() > largest_file) error_ = {ErrorCode::too_large, largest_file, {}, {}};
    return head_;
  }

  static std::ptrdiff_t more(void* input, char* to, std::size_t room) {
    auto& self = *static_cast<Input*>(input);
    std::size_t size = self.head_.copy(to, room, self.given_);
    self.given_ += size;
    if (size == 0) size = std::fread(to, 1, room, self.file_);
    if (size == 0 && std::ferror(self.file_) != 0) return -1;
    return static_cast<std::ptrdiff_t>(size);
  }

 private:
  void take(std::size_t size) {
    constexpr std::size_t step = std::size_t{1} << 16U;
    while (!error_ && head_.size() < size) {
      std::size_t before = head_.size();
      head_.resize(before + step);
      std::size_t got = std::fread(&head_[before], 1, step, file_);
      head_.resize(before + got);
      if (got < step && std::ferror(file_) != 0) error_ = system_error();
      if (got < step) return;
    }
  }

  std::FILE* file_;
  std::string head_;
  std::size_t given_ = 0;
  Error error_;
};

// Calls use(reading, name, source text) for every report of the file, and complains of what cannot
// be read. False if anything could not.
template <class Use>
bool for_each_report(const std::string& file, Language language, Use&& use) {
  std::string name = file == "-" ? "<stdin>" : file;
  auto fail = [&](const Error& error, std::string_view source) {
    complain(explain(error, name, source, language) + '\n');
    return false;
  };
  Input input(file);
  if (input.error()) return fail(input.error(), {});

  if (input.is_json_lines()) {
    bool good = true;
    JsonLines<Report> lines(&Input::more, &input);
    for (Reading reading;;) {
      while (lines.next(reading.report))
        use(reading, name + ':' + std::to_string(lines.line()), std::string_view());
      if (!lines.error()) return good;
      std::string line = name + ':' + std::to_string(lines.line());
      complain(explain(lines.error(), line, {}, language) + '\n');
      good = false;
    }
  }

  const std::string& source = input.all();
  if (input.error()) return fail(input.error(), {});
  Result<Reading> reading = read(source);
  if (!reading) return fail(reading.error, source);
  use(*reading, name, std::string_view(source));
  return true;
}

// ---- commands -----------------------------------------------------------------------------------

struct Options {
  std::vector<std::string> files;
  std::string format;
  Language language = Language::zh;
};

bool colour() { return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

int read_files(const Options& options) {
  bool good = true, first = true;
  if (options.format == "csv") print(csv_header());
  for (const std::string& file : options.files)
    good &= for_each_report(
        file, options.language,
        [&](const Reading& reading, const std::string& name, std::string_view source) {
          complain(notes_text(reading, name, source, options.language, false));
          if (options.format == "json") print(write_json(reading.report) + '\n');
          if (options.format == "csv") print(csv_lines(reading.report, name));
          if (options.format == "form")
            print((first ? "" : "\n") + form_text(reading.report, options.language));
          first = false;
        });
  return good ? exit_clean : exit_failed;
}

int check_files(const Options& options) {
  bool good = true, wrong = false;
  for (const std::string& file : options.files)
    good &= for_each_report(
        file, options.language,
        [&](const Reading& reading, const std::string& name, std::string_view source) {
          Findings findings = check(reading.report);
          wrong |= findings.has_errors();
          print(options.format == "json"
                    ? findings_json(reading, findings, name) + '\n'
                    : findings_text(reading, findings, name, source, options.language, colour()));
        });
  return !good ? exit_failed : wrong ? exit_findings : exit_clean;
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app{
      "gongkai: 读取、核对政府信息公开工作年度报告 / reads and checks annual reports on government "
      "information disclosure"};
  app.set_version_flag("--version", GONGKAI_VERSION);
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
    command->add_option("FILE", options.files, "文件，- 为标准输入 / files, - for standard input")
        ->required();
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
  format(check_command, {"text", "json"});
  CLI::App* rules_command = app.add_subcommand("rules", "列出全部规则 / list all rules");
  language(rules_command);
  format(rules_command, {"text", "json"});
  CLI::App* schema_command =
      app.add_subcommand("schema", "JSON 的 JSON Schema / the JSON Schema of a report");

  TableCommands tables(
      app, [](const std::vector<std::string>& names, Language lang, const UseReport& use) {
        bool good = true;
        for (const std::string& file : names)
          good &= for_each_report(
              file, lang, [&](const Reading& reading, const std::string& name, std::string_view) {
                use(reading.report, name);
              });
        return good;
      });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_clean : exit_failed;
  }

  if (tables.chosen()) return tables.run();
  if (options.format.empty()) options.format = *read_command ? "form" : "text";
  if (*read_command) return read_files(options);
  if (*check_command) return check_files(options);
  if (*rules_command)
    print(options.format == "json" ? rules_json() : rules_text(options.language, colour()));
  if (*schema_command) print(json_schema<Report>() + '\n');
  return exit_clean;
}

}  // namespace

int main(int argc, char** argv) {
  int status = run(argc, argv);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    complain("gongkai: " + message(system_error(), Language::zh) + '\n');
    return exit_failed;
  }
  return status;
}
