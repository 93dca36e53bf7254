// The command as tests run it: through a shell, with what it prints, says and returns.
#ifndef GONGKAI_TESTS_COMMAND_HPP
#define GONGKAI_TESTS_COMMAND_HPP

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "form.hpp"

namespace gongkai::test {

/// Where the command was not built, the tests that run it do not run.
constexpr bool no_command = sizeof GONGKAI_COMMAND == 1;

/// A folder of its own, gone with what is in it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "gongkai_XXXXXX").string();
    REQUIRE(mkdtemp(&name[0]) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string name() const { return path_.string(); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }
  std::string write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

/// A file of its own.
class File {
 public:
  explicit File(const std::string& content) : name_(folder_.write("file", content)) {}
  const std::string& name() const { return name_; }

 private:
  Folder folder_;
  std::string name_;
};

struct Run {
  int status;
  std::string out;   ///< standard output
  std::string said;  ///< standard error

  std::vector<std::string> lines() const { return lines_of(out); }
};

/// `arguments` are the shell's: there may be a pipe behind them, or "2>&1".
inline Run run(const std::string& arguments) {
  File said("");
  std::string command = "{ " GONGKAI_COMMAND " " + arguments + "\n} 2>" + said.name();
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Run result{0, {}, {}};
  char buffer[4096];
  while (std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe))
    result.out.append(buffer, size);
  int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.said = file_text(said.name());
  return result;
}

}  // namespace gongkai::test

#endif
