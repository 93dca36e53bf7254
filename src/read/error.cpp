#include "gongkai/result.hpp"

namespace gongkai {
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
    case ErrorCode::unknown_kind:
      return {"不能读取这种文件", "a kind of file that cannot be read"};
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
    case ErrorCode::io:
      return {"读写失败", "cannot read or write"};
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
  std::string text(file);
  if (source.empty()) return text + ": " + message(error, language);
  Position at = position(source, error.offset);
  text += ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " +
          message(error, language);

  // At most this much of a line to the left and right of the place, cut between characters.
  constexpr std::size_t reach = 60;
  std::size_t offset = error.offset < source.size() ? error.offset : source.size();
  auto continues = [&](std::size_t i) {
    return i < source.size() && (static_cast<unsigned char>(source[i]) & 0xC0U) == 0x80U;
  };
  std::size_t from = offset, to = offset;
  while (from > 0 && source[from - 1] != '\n' && (offset - from < reach || continues(from))) --from;
  while (to < source.size() && source[to] != '\n' && (to - offset < reach || continues(to))) ++to;
  std::string caret;
  for (std::size_t i = from; i < offset; ++i) {
    auto byte = static_cast<unsigned char>(source[i]);
    if (byte == '\t')
      caret += '\t';
    else if (byte >= 0xE3)
      caret += "  ";  // Chinese characters and full-width forms: two columns
    else if ((byte & 0xC0U) != 0x80U)
      caret += ' ';
  }
  return text + "\n  " + std::string(source.substr(from, to - from)) + "\n  " + caret + '^';
}

}  // namespace gongkai
