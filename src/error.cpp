#include "gongkai/result.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

Text sentence(ErrorCode code) {
  switch (code) {
    case ErrorCode::none:
      return {"无错误", "no error"};
    case ErrorCode::empty_input:
      return {"文件是空的", "the input is empty"};
    case ErrorCode::binary_input:
      return {"不是文本文件（含有零字节）", "not a text: it has a zero byte"};
    case ErrorCode::not_utf8:
      return {"不是完整的 UTF-8 文本", "not UTF-8, or cut off within a character"};
    case ErrorCode::pdf_input:
      return {"这是 PDF：请先用 pdftotext -layout 转成文本，或用 Python 版 gongkai[pdf] 读取",
              "a PDF: take its text out first with pdftotext -layout, or read it with the Python "
              "extra gongkai[pdf]"};
    case ErrorCode::old_office_input:
      return {
          "这是旧版（.doc、.xls）或加了密码的 Word、Excel 文件，请另存为不带密码的 .docx 或 "
          ".xlsx",
          "an old Word or Excel file (.doc, .xls), or one with a password; save it as .docx or "
          ".xlsx without a password first"};
    case ErrorCode::archive_input:
      return {"这是多个文件的压缩包，不是一份报告", "an archive of several files, not one report"};
    case ErrorCode::bad_archive:
      return {"压缩包或 Office 文件已损坏或不完整",
              "the archive or Office file is damaged or cut off"};
    case ErrorCode::bad_encoding:
      return {"文字编码无法识别或已损坏", "text in an unknown encoding, or damaged"};
    case ErrorCode::unknown_kind:
      return {"不能读取这种文件", "a kind of file that is not read"};
    case ErrorCode::two_reports:
      return {"两份报告并排在一个文件里，请分成两个文件",
              "two reports side by side in one file; make it two files"};
    case ErrorCode::no_report:
      return {"没有找到年度报告的表格", "none of the annual report's tables is in it"};
    case ErrorCode::bad_json:
      return {"JSON 语法错误", "JSON syntax error"};
    case ErrorCode::wrong_type:
      return {"类型不符", "wrong type"};
    case ErrorCode::out_of_range:
      return {"数值超出范围", "number out of range"};
    case ErrorCode::unknown_member:
      return {"没有这个成员", "no such member"};
    case ErrorCode::missing_member:
      return {"缺少成员", "missing member"};
    case ErrorCode::duplicate_member:
      return {"成员重复", "duplicate member"};
    case ErrorCode::trailing_text:
      return {"内容结束之后还有文字", "text after the end of the value"};
    case ErrorCode::too_large:
      return {"超出大小限制", "past the limit on size"};
    case ErrorCode::no_such_file:
      return {"没有这个文件", "no such file"};
    case ErrorCode::is_folder:
      return {"这是文件夹，不是文件", "a folder, not a file"};
    case ErrorCode::io:
      return {"读写失败", "cannot read or write"};
    case ErrorCode::bad_line:
      return {"这一行应为“规则 位置 # 理由”", "a line should be: rule place # reason"};
    case ErrorCode::encrypted:
      return {"文件加了密码，请先解除密码", "a password is needed; take it off first"};
  }
  return {};
}

}  // namespace

std::string message(const Error& error, Language language) {
  bool zh = language == Language::zh;
  std::string text(sentence(error.code)[language]);
  if (!error.path.empty()) text += (zh ? "：" : ": ") + error.path;
  if (!error.detail.empty()) text += (zh ? "（" : " (") + error.detail + (zh ? "）" : ")");
  return text;
}

std::string explain(const Error& error, std::string_view file, std::string_view source,
                    Language language) {
  std::string report = text::one_line(file), said = text::one_line(message(error, language));
  bool has_place =
      !source.empty() && error.code != ErrorCode::no_report && error.code != ErrorCode::pdf_input &&
      error.code != ErrorCode::empty_input && error.code != ErrorCode::old_office_input &&
      error.code != ErrorCode::archive_input && error.code != ErrorCode::unknown_kind &&
      error.code != ErrorCode::bad_archive && error.code != ErrorCode::encrypted;
  if (!has_place) return report + (report.empty() ? "" : ": ") + said;
  // An error at the end of the input is shown behind the last line that says something.
  std::size_t offset = error.offset < source.size() ? error.offset : source.size();
  if (source.find_first_not_of("\r\n", offset) == std::string_view::npos)
    while (offset > 0 && (source[offset - 1] == '\n' || source[offset - 1] == '\r')) --offset;
  Position at = position(source, offset);
  if (!report.empty()) report += ':';
  report += std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + said;

  // At most this much of the line to the left and right of the place, cut between characters.
  constexpr std::size_t reach = 60;
  std::size_t from = offset, to = offset;
  auto inside_character = [&](std::size_t i) {
    return i < source.size() && (static_cast<unsigned char>(source[i]) & 0xC0U) == 0x80U;
  };
  while (from > 0 && source[from - 1] != '\n' && (offset - from < reach || inside_character(from)))
    --from;
  while (to < source.size() && source[to] != '\n' && (to - offset < reach || inside_character(to)))
    ++to;
  std::string before = text::one_line(source.substr(from, offset - from));
  std::string after = text::one_line(source.substr(offset, to - offset));
  return report + "\n  " + before + after + "\n  " + std::string(text::width(before), ' ') + '^';
}

}  // namespace v0
}  // namespace gongkai
