// JSON as text, piece by piece.
#ifndef GONGKAI_WRITE_JSON_WRITER_HPP
#define GONGKAI_WRITE_JSON_WRITER_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace gongkai {
inline namespace v0 {

/// Text of JSON: on one line, or indented.
class JsonWriter {
 public:
  explicit JsonWriter(int indent) : indent_(indent < 0 ? 0 : static_cast<std::size_t>(indent)) {}

  std::string take() { return std::move(out_); }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) new_line();
    first_ = false;
    out_ += bracket;
  }
  void item() {
    if (!first_) out_ += ',';
    first_ = false;
    new_line();
  }
  JsonWriter& key(std::string_view name) {
    item();
    string(name);
    out_ += indent_ > 0 ? ": " : ":";
    return *this;
  }

  void raw(std::string_view text) { out_ += text; }
  void integer(std::int64_t number) {
    char digits[20];
    char* end = digits + sizeof digits;
    char* at = end;
    auto rest = static_cast<std::uint64_t>(number);
    if (number < 0) rest = 0 - rest;
    do *--at = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (number < 0) *--at = '-';
    out_.append(at, static_cast<std::size_t>(end - at));
  }
  void string(std::string_view text) {
    out_ += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out_ += text.substr(done, i - done);
      done = i + 1;
      escape(c);
    }
    out_ += text.substr(done);
    out_ += '"';
  }

 private:
  void escape(unsigned char c) {
    constexpr char hex[] = "0123456789abcdef";
    out_ += '\\';
    switch (c) {
      case '"':
      case '\\':
        out_ += static_cast<char>(c);
        break;
      case '\b':
        out_ += 'b';
        break;
      case '\f':
        out_ += 'f';
        break;
      case '\n':
        out_ += 'n';
        break;
      case '\r':
        out_ += 'r';
        break;
      case '\t':
        out_ += 't';
        break;
      default:
        out_ += "u00", out_ += hex[c >> 4U], out_ += hex[c & 0xFU];
    }
  }
  void new_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(depth_ * indent_, ' ');
  }

  std::size_t indent_, depth_ = 0;
  bool first_ = true;
  std::string out_;
};

}  // namespace v0
}  // namespace gongkai

#endif
